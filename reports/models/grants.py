"""Grants, the rules their funders set, and what is charged to them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.models import Seminar
from organisations.models import CentralOffice, Programme, User
from reports.kinds import CostKind, EndDays, FundingType

A_CENT = MinValueValidator(0.01)
NOT_NEGATIVE = MinValueValidator(0)


def euros(label, *, digits=9, **options):
    return models.DecimalField(label, max_digits=digits, decimal_places=2, **options)


class GrantQuerySet(models.QuerySet):
    def of_offices(self, offices):
        return self.filter(central_office__in=offices)

    def under_audit(self):
        """Nothing that belongs to them may be deleted."""
        return self.filter(Exists(Audit.objects.filter(grant=OuterRef("pk")).open()))


class Grant(models.Model):
    """Money of a funder for seminars of one central office, for a time."""

    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, related_name="grants", verbose_name=_("central office")
    )
    funder = models.CharField(_("funder"), max_length=160)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    reference = models.CharField(
        pgettext_lazy("of a grant", "reference"),
        max_length=80,
        help_text=_("As it stands on the notice of grant."),
    )
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    amount = euros(_("amount in euros"), digits=12, validators=[A_CENT])
    funding_type = models.CharField(
        _("type of funding"), max_length=12, choices=FundingType.choices
    )
    notes = models.TextField(_("notes"), blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(
                name="grant_once_per_office_and_reference",
                fields=["central_office", "reference"],
                violation_error_message=_("Your office has a grant with this reference already."),
            ),
            models.CheckConstraint(
                name="grant_type_is_known", condition=Q(funding_type__in=FundingType.values)
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends__gte=F("starts")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(name="grant_is_some_money", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.funder}, {self.reference}"


class GrantRule(models.Model):
    """What the funder accepts, from a day on. A later row takes over from its first day."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="rules")
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Where it is written, so that others find it.")
    )
    full_units = models.DecimalField(
        _("UE of a whole day"), max_digits=4, decimal_places=2, validators=[MinValueValidator(0.25)]
    )
    half_units = models.DecimalField(
        _("UE of half a day"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.25)],
        help_text=_("Empty: there are no half days."),
    )
    most_units = models.DecimalField(
        _("UE of a day that count at most"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.25)],
    )
    end_days = models.CharField(
        _("days of arrival and departure"),
        max_length=12,
        choices=EndDays.choices,
        default=EndDays.LIKE_OTHERS,
    )
    online_counts = models.BooleanField(_("online days count"), default=False)
    min_persons = models.PositiveIntegerField(_("participants at least"), default=0)
    max_persons = models.PositiveIntegerField(_("participants at most"), null=True, blank=True)
    day_rate = euros(
        _("euros per participant day"), null=True, blank=True, validators=[NOT_NEGATIVE]
    )
    share = models.DecimalField(
        _("share in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("For a share of the costs only."),
    )

    class Meta:
        verbose_name = _("funder’s rule")
        verbose_name_plural = _("funder’s rules")
        constraints = [
            models.UniqueConstraint(
                name="grant_rule_once_per_day",
                fields=["grant", "valid_from"],
                violation_error_message=_("There is a rule from this day on already."),
            ),
            models.CheckConstraint(
                name="grant_rule_end_days_are_known", condition=Q(end_days__in=EndDays.values)
            ),
            models.CheckConstraint(
                name="grant_rule_half_is_less_than_whole",
                condition=Q(full_units__gt=0)
                & (Q(half_units=None) | Q(half_units__gt=0, half_units__lte=F("full_units"))),
                violation_error_message=_("Half a day cannot need more units than a whole one."),
            ),
            models.CheckConstraint(
                name="grant_rule_most_reaches_a_whole_day",
                condition=Q(most_units=None) | Q(most_units__gte=F("full_units")),
                violation_error_message=_("So few units would never make a whole day."),
            ),
            models.CheckConstraint(
                name="grant_rule_persons_fit",
                condition=Q(max_persons=None) | Q(max_persons__gte=F("min_persons")),
                violation_error_message=_("The most is less than the least."),
            ),
            models.CheckConstraint(
                name="grant_rule_rates_are_rates",
                condition=(Q(day_rate=None) | Q(day_rate__gte=0))
                & (Q(share=None) | Q(share__gt=0, share__lte=100)),
                violation_error_message=_("The share is above 0 and at most 100 percent."),
            ),
        ]

    def __str__(self):
        return f"{self.grant_id} {self.valid_from:%d.%m.%Y}"


class CostCap(models.Model):
    """Up to what a kind of cost can be paid by the grant; a kind without a cap is paid in full."""

    rule = models.ForeignKey(GrantRule, models.CASCADE, related_name="caps")
    kind = models.CharField(_("kind of cost"), max_length=12, choices=CostKind.choices)
    per_day = euros(
        _("euros per participant day"), null=True, blank=True, validators=[NOT_NEGATIVE]
    )
    per_seminar = euros(_("euros per seminar"), null=True, blank=True, validators=[NOT_NEGATIVE])

    class Meta:
        verbose_name = _("cap")
        verbose_name_plural = _("caps")
        constraints = [
            models.UniqueConstraint(
                name="cost_cap_once_per_rule_and_kind", fields=["rule", "kind"]
            ),
            models.CheckConstraint(
                name="cost_cap_caps_something",
                condition=Q(kind__in=CostKind.values)
                & (Q(per_day__isnull=False) | Q(per_seminar__isnull=False))
                & (Q(per_day=None) | Q(per_day__gte=0))
                & (Q(per_seminar=None) | Q(per_seminar__gte=0)),
                violation_error_message=_("Say up to how many euros; 0 pays nothing."),
            ),
        ]

    def __str__(self):
        return f"{self.rule_id}: {self.kind}"


class FundedSeminar(models.Model):
    """A seminar is charged to a grant."""

    seminar = models.OneToOneField(Seminar, models.PROTECT, related_name="funding")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="funded", verbose_name=_("grant"))
    charged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    charged_at = models.DateTimeField()

    class Meta:
        verbose_name = _("funded seminar")
        verbose_name_plural = _("funded seminars")

    def __str__(self):
        return f"{self.seminar_id} by {self.grant_id}"


class AuditQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Audit(models.Model):
    """Somebody looks into a grant: until that is over, nothing of it may be deleted."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="audits")
    reason = models.CharField(_("who audits, and why"), max_length=300)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        constraints = [
            models.UniqueConstraint(
                name="audit_one_at_a_time_per_grant", fields=["grant"], condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="audit_closes_after_it_opens",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
            ),
        ]

    def __str__(self):
        return f"{self.grant_id}: {self.reason}"
