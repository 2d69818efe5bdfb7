"""Reports that take longer than anybody waits at a page: made by the worker."""

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from organisations.models import User


class MadeReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(owner=user.pk)

    def unfinished(self):
        """Neither made nor given up."""
        return self.filter(finished_at=None, cancelled_at=None)

    def with_titles(self):
        """Annotate the `title` and `subtitle` of those that are there; the answers stay behind."""
        titles = {name: KT(f"record__{name}") for name in ("title", "subtitle")}
        return self.defer("record").annotate(**titles)

    def in_line(self):
        """What the worker is to make, in this order."""
        return self.unfinished().filter(owner__is_active=True).order_by("pk")


class MadeReport(models.Model):
    """A report somebody has ordered, and what came of it.

    It is made with the rights the owner has when it is made; `reach` is a digest of them. Who has
    others afterwards does not read it any more.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="made_reports")
    report = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be made, in words.
    problem = models.CharField(max_length=500, blank=True)
    reach = models.CharField(max_length=64, blank=True)
    # The answer, see reports/figures/answers.py.
    record = models.JSONField(null=True, blank=True)

    objects = MadeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report made in the background")
        verbose_name_plural = _("reports made in the background")
        constraints = [
            models.UniqueConstraint(
                name="made_report_is_ordered_once",
                fields=["owner", "report", "parameters", "language"],
                condition=Q(finished_at=None, cancelled_at=None),
            ),
            models.CheckConstraint(
                name="made_report_ends_once", condition=Q(finished_at=None) | Q(cancelled_at=None)
            ),
            models.CheckConstraint(
                name="made_report_has_an_answer_or_a_problem",
                condition=Q(finished_at=None, record__isnull=True, problem="")
                | Q(finished_at__isnull=False, record__isnull=False, problem="")
                | (Q(finished_at__isnull=False, record__isnull=True) & ~Q(problem="")),
            ),
            models.CheckConstraint(
                name="made_report_does_no_more_than_all", condition=Q(done__lte=F("total"))
            ),
        ]
        indexes = [
            models.Index(
                name="made_report_in_line",
                fields=["id"],
                condition=Q(finished_at=None, cancelled_at=None),
            )
        ]

    def __str__(self):
        return f"{self.report} {self.pk}"

    @property
    def is_unfinished(self):
        return self.finished_at is None and self.cancelled_at is None

    def reason_not_to_read(self, reach):
        """Why there is nothing to read for an owner of this reach, when all work is over."""
        if self.cancelled_at:
            return _("This report was cancelled.")
        if self.problem:
            return self.problem
        if self.reach != reach:
            return _(
                "This report was made when you were allowed to read something else. It is not"
                " shown any more."
            )
        return ""
