from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import AttendanceSource
from courses.models.enrolments import Enrolment
from courses.models.sessions import Session
from organisations.models import User


class Attendance(models.Model):
    """How many minutes of one session a participant was there, and where the others went.

    `minutes` is what counts. Of somebody who was there at all, `late`, `early` and `away` are the
    minutes missed at the beginning, at the end and in between.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    late = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    early = models.PositiveSmallIntegerField(_("minutes left early"), default=0)
    away = models.PositiveSmallIntegerField(_("minutes away in between"), default=0)
    excused = models.BooleanField(_("excused"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)
    source = models.CharField(
        max_length=8, choices=AttendanceSource.choices, default=AttendanceSource.MANUAL
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                name="attendance_once_per_session", fields=["enrolment", "session"]
            ),
            models.CheckConstraint(
                name="attendance_source_is_known",
                condition=Q(source__in=AttendanceSource.values),
            ),
            models.CheckConstraint(
                name="attendance_excused_was_not_there", condition=Q(excused=False) | Q(minutes=0)
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}, {self.session_id}: {self.minutes}"


class AttendanceEvent(models.Model):
    """Who recorded or corrected somebody's attendance, when and how. Never changed, never deleted.

    `before` and `after` are facts by name; `before` is empty for the first entry. What was
    corrected after the seminar was closed has a reason.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendance_events")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance_events")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=8, choices=AttendanceSource.choices)
    before = models.JSONField(null=True)
    after = models.JSONField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change of attendance")
        verbose_name_plural = _("changes of attendance")
        indexes = [models.Index(name="attendance_history", fields=["session", "-at", "-id"])]

    def __str__(self):
        return f"{self.enrolment_id}, {self.session_id}: {self.after}"
