from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from courses.kinds import QualificationEffect, RecordSource
from courses.models.courses import Course
from courses.models.enrolments import Enrolment
from courses.models.speakers import Engagement
from fortbildung.shared.english import said
from organisations.models import CentralOffice, User
from organisations.states import RoleKind

FITS_A_CONDITION = r"^[A-Z0-9][A-Z0-9_-]*\Z"


class Qualification(models.Model):
    """A kind of qualification people can have, wherever they got it."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        help_text=_("Capital letters, digits and hyphens; stands in the files of courses."),
        validators=[
            RegexValidator(FITS_A_CONDITION, _("Capital letters, digits and hyphens only."))
        ],
    )
    name = models.CharField(_("name"), max_length=200, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        constraints = [
            models.CheckConstraint(
                name="qualification_code_fits_a_condition",
                condition=Q(code__regex=FITS_A_CONDITION),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def said(self):
        """As whoever reads now calls it; files and papers in German take the name."""
        return said(self, "name")


class QualificationRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone their own; offices what they recorded and what people in their seminars have."""
        if not user.is_authenticated:
            return self.none()
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        offices = roles.values("central_office")
        people = User.objects.filter(enrolments__seminar__central_office__in=offices)
        return self.filter(
            Q(person=user) | Q(central_office__in=offices) | Q(person__in=people.values("pk"))
        )

    def of(self, person):
        """This person's own."""
        return self.filter(person=person.pk)

    def recorded_by_offices_of(self, user):
        """Recorded by the offices this person works for: what they may withdraw."""
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        return self.filter(central_office__in=roles.values("central_office"))

    def standing(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class QualificationRecord(models.Model):
    """A fact: on a day somebody earned or renewed a qualification, and what shows it.

    Never deleted. `valid_until` is set where the paper itself names the end; for how long else it
    is good follows from all facts of the person and kind, see `QualificationPeriod`.
    """

    person = models.ForeignKey(
        User, models.PROTECT, related_name="qualification_records", verbose_name=_("person")
    )
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, related_name="records", verbose_name=_("qualification")
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(
        _("what shows it"),
        max_length=300,
        help_text=_("Which document was seen, issued by whom."),
    )
    source_kind = models.CharField(
        max_length=12, choices=RecordSource.choices, default=RecordSource.OFFICE
    )
    effect = models.CharField(
        _("effect"),
        max_length=8,
        choices=QualificationEffect.choices,
        default=QualificationEffect.GRANTS,
    )
    units = models.DecimalField(
        _("teaching units of 45 minutes"), max_digits=6, decimal_places=2, default=Decimal(0)
    )
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="qualification_records"
    )
    # Kept without it when the engagement goes: `source` says what was taught.
    engagement = models.ForeignKey(
        Engagement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="qualification_records",
    )
    central_office = models.ForeignKey(
        CentralOffice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("central office"),
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Nobody: what it rested on is gone.
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(_("reason"), max_length=300, blank=True)

    objects = QualificationRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("qualification record")
        verbose_name_plural = _("qualification records")
        constraints = [
            models.CheckConstraint(
                name="qualification_record_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The record ends before it begins."),
            ),
            models.CheckConstraint(
                name="qualification_record_is_withdrawn_after_it_was_made",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("recorded_at")),
            ),
            models.UniqueConstraint(
                name="qualification_record_once_per_person_and_first_day",
                fields=["person", "qualification", "valid_from"],
                condition=Q(withdrawn_at=None, source_kind=RecordSource.OFFICE),
                violation_error_message=_("This qualification is recorded already."),
            ),
            models.UniqueConstraint(
                name="qualification_record_once_per_enrolment",
                fields=["enrolment", "qualification"],
                condition=Q(withdrawn_at=None),
            ),
            models.UniqueConstraint(
                name="qualification_record_once_per_engagement",
                fields=["engagement", "qualification"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="qualification_record_kind_is_known",
                condition=Q(
                    source_kind__in=RecordSource.values, effect__in=QualificationEffect.values
                ),
            ),
            models.CheckConstraint(
                name="qualification_record_units_are_not_negative", condition=Q(units__gte=0)
            ),
        ]

    def __str__(self):
        return f"{self.qualification_id} of {self.person_id} from {self.valid_from}"


class QualificationPeriodQuerySet(models.QuerySet):
    def of(self, person):
        """This person's own."""
        return self.filter(person=person.pk)

    def valid_on(self, day):
        """Begun and not run out on that day."""
        return self.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)


class QualificationPeriod(models.Model):
    """From when until when somebody is qualified, as it follows from the facts.

    Computed: only the app of the certificates writes here, and writes all of a person and kind
    anew whenever a fact is added or withdrawn.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="qualification_periods")
    qualification = models.ForeignKey(Qualification, models.PROTECT, related_name="periods")
    # The fact it begins with.
    record = models.ForeignKey(QualificationRecord, models.PROTECT, related_name="periods")
    first_day = models.DateField(_("valid from"))
    last_day = models.DateField(_("valid until"), null=True, blank=True)
    reckoned_from = models.DateField()
    window_from = models.DateField(null=True, blank=True)
    grace_until = models.DateField(null=True, blank=True)
    # The decree by which it ends later.
    extended_by = models.CharField(max_length=200, blank=True)

    objects = QualificationPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of validity")
        verbose_name_plural = _("periods of validity")
        constraints = [
            models.CheckConstraint(
                name="qualification_period_ends_after_it_begins",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="qualification_period_that_ends_has_its_grace",
                condition=Q(last_day=None, grace_until=None)
                | Q(last_day__isnull=False, grace_until__isnull=False),
            ),
            ExclusionConstraint(
                name="qualification_period_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("qualification", RangeOperators.EQUAL),
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
                            Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.qualification_id} of {self.person_id} {self.first_day}–{self.last_day}"
