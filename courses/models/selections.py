from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.enrolments import Enrolment
from courses.models.seminars import Seminar
from organisations.models import User


class Selection(models.Model):
    """How the seats of a seminar that collects applications are given; committed once.

    The seed is drawn once, when the selection is first opened, and published with the result.
    """

    seminar = models.OneToOneField(Seminar, models.PROTECT, related_name="selection")
    mandatory_first = models.BooleanField(_("whom it is compulsory for comes first"), default=True)
    one_per_provider_first = models.BooleanField(_("one per provider first"), default=True)
    not_selected_first = models.BooleanField(
        _("who was not selected last time comes first"), default=True
    )
    seed = models.CharField(max_length=32)
    drawn_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")

    def __str__(self):
        return f"{self.seminar_id}: {self.seed}"


class SelectionMove(models.Model):
    """The office takes an applicant in, or leaves them out, with a reason."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="moves")
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="selection_move")
    taken_in = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="selection_move_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.taken_in}"


class SelectionResult(models.Model):
    """What the selection decided about one applicant, and why; written when it is committed."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="results")
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="selection_result")
    rank = models.PositiveIntegerField()
    selected = models.BooleanField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="selection_result_one_per_rank", fields=["selection", "rank"]
            ),
        ]

    def __str__(self):
        return f"{self.rank}: {self.enrolment_id} ({self.selected})"
