"""What giving up a seat costs, and what is due for it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import CentralOffice, User


class CancellationPolicy(models.Model):
    """Until when people may cancel themselves, and what it costs; one of its office's."""

    central_office = models.ForeignKey(
        CentralOffice,
        models.PROTECT,
        related_name="cancellation_policies",
        verbose_name=_("central office"),
    )
    name = models.CharField(_("name"), max_length=100)
    self_until_days = models.PositiveSmallIntegerField(
        _("days before the start until which people cancel themselves"),
        default=0,
        help_text=_("Later only the central office cancels. 0 means: until the seminar begins."),
    )

    class Meta:
        verbose_name = _("cancellation policy")
        verbose_name_plural = _("cancellation policies")
        constraints = [
            models.UniqueConstraint(
                name="cancellation_policy_once_per_office_and_name",
                fields=["central_office", "name"],
                violation_error_message=_("A policy of this name exists already."),
            ),
        ]

    def __str__(self):
        return self.name


class CancellationTier(models.Model):
    """From so many days before the start on, giving up a seat costs this much."""

    policy = models.ForeignKey(CancellationPolicy, models.CASCADE, related_name="tiers")
    days_before = models.PositiveSmallIntegerField(_("days before the start"))
    amount = models.DecimalField(_("euros"), max_digits=7, decimal_places=2, default=0)
    percent = models.PositiveSmallIntegerField(
        _("percent of the fee"), default=0, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")
        constraints = [
            models.UniqueConstraint(
                name="cancellation_tier_once_per_day", fields=["policy", "days_before"]
            ),
            models.CheckConstraint(
                name="cancellation_tier_costs_no_less_than_nothing",
                condition=Q(amount__gte=0, percent__lte=100),
            ),
        ]

    def __str__(self):
        return f"{self.policy_id}: {self.days_before}"


class CancellationFeeQuerySet(models.QuerySet):
    def due(self):
        return self.filter(waived_at=None, amount__gt=0)

    def of_offices_of(self, user):
        """Fees for seminars of the central offices this person works for."""
        offices = CentralOffice.objects.staffed_by(user)
        return self.filter(enrolment__seminar__central_office__in=offices)


class CancellationFee(models.Model):
    """What is due for one cancelled seat, with the rule as it was then; or why it was waived."""

    enrolment = models.OneToOneField(
        "courses.Enrolment", models.PROTECT, related_name="cancellation_fee"
    )
    amount = models.DecimalField(_("euros"), max_digits=7, decimal_places=2)
    rule = models.CharField(_("rule"), max_length=200)
    recorded_at = models.DateTimeField()
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    waived_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CancellationFeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("cancellation fee")
        verbose_name_plural = _("cancellation fees")
        constraints = [
            models.CheckConstraint(
                name="cancellation_fee_is_not_negative", condition=Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="cancellation_fee_is_waived_for_a_reason",
                condition=Q(waived_at=None) | ~Q(waived_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.amount} €"
