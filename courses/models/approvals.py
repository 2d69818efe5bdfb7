from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import ApprovalStage, Channel
from courses.models.enrolments import Enrolment
from courses.states import StepState
from organisations.models import User


class ApprovalStepQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=StepState.PENDING)

    def at_manager(self):
        return self.filter(stage=ApprovalStage.MANAGER)

    def at_office(self):
        return self.filter(stage=ApprovalStage.OFFICE)


class ApprovalStep(models.Model):
    """One decision an enrolment needs: by the employer, or by the central office.

    Whoever decided is named for good, with an account or without one.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="approval_steps")
    stage = models.CharField(max_length=8, choices=ApprovalStage.choices)
    state = models.CharField(max_length=8, choices=StepState.choices, default=StepState.PENDING)
    # Why the central office decides in place of the manager.
    note = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_name = models.CharField(_("name"), max_length=160, blank=True)
    decided_function = models.CharField(_("function"), max_length=120, blank=True)
    via = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = ApprovalStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(
                name="approval_one_pending_step_per_enrolment",
                fields=["enrolment"],
                condition=Q(state=StepState.PENDING),
            ),
            models.CheckConstraint(
                name="approval_decision_names_who_decided",
                condition=~Q(state__in=[StepState.GRANTED, StepState.DENIED])
                | (Q(decided_at__isnull=False) & ~Q(decided_name="") & ~Q(via="")),
            ),
            models.CheckConstraint(
                name="approval_is_denied_for_a_reason",
                condition=~Q(state=StepState.DENIED) | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(
                name="approval_pending", fields=["stage"], condition=Q(state=StepState.PENDING)
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.stage} {self.state}"
