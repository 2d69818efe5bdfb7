from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.enrolments import Enrolment
from courses.models.seminars import Session
from organisations.models import User


class Attendance(models.Model):
    """How many minutes of one session a participant was there."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                name="attendance_once_per_session", fields=["enrolment", "session"]
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}, {self.session_id}: {self.minutes}"
