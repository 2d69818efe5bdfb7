from django.db import models
from django.db.models import Q

from certificates.models.requirements import Requirement
from certificates.states import ReminderStage
from organisations.models import User


class Reminder(models.Model):
    """Somebody was reminded of a requirement at a stage of one due date; never twice."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="+")
    due = models.DateField()
    stage = models.CharField(max_length=8, choices=ReminderStage.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reminder_once_per_stage", fields=["person", "requirement", "due", "stage"]
            ),
            models.CheckConstraint(
                name="reminder_stage_is_known", condition=Q(stage__in=ReminderStage.values)
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.requirement_id} {self.stage}"
