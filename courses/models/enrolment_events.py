from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import EventKind
from courses.models.enrolments import Enrolment
from courses.states import EnrolmentState, Priority
from organisations.models import User


class EnrolmentEvent(models.Model):
    """Who moved an enrolment, when, from where to where, and why. Never changed, never deleted."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=EventKind.choices, default=EventKind.MOVED)
    # Nobody: the queue itself served, a deadline passed, or a mailbox decided.
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16, choices=EnrolmentState.choices)
    reason = models.CharField(max_length=500, blank=True)
    # The class in the queue the person was put into, where the event tells of that.
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, null=True, blank=True
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            # Few of very many.
            models.Index(
                name="event_of_priorities",
                fields=["enrolment"],
                condition=Q(kind=EventKind.PRIORITY),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_states_are_known",
                condition=Q(from_state__in=["", *EnrolmentState.values])
                & Q(to_state__in=EnrolmentState.values, kind__in=EventKind.values),
            ),
            models.CheckConstraint(
                name="event_moves_or_tells_of_something_else",
                condition=(Q(kind=EventKind.MOVED) & ~Q(from_state=F("to_state")))
                | (~Q(kind=EventKind.MOVED) & Q(from_state=F("to_state"))),
            ),
            models.CheckConstraint(
                name="event_names_the_priority_it_tells_of",
                condition=Q(priority=None)
                | Q(kind=EventKind.PRIORITY, priority__in=Priority.values) & ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.from_state or '–'} → {self.to_state}"

    @property
    def subject(self):
        """What it tells of, in words, where the state stayed the same."""
        if self.priority:
            return _("Priority “%(priority)s”") % {"priority": self.get_priority_display()}
        return self.get_kind_display()
