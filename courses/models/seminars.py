from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from courses.kinds import Allocation, ApprovalPolicy
from courses.models.courses import Course
from courses.models.venues import Venue
from courses.states import PUBLIC, RECORDED, SEMINAR_MOVES, SeminarState
from organisations.models import CentralOffice, State
from organisations.states import RoleKind, SheetTemplate

# Numbers stand in addresses and in names of files.
FITS_AN_ADDRESS = r'^[^\s./\\?#%"][^\r\n\t/\\?#%"]*\Z'


class SeminarQuerySet(models.QuerySet):
    def with_seats(self):
        """Annotate `taken`, `waiting`, and `free`: seats not taken and kept for nobody."""
        return self.annotate(
            taken=F("seats__taken"),
            waiting=F("seats__waiting"),
            free=Greatest(F("capacity") - F("seats__taken") - F("seats__kept"), 0),
        )

    def with_dates(self):
        """Annotate `starts_at` and `ends_at`, the first beginning and the last end."""
        return self.annotate(starts_at=F("span__starts_at"), ends_at=F("span__ends_at"))

    def published(self):
        """Seminars the public may see."""
        return self.filter(state__in=PUBLIC)

    def visible_to(self, user):
        """What the public may see, and what this person is enrolled in."""
        own = Seminar.enrolments.rel.related_model.objects.of(user).live()
        return self.filter(Q(state__in=PUBLIC) | Q(pk__in=own.values("seminar")))

    def upcoming(self, now):
        """Seminars whose first session is still to come; needs `with_dates`."""
        return self.filter(starts_at__gt=now)

    def organised_by(self, user):
        """Seminars of the central offices this person works for."""
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        return self.filter(central_office__in=roles.values("central_office"))

    def taught_by(self, user):
        """Seminars in which this person is engaged, by any office, while they are a trainer."""
        engaged = Seminar.engagements.rel.related_model.objects.filter(
            speaker__user=user.pk, speaker__user__roles__kind=RoleKind.TRAINER
        )
        return self.filter(pk__in=engaged.values("seminar"))

    def with_speakers(self):
        """Prefetch who teaches, for `names_of_speakers`."""
        engaged = Seminar.engagements.rel.related_model.objects
        rows = engaged.select_related("speaker").order_by("pk")
        return self.prefetch_related(models.Prefetch("engagements", rows))

    def recorded_by(self, user):
        """Seminars whose attendance this person records: those of their offices, those they teach.

        One that is only planned, or called off, has nobody to record.
        """
        if not user.is_authenticated:
            return self.none()
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        theirs = Q(central_office__in=roles.values("central_office"))
        taught = Q(pk__in=Seminar.objects.taught_by(user).values("pk"))
        return self.filter(theirs | taught).filter(state__in=RECORDED)


class Seminar(models.Model):
    """One dated run of a course."""

    number = models.CharField(
        _("number"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                FITS_AN_ADDRESS,
                _("Use letters, digits, hyphens and dots; begin with a letter or digit."),
            )
        ],
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="seminars", verbose_name=_("course")
    )
    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, related_name="seminars", verbose_name=_("central office")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=SeminarState.choices, default=SeminarState.PLANNED
    )
    place = models.CharField(_("place"), max_length=200, help_text=_("Venue, or “online”."))
    venue = models.ForeignKey(
        Venue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seminars",
        verbose_name=_("venue"),
        help_text=_("From your register: place and Land follow from it."),
    )
    land = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Land")
    )
    online_link = models.URLField(_("link to the online room"), blank=True)
    catering = models.BooleanField(
        _("with catering"),
        default=False,
        help_text=_("Participants are asked what they eat."),
    )
    lodging = models.BooleanField(
        _("with lodging"),
        default=False,
        help_text=_("Participants are asked whether they need a room."),
    )
    min_seats = models.PositiveIntegerField(_("minimum of participants"), default=1)
    capacity = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])
    opens_at = models.DateTimeField(_("enrolment opens"))
    closes_at = models.DateTimeField(_("enrolment closes"))
    fee = models.DecimalField(_("fee in euros"), max_digits=7, decimal_places=2, default=0)
    cancellation_policy = models.ForeignKey(
        "courses.CancellationPolicy",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cancellation policy"),
        help_text=_("Without one, people cancel free of charge until the seminar begins."),
    )
    allocation = models.CharField(
        _("seats are given"),
        max_length=12,
        choices=Allocation.choices,
        default=Allocation.FIRST_COME,
    )
    approval_policy = models.CharField(
        _("who must approve"),
        max_length=20,
        choices=ApprovalPolicy.choices,
        default=ApprovalPolicy.NONE,
    )
    approval_hours = models.PositiveSmallIntegerField(
        _("hours a seat is held for the approval"), default=120, validators=[MinValueValidator(1)]
    )
    offers = models.BooleanField(
        _("whoever moves up must accept the seat"),
        default=False,
        help_text=_("Else the seat is theirs at once."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a seat"), default=48, validators=[MinValueValidator(1)]
    )
    provider_limit = models.PositiveIntegerField(
        _("seats per provider at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    # Empty: as the central office does it.
    sheet_template = models.CharField(
        _("attendance sheet"), max_length=8, choices=SheetTemplate.choices, blank=True
    )

    objects = SeminarQuerySet.as_manager()

    class Meta:
        verbose_name = _("seminar")
        verbose_name_plural = _("seminars")
        constraints = [
            models.CheckConstraint(
                name="seminar_state_is_known", condition=Q(state__in=SeminarState.values)
            ),
            models.CheckConstraint(
                name="seminar_number_fits_an_address",
                condition=Q(number__regex=FITS_AN_ADDRESS),
            ),
            models.CheckConstraint(
                name="seminar_min_seats_fit_its_capacity",
                condition=Q(min_seats__lte=F("capacity")),
                violation_error_message=_("The minimum is larger than the number of seats."),
            ),
            models.CheckConstraint(
                name="seminar_has_a_seat",
                condition=Q(capacity__gte=1),
            ),
            models.CheckConstraint(
                name="seminar_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Enrolment closes after it opens."),
            ),
            models.CheckConstraint(
                name="seminar_policies_are_known",
                condition=Q(
                    allocation__in=Allocation.values, approval_policy__in=ApprovalPolicy.values
                ),
            ),
            models.CheckConstraint(
                name="seminar_holds_seats_for_a_while",
                condition=Q(approval_hours__gte=1, offer_hours__gte=1),
            ),
            models.CheckConstraint(
                name="seminar_sheet_template_is_known",
                condition=Q(sheet_template__in=["", *SheetTemplate.values]),
            ),
            models.CheckConstraint(
                name="seminar_fee_is_not_negative",
                condition=Q(fee__gte=0),
                violation_error_message=_("The fee is not negative."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.course.title}"

    @property
    def sheet(self):
        """The template of its attendance sheet."""
        return self.sheet_template or self.central_office.sheet_template

    def may_become(self, state):
        return state in SEMINAR_MOVES[self.state]

    def move_to(self, state):
        """Change the state in memory; the service that calls this saves."""
        if not self.may_become(state):
            raise ValueError(f"{self} cannot become {state}")
        self.state = state
