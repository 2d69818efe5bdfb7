from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Min, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext_lazy as _

from certificates.states import PauseKind
from courses.models import Qualification
from organisations.models import Organisation, Programme, User
from organisations.states import EmploymentFunction

A_SHARE = [MinValueValidator(0), MaxValueValidator(1)]


def span(first, last):
    """The days from `first` to `last`, both of them in it."""
    return Func(F(first), F(last), Value("[]"), function="DATERANGE", output_field=DateRangeField())


class RequirementQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)

    def with_beginning(self):
        """Annotate `began`: from when on its first version was in force."""
        versions = Requirement.objects.filter(line=OuterRef("line")).order_by().values("line")
        return self.annotate(began=Subquery(versions.annotate(d=Min("valid_from")).values("d")))


class Requirement(models.Model):
    """Who needs which kind within how many months. One version of it: a change is a new version.

    Whatever of programme, organisation, function and share is empty does not narrow it down.
    """

    line = models.UUIDField(default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=120)
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, related_name="requirements", verbose_name=_("qualification")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("association or place, with all below it"),
    )
    function = models.CharField(
        _("function"), max_length=20, choices=EmploymentFunction.choices, blank=True
    )
    least_share = models.DecimalField(
        _("from this share of a full position"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=A_SHARE,
    )
    most_share = models.DecimalField(
        _("up to this share of a full position"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=A_SHARE,
    )
    within_months = models.PositiveSmallIntegerField(
        _("within so many months of the beginning of the employment"),
        default=12,
        validators=[MaxValueValidator(120)],
    )
    warn_days = models.PositiveSmallIntegerField(
        _("due soon: so many days before"), default=60, validators=[MaxValueValidator(730)]
    )
    repeat_days = models.PositiveSmallIntegerField(
        _("reminded again so many days after it was due"),
        default=14,
        validators=[MaxValueValidator(365)],
    )
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("in force until"), null=True, blank=True)
    sample = models.BooleanField(
        _("a sample, to be replaced by what your funder asks for"), default=False
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.CheckConstraint(
                name="requirement_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The requirement ends before it begins."),
            ),
            models.CheckConstraint(
                name="requirement_function_is_known",
                condition=Q(function__in=["", *EmploymentFunction.values]),
            ),
            models.CheckConstraint(
                name="requirement_share_is_a_span",
                condition=Q(least_share=None)
                | Q(most_share=None)
                | Q(least_share__lte=F("most_share")),
                violation_error_message=_("The lower share is larger than the upper one."),
            ),
            ExclusionConstraint(
                name="requirement_one_version_at_a_time",
                expressions=[
                    ("line", RangeOperators.EQUAL),
                    (span("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return self.title

    def asks(self, job):
        """Whether it asks something of whoever has this employment."""
        return (
            self.programme_id in (None, job.programme_id)
            and self.function in ("", job.function)
            and (self.least_share is None or job.fte_share >= self.least_share)
            and (self.most_share is None or job.fte_share <= self.most_share)
            and (
                self.organisation_id is None
                or job.organisation.path.startswith(self.organisation.path)
            )
        )


class PauseQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Everyone their own; managers those of people who work below their nodes."""
        return self.filter(person__in=User.objects.visible_to(user, on=on))


class Pause(models.Model):
    """Somebody is away, and deadlines wait: only the kind and the dates are kept."""

    person = models.ForeignKey(User, models.CASCADE, related_name="pauses")
    kind = models.CharField(_("kind"), max_length=16, choices=PauseKind.choices)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.CheckConstraint(
                name="pause_kind_is_known", condition=Q(kind__in=PauseKind.values)
            ),
            models.CheckConstraint(
                name="pause_ends_after_it_starts",
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                violation_error_message=_("The pause ends before it begins."),
            ),
            ExclusionConstraint(
                name="pause_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (span("starts", "ends"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("There is a pause at that time already."),
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.starts}–{self.ends or ''}"


class ExemptionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def in_force(self, on):
        return self.standing().filter(starts__lte=on, ends__gte=on)

    def visible_to(self, user, *, on):
        """Everyone their own; managers those of people who work below their nodes."""
        return self.filter(person__in=User.objects.visible_to(user, on=on))


class Exemption(models.Model):
    """Somebody need not meet a requirement, whatever its version, for a reason and until a day."""

    person = models.ForeignKey(User, models.CASCADE, related_name="exemptions")
    requirement = models.ForeignKey(
        Requirement, models.PROTECT, related_name="+", verbose_name=_("requirement")
    )
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("Nothing about health or family: for that there are pauses."),
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        constraints = [
            models.CheckConstraint(
                name="exemption_ends_after_it_starts",
                condition=Q(ends__gte=F("starts")),
                violation_error_message=_("The exemption ends before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.requirement_id} until {self.ends}"
