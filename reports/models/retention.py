"""How long papers are kept, and what was deleted after that."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.kinds import PaperKind

LONGEST = 30


class RetentionRule(models.Model):
    """Papers of a kind, dated from a day on, are kept for so many years after theirs has ended."""

    kind = models.CharField(_("kind of paper"), max_length=12, choices=PaperKind.choices)
    valid_from = models.DateField(_("for papers from"))
    years = models.PositiveSmallIntegerField(
        _("years"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("rule on keeping")
        verbose_name_plural = _("rules on keeping")
        constraints = [
            models.UniqueConstraint(
                name="retention_rule_once_per_kind_and_day",
                fields=["kind", "valid_from"],
                violation_error_message=_("There is a rule from this day on already."),
            ),
            models.CheckConstraint(
                name="retention_rule_is_for_some_years",
                condition=Q(kind__in=PaperKind.values, years__gte=1, years__lte=LONGEST),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.years}"


class Deletion(models.Model):
    """That a paper was deleted when it need not be kept any more. Never changed, never deleted.

    `what` names no person: seminar and number, as they stand on the funder's file.
    """

    kind = models.CharField(_("kind of paper"), max_length=12, choices=PaperKind.choices)
    what = models.CharField(_("what was deleted"), max_length=200)
    kept_until = models.DateField(_("kept until"))
    deleted_at = models.DateTimeField(_("deleted at"))

    class Meta:
        verbose_name = _("deletion")
        verbose_name_plural = _("deletions")
        indexes = [models.Index(name="deletion_order", fields=["-deleted_at", "-id"])]

    def __str__(self):
        return self.what
