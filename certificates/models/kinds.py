from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.states import Audience, CourseDoes, Renewal, Validity
from certificates.validity import Rule
from courses.models import Course, Qualification
from organisations.models import User

MOST_MONTHS = 240
NEEDS_MONTHS = [Validity.COMPLETION, Validity.EXPIRY]


def counted_months(label, **options):
    return models.PositiveSmallIntegerField(
        label, validators=[MaxValueValidator(MOST_MONTHS)], **options
    )


class KindRule(models.Model):
    """How long a kind of qualification is valid, and what renews it. Without one it has no end."""

    qualification = models.OneToOneField(
        Qualification, models.CASCADE, primary_key=True, related_name="rule"
    )
    validity = models.CharField(
        _("validity"), max_length=12, choices=Validity.choices, default=Validity.NONE
    )
    months = counted_months(_("months of validity"), default=0)
    years = models.PositiveSmallIntegerField(
        _("years beyond the calendar year"), default=0, validators=[MaxValueValidator(20)]
    )
    fixed_month = models.PositiveSmallIntegerField(
        _("month of the fixed date"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    fixed_day = models.PositiveSmallIntegerField(
        _("day of the fixed date"),
        default=31,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    least_months = counted_months(_("at least so many months until the fixed date"), default=0)
    window_months = counted_months(
        _("months before the end from which it may be renewed"),
        null=True,
        blank=True,
        help_text=_("Empty: at any time while it is valid."),
    )
    grace_months = counted_months(
        _("months after the end in which a refresher still suffices"), default=0
    )
    renewal = models.CharField(
        _("renewed by"), max_length=8, choices=Renewal.choices, default=Renewal.ANY
    )
    units = models.DecimalField(
        _("teaching units needed to renew it"),
        max_digits=5,
        decimal_places=1,
        default=0,
        validators=[MinValueValidator(0)],
    )
    span_months = counted_months(_("months within which they are collected"), default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("rule of validity")
        verbose_name_plural = _("rules of validity")
        constraints = [
            models.CheckConstraint(
                name="kind_rule_values_are_known",
                condition=Q(validity__in=Validity.values, renewal__in=Renewal.values),
            ),
            models.CheckConstraint(
                name="kind_rule_has_its_months",
                condition=~Q(validity__in=NEEDS_MONTHS) | Q(months__gte=1),
                violation_error_message=_("Enter for how many months it is valid."),
            ),
            models.CheckConstraint(
                name="kind_rule_has_its_units",
                condition=~Q(renewal=Renewal.UNITS) | Q(units__gt=0, span_months__gte=1),
                violation_error_message=_(
                    "Enter how many teaching units are needed, and within how many months."
                ),
            ),
            models.CheckConstraint(
                name="kind_rule_names_a_day_of_the_year",
                condition=Q(
                    fixed_month__gte=1, fixed_month__lte=12, fixed_day__gte=1, fixed_day__lte=31
                ),
            ),
            models.CheckConstraint(
                name="kind_rule_window_is_shorter_than_the_validity",
                condition=~Q(validity__in=NEEDS_MONTHS)
                | Q(window_months=None)
                | Q(window_months__lte=F("months")),
                violation_error_message=_("The window is not longer than the validity."),
            ),
        ]

    def __str__(self):
        return f"rule of qualification {self.qualification_id}"

    def as_rule(self, courses=()):
        """The rule as the engine knows it; `courses` are the keys of those that renew."""
        return Rule(
            validity=self.validity,
            months=self.months,
            years=self.years,
            month=self.fixed_month,
            day=self.fixed_day,
            least_months=self.least_months,
            window_months=self.window_months,
            grace_months=self.grace_months,
            renewal=self.renewal,
            courses=frozenset(courses),
            units=self.units,
            span_months=self.span_months,
        )


class CourseEffect(models.Model):
    """What a course does for a kind: grants or renews it, for those who learn or teach there.

    Of speakers it may also require it; what it asks of participants are its prerequisites.
    """

    course = models.ForeignKey(
        Course, models.CASCADE, related_name="effects", verbose_name=_("course")
    )
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, related_name="effects", verbose_name=_("qualification")
    )
    does = models.CharField(_("the course"), max_length=8, choices=CourseDoes.choices)
    audience = models.CharField(
        _("for"), max_length=12, choices=Audience.choices, default=Audience.PARTICIPANTS
    )
    since = models.DateField(
        _("for seminars that end on or after"),
        null=True,
        blank=True,
        help_text=_("Empty: also for all seminars of the past."),
    )

    class Meta:
        verbose_name = _("effect of a course")
        verbose_name_plural = _("effects of courses")
        constraints = [
            models.UniqueConstraint(
                name="course_effect_once",
                fields=["course", "qualification", "audience"],
                condition=~Q(does=CourseDoes.REQUIRES),
                violation_error_message=_("The course has an effect on this kind already."),
            ),
            models.UniqueConstraint(
                name="course_requires_once",
                fields=["course", "qualification"],
                condition=Q(does=CourseDoes.REQUIRES),
                violation_error_message=_("The course requires this kind already."),
            ),
            models.CheckConstraint(
                name="course_effect_is_known",
                condition=Q(does__in=CourseDoes.values, audience__in=Audience.values),
            ),
            models.CheckConstraint(
                name="course_requires_of_speakers",
                condition=~Q(does=CourseDoes.REQUIRES) | Q(audience=Audience.SPEAKERS),
                violation_error_message=_(
                    "What participants need stands among the prerequisites of the course."
                ),
            ),
        ]

    def __str__(self):
        return f"course {self.course_id} {self.does} {self.qualification_id}"


class Decree(models.Model):
    """Whatever of a kind ends in a span of days is valid longer, for everybody: by decree."""

    qualification = models.ForeignKey(
        Qualification, models.PROTECT, related_name="decrees", verbose_name=_("qualification")
    )
    ends_from = models.DateField(_("what ends from"))
    ends_until = models.DateField(_("what ends until"))
    valid_until = models.DateField(_("is valid until"))
    reference = models.CharField(
        _("reference"),
        max_length=200,
        help_text=_("Which decree, of whom, of when; stands in everybody’s history."),
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decree")
        verbose_name_plural = _("decrees")
        constraints = [
            models.CheckConstraint(
                name="decree_extends_what_ends",
                condition=Q(ends_until__gte=F("ends_from"), valid_until__gt=F("ends_until")),
                violation_error_message=_("The new last day is after the days it extends."),
            ),
        ]

    def __str__(self):
        return self.reference

    def clean(self):
        if self.ends_from and self.ends_until and self.ends_until < self.ends_from:
            raise ValidationError(_("The span ends before it begins."))


class Computed(models.Model):
    """When the periods of a person and kind were last computed from their facts."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    qualification = models.ForeignKey(Qualification, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="computed_once_per_person_and_kind", fields=["person", "qualification"]
            ),
        ]

    def __str__(self):
        return f"{self.qualification_id} of {self.person_id}"
