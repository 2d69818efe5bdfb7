from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from courses.models.contingents import Contingent
from courses.models.seminars import Seminar
from courses.states import (
    ATTENDANCE_KNOWN,
    ENDED,
    HOLDS_A_SEAT,
    LIVE,
    MOVES,
    TAKES_PART,
    Acceptance,
    ApprovalState,
    EnrolmentState,
    Priority,
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

    def managed_by(self, user):
        """Booked at or below a node this person is manager of."""
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

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

    def of_people(self):
        """Without the reserved places nobody has been named for yet."""
        return self.filter(person__isnull=False)

    def overdue(self, now):
        """Seats held until a moment that has passed."""
        return self.filter(state=EnrolmentState.HELD, held_until__lte=now)

    def waiting_in_order(self):
        """The queue: by class, and within a class who joined first comes first."""
        waiting = self.filter(state=EnrolmentState.WAITING)
        return waiting.order_by("priority", "requested_at", "pk")

    def with_position(self):
        """Annotate `position`, the place in the queue from 1; None for whoever does not wait."""
        mine, same_class = OuterRef("requested_at"), Q(priority=OuterRef("priority"))
        ahead = self.model.objects.filter(
            Q(priority__lt=OuterRef("priority"))
            | (same_class & Q(requested_at__lt=mine))
            | (same_class & Q(requested_at=mine, pk__lt=OuterRef("pk"))),
            seminar=OuterRef("seminar"),
            state=EnrolmentState.WAITING,
        )
        counted = ahead.values("seminar").annotate(n=Count("pk")).values("n")
        place = Coalesce(Subquery(counted), 0) + 1
        return self.annotate(position=Case(When(state=EnrolmentState.WAITING, then=place)))


# In which states a reserved place without a name can be while it lives.
UNNAMED = [EnrolmentState.WAITING, EnrolmentState.HELD]


class Enrolment(models.Model):
    """One person's seat, or wish for a seat, in one seminar. Only services make and move it.

    Organisation, provider, association, Land and programme are frozen at booking, so that
    reports never shift when people move. Without a person it is a place a manager has reserved
    and will name somebody for.
    """

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    # Nobody: the person did so themselves.
    booked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=16, choices=EnrolmentState.choices)
    requested_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note to the organisers"), max_length=500, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    priority_reason = models.CharField(_("reason for the priority"), max_length=300, blank=True)
    approval = models.CharField(
        max_length=12, choices=ApprovalState.choices, default=ApprovalState.NOT_NEEDED
    )
    acceptance = models.CharField(
        max_length=12, choices=Acceptance.choices, default=Acceptance.NOT_NEEDED
    )
    # The contingent this seat is charged to; None: to none.
    charged_to = models.ForeignKey(
        Contingent, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    charge_reason = models.CharField(max_length=300, blank=True)
    # The rules the office has set aside for this person, and why.
    override_reason = models.CharField(max_length=300, blank=True)
    # Whose seat was handed over, and the seat given up once this one is certain.
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    rebooks = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="rebooked_by"
    )

    employment = models.ForeignKey(
        Employment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    association = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    land = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    function = models.CharField(max_length=20, blank=True)

    attended_units = models.DecimalField(
        _("teaching units attended"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    # The same for each day of the seminar in order, days without any as zero; days of Berlin.
    attended_days = ArrayField(
        models.DecimalField(max_digits=5, decimal_places=2), null=True, blank=True, editable=False
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
            models.UniqueConstraint(
                name="enrolment_is_rebooked_to_one_other_date",
                fields=["rebooks"],
                condition=Q(state__in=LIVE),
                violation_error_message=_("This enrolment is being rebooked already."),
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
                name="enrolment_days_go_with_units",
                condition=Q(attended_units=None, attended_days=None)
                | Q(attended_units__isnull=False, attended_days__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_of_a_person_has_their_context",
                condition=Q(person=None, booked_by__isnull=False, state__in=[*UNNAMED, *ENDED])
                | Q(person__isnull=False, land__isnull=False, programme__isnull=False)
                & ~Q(function=""),
            ),
            models.CheckConstraint(
                name="enrolment_is_held_until_a_moment",
                condition=Q(state=EnrolmentState.HELD, held_until__isnull=False)
                | (~Q(state=EnrolmentState.HELD) & Q(held_until=None)),
            ),
            models.CheckConstraint(
                name="enrolment_approval_is_known",
                condition=Q(approval__in=ApprovalState.values, acceptance__in=Acceptance.values),
            ),
            models.CheckConstraint(
                name="enrolment_is_confirmed_with_every_consent",
                condition=~Q(state__in=TAKES_PART)
                | Q(
                    approval__in=[ApprovalState.NOT_NEEDED, ApprovalState.GRANTED],
                    acceptance__in=[Acceptance.NOT_NEEDED, Acceptance.GIVEN],
                ),
            ),
            models.CheckConstraint(
                name="enrolment_priority_has_a_reason",
                condition=Q(priority=Priority.NORMAL)
                | (Q(priority__in=Priority.values) & ~Q(priority_reason="")),
            ),
            models.CheckConstraint(
                name="enrolment_moves_after_it_was_requested",
                condition=Q(moved_at__gte=F("requested_at")),
            ),
        ]
        indexes = [
            models.Index(
                name="enrolment_queue",
                fields=["seminar", "charged_to", "priority", "requested_at", "id"],
                condition=Q(state=EnrolmentState.WAITING),
            ),
            models.Index(
                name="enrolment_queue_positions",
                fields=["seminar", "priority", "requested_at", "id"],
                condition=Q(state=EnrolmentState.WAITING),
            ),
            models.Index(
                name="enrolment_held",
                fields=["held_until"],
                condition=Q(state=EnrolmentState.HELD),
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
        if state != EnrolmentState.HELD:
            self.held_until = None

    @property
    def holds_a_seat(self):
        return self.state in HOLDS_A_SEAT
