from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import BatchKind
from courses.models.enrolments import Enrolment
from courses.models.seminars import Seminar
from organisations.models import User


class Batch(models.Model):
    """One act of the office on many enrolments, carried out one after another by the worker."""

    # Chosen when the button was made: pressing it twice starts one batch.
    key = models.UUIDField(unique=True)
    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="batches")
    kind = models.CharField(_("action"), max_length=8, choices=BatchKind.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # Where people are rebooked to.
    target = models.ForeignKey(Seminar, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        constraints = [
            models.CheckConstraint(
                name="batch_kind_is_known", condition=Q(kind__in=BatchKind.values)
            ),
            models.CheckConstraint(
                name="batch_rebooks_to_a_date",
                condition=Q(kind=BatchKind.REBOOK, target__isnull=False)
                | (~Q(kind=BatchKind.REBOOK) & Q(target=None)),
            ),
        ]

    def __str__(self):
        return f"{self.kind} in {self.seminar_id}"


class BatchItem(models.Model):
    """One enrolment of a batch; `said` is what became of it, or why nothing did."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    refused = models.BooleanField(default=False)
    said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="batch_names_an_enrolment_once", fields=["batch", "enrolment"]
            ),
        ]
        indexes = [
            models.Index(name="batch_items_to_do", fields=["id"], condition=Q(done_at=None)),
        ]

    def __str__(self):
        return f"{self.batch_id}: {self.enrolment_id}"
