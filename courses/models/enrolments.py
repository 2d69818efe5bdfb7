from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from courses.models.seminars import Seminar
from courses.states import (
    ATTENDANCE_KNOWN,
    HOLDS_A_SEAT,
    LIVE,
    MOVES,
    TAKES_PART,
    EnrolmentState,
)
from organisations.models import Employment, Organisation, Programme, State, User
from organisations.states import RoleKind


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone their own; managers those booked below their node; offices their seminars'."""
        if not user.is_authenticated:
            return self.none()
        roles = user.roles.all()
        nodes = Organisation.objects.filter(roles__in=roles.filter(kind=RoleKind.MANAGER))
        offices = roles.filter(kind=RoleKind.OFFICE_STAFF).values("central_office")
        return self.filter(
            Q(person=user)
            | Q(organisation__in=Organisation.objects.below(nodes))
            | Q(seminar__central_office__in=offices)
        )

    def of(self, person):
        """This person's own."""
        return self.filter(person=person.pk)

    def holding_a_seat(self):
        return self.filter(state__in=HOLDS_A_SEAT)

    def taking_part(self):
        """Whose attendance is recorded."""
        return self.filter(state__in=TAKES_PART)

    def without_result(self):
        """Seats whose attendance is not known yet."""
        return self.holding_a_seat().exclude(state__in=ATTENDANCE_KNOWN)

    def live(self):
        return self.filter(state__in=LIVE)

    def waiting_in_order(self):
        """The queue: who joined first comes first."""
        return self.filter(state=EnrolmentState.WAITING).order_by("requested_at", "pk")

    def with_position(self):
        """Annotate `position`, the place in the queue from 1; None for whoever does not wait."""
        mine = OuterRef("requested_at")
        ahead = self.model.objects.filter(
            Q(requested_at__lt=mine) | Q(requested_at=mine, pk__lt=OuterRef("pk")),
            seminar=OuterRef("seminar"),
            state=EnrolmentState.WAITING,
        )
        counted = ahead.values("seminar").annotate(n=Count("pk")).values("n")
        place = Coalesce(Subquery(counted), 0) + 1
        return self.annotate(position=Case(When(state=EnrolmentState.WAITING, then=place)))


class Enrolment(models.Model):
    """One person's seat, or wish for a seat, in one seminar. Only services make and move it.

    Organisation, provider, association, Land and programme are frozen at booking, so that
    reports never shift when people move.
    """

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(User, models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=16, choices=EnrolmentState.choices)
    requested_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    note = models.CharField(_("note to the organisers"), max_length=500, blank=True)

    employment = models.ForeignKey(
        Employment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    association = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    land = models.ForeignKey(State, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    function = models.CharField(max_length=20)

    attended_units = models.DecimalField(
        _("teaching units attended"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                name="enrolment_once_per_person_and_seminar",
                fields=["seminar", "person"],
                condition=Q(state__in=LIVE),
                violation_error_message=_("This person is enrolled in this seminar already."),
            ),
            models.CheckConstraint(
                name="enrolment_state_is_known", condition=Q(state__in=EnrolmentState.values)
            ),
            models.CheckConstraint(
                name="enrolment_units_go_with_attendance",
                condition=Q(state__in=ATTENDANCE_KNOWN, attended_units__gte=0)
                | (~Q(state__in=ATTENDANCE_KNOWN) & Q(attended_units=None)),
            ),
            models.CheckConstraint(
                name="enrolment_moves_after_it_was_requested",
                condition=Q(moved_at__gte=F("requested_at")),
            ),
        ]
        indexes = [
            models.Index(
                name="enrolment_queue",
                fields=["seminar", "requested_at", "id"],
                condition=Q(state=EnrolmentState.WAITING),
            ),
            models.Index(
                name="enrolment_seats", fields=["seminar"], condition=Q(state__in=HOLDS_A_SEAT)
            ),
        ]

    def __str__(self):
        return f"enrolment {self.pk} ({self.state})"

    def may_become(self, state):
        return state in MOVES[self.state]

    def move_to(self, state, *, now):
        """Change the state in memory; the service that calls this saves."""
        if not self.may_become(state):
            raise ValueError(f"{self} cannot become {state}")
        self.state, self.moved_at = state, now

    @property
    def holds_a_seat(self):
        return self.state in HOLDS_A_SEAT


class EnrolmentEvent(models.Model):
    """Who moved an enrolment, when, from where to where, and why. Never changed, never deleted."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    # Nobody: the queue itself served.
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16, choices=EnrolmentState.choices)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_states_are_known",
                condition=Q(from_state__in=["", *EnrolmentState.values])
                & Q(to_state__in=EnrolmentState.values),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.from_state or '–'} → {self.to_state}"
