"""What a seminar was to cost, and what it did cost."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Seminar
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import CentralOffice, User
from reports.kinds import CostKind
from reports.models.grants import NOT_NEGATIVE, euros


class CostPlan(models.Model):
    """What the office expects a seminar to bring in; its costs are rows of their own."""

    seminar = models.OneToOneField(Seminar, models.PROTECT, related_name="cost_plan")
    income = euros(_("income from fees"), default=0, validators=[NOT_NEGATIVE])

    class Meta:
        verbose_name = _("cost plan")
        verbose_name_plural = _("cost plans")
        constraints = [
            models.CheckConstraint(
                name="cost_plan_income_is_not_negative", condition=Q(income__gte=0)
            ),
        ]

    def __str__(self):
        return f"plan of seminar {self.seminar_id}"


class PlannedCost(models.Model):
    """What one kind of cost is expected to come to."""

    plan = models.ForeignKey(CostPlan, models.CASCADE, related_name="costs")
    kind = models.CharField(_("kind of cost"), max_length=12, choices=CostKind.choices)
    amount = euros(_("amount in euros"), validators=[NOT_NEGATIVE])

    class Meta:
        verbose_name = _("planned cost")
        verbose_name_plural = _("planned costs")
        constraints = [
            models.UniqueConstraint(
                name="planned_cost_once_per_plan_and_kind", fields=["plan", "kind"]
            ),
            models.CheckConstraint(
                name="planned_cost_is_of_a_known_kind",
                condition=Q(kind__in=CostKind.values, amount__gte=0),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.amount} €"


def voucher_file(_voucher, name):
    return kept_as("vouchers", name)


class VoucherQuerySet(models.QuerySet):
    def standing(self):
        """Without those that were struck out."""
        return self.filter(struck_at=None)

    def visible_to(self, user):
        """Whoever works for the office that organises the seminar."""
        return self.filter(seminar__central_office__in=CentralOffice.objects.staffed_by(user))


class Voucher(models.Model):
    """A payment for a seminar. It is never changed: what is wrong is struck out, with a reason."""

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="vouchers")
    number = models.PositiveIntegerField(_("number"))
    paid_on = models.DateField(_("date"))
    payee = models.CharField(_("payee"), max_length=160)
    reason = models.CharField(_("reason for the payment"), max_length=200)
    kind = models.CharField(_("kind of cost"), max_length=12, choices=CostKind.choices)
    amount = euros(_("amount in euros"), help_text=_("Below zero for money that came back."))
    file = models.FileField(
        _("receipt"), storage=private_storage, upload_to=voucher_file, max_length=120, blank=True
    )
    filename = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    keep_until = models.DateField(_("keep until"))
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    struck_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = VoucherQuerySet.as_manager()

    class Meta:
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        constraints = [
            models.UniqueConstraint(
                name="voucher_number_once_per_seminar", fields=["seminar", "number"]
            ),
            models.CheckConstraint(
                name="voucher_is_of_a_known_kind", condition=Q(kind__in=CostKind.values)
            ),
            models.CheckConstraint(
                name="voucher_is_some_money",
                condition=~Q(amount=0),
                violation_error_message=_("A voucher of 0 euros says nothing."),
            ),
            models.CheckConstraint(
                name="voucher_is_struck_for_a_reason",
                condition=Q(struck_at=None, struck_reason="")
                | (Q(struck_at__isnull=False) & ~Q(struck_reason="")),
            ),
        ]

    def __str__(self):
        return f"{self.number}: {self.payee}"
