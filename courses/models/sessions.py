from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from courses.models.seminars import Seminar
from courses.models.venues import VenueRoom


def span_of():
    """From the beginning to just before the end, as the database compares it."""
    return Func(
        F("starts_at"),
        F("ends_at"),
        Value("[)"),
        function="TSTZRANGE",
        output_field=DateTimeRangeField(),
    )


class SeminarSpan(models.Model):
    """From the first beginning of a seminar's sessions to their last end, and their units together.

    A trigger keeps it.
    """

    seminar = models.OneToOneField(
        Seminar, models.CASCADE, primary_key=True, related_name="span", editable=False
    )
    starts_at = models.DateTimeField(null=True)  # without sessions both are
    ends_at = models.DateTimeField(null=True)
    teaching_units = models.DecimalField(max_digits=6, decimal_places=1, db_default=0)

    def __str__(self):
        return f"{self.seminar_id}: {self.starts_at} to {self.ends_at}"


class Session(models.Model):
    """One part of a seminar: when, how many teaching units, in which room."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    teaching_units = models.DecimalField(
        _("teaching units"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0.5)]
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    # What people are told; of a room of the register it is the name.
    room = models.CharField(_("room"), max_length=100, blank=True)
    venue_room = models.ForeignKey(
        VenueRoom,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("room of the venue"),
    )
    # Not once the seminar is called off: its rooms are free again.
    blocks = models.BooleanField(default=True, editable=False)
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Raised with every change of time or place.")
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A session ends after it begins."),
            ),
            models.CheckConstraint(
                name="session_has_teaching_units", condition=Q(teaching_units__gt=0)
            ),
            ExclusionConstraint(
                name="session_does_not_overlap_another",
                expressions=[
                    ("seminar", RangeOperators.EQUAL),
                    (span_of(), RangeOperators.OVERLAPS),
                ],
                # Checked after each statement, so that two sessions can swap their times in one.
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("Two sessions of one seminar overlap."),
            ),
            ExclusionConstraint(
                name="room_is_booked_once_at_a_time",
                expressions=[
                    ("venue_room", RangeOperators.EQUAL),
                    (span_of(), RangeOperators.OVERLAPS),
                ],
                condition=Q(blocks=True, venue_room__isnull=False),
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("The room is taken at that time."),
            ),
        ]

    def __str__(self):
        return f"{self.seminar_id} {self.starts_at:%d.%m.%Y %H:%M}"

    @property
    def minutes(self):
        """How long the session lasts, in minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)
