"""Travel of participants: claims, the rules they are reckoned by, and the accounts."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import CentralOffice, User
from organisations.states import RoleKind
from reports.kinds import ClaimState
from reports.models.costs import Voucher
from reports.models.grants import NOT_NEGATIVE, euros

ACCOUNT = RegexValidator(
    r"^(?!0+$)\d{4,9}$", _("An account has four to nine digits, not all of them zero.")
)


class TravelRule(models.Model):
    """How travel is paid, for trips that end from a day on."""

    valid_from = models.DateField(
        _("for trips from"),
        unique=True,
        error_messages={"unique": _("There is a rule from this day on already.")},
    )
    source = models.CharField(_("source"), max_length=200)
    km_rate = euros(_("euros per kilometre"), digits=5, validators=[NOT_NEGATIVE])
    km_cap = euros(
        _("euros for the distance at most"), null=True, blank=True, validators=[NOT_NEGATIVE]
    )
    high_rate = euros(
        _("euros per kilometre with considerable official interest"),
        digits=5,
        validators=[NOT_NEGATIVE],
    )
    months = models.PositiveSmallIntegerField(
        _("months after the trip to claim in"), validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("rule on travel")
        verbose_name_plural = _("rules on travel")
        constraints = [
            models.CheckConstraint(
                name="travel_rule_rates_are_not_negative",
                condition=Q(km_rate__gte=0, high_rate__gte=0, months__gte=1)
                & (Q(km_cap=None) | Q(km_cap__gte=0)),
            ),
        ]

    def __str__(self):
        return f"{self.valid_from:%d.%m.%Y}: {self.km_rate} €"


class BookingBatch(models.Model):
    """Claims handed over to the accounts together; none is ever handed over twice."""

    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, related_name="booking_batches"
    )
    month = models.DateField()  # its first day
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("booking batch")
        verbose_name_plural = _("booking batches")

    def __str__(self):
        return f"{self.central_office_id} {self.month:%m/%Y}"


class BookingAccounts(models.Model):
    """Where the office's accounts book travel, as its DATEV knows them."""

    central_office = models.OneToOneField(
        CentralOffice, models.CASCADE, related_name="booking_accounts"
    )
    consultant = models.PositiveIntegerField(
        _("consultant number"), validators=[MinValueValidator(1001), MaxValueValidator(9_999_999)]
    )
    client = models.PositiveIntegerField(
        _("client number"), validators=[MinValueValidator(1), MaxValueValidator(99_999)]
    )
    account_length = models.PositiveSmallIntegerField(
        _("digits of a ledger account"),
        default=4,
        validators=[MinValueValidator(4), MaxValueValidator(8)],
    )
    year_begins = models.PositiveSmallIntegerField(
        _("month in which the financial year begins"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    expense = models.CharField(_("account of travel costs"), max_length=9, validators=[ACCOUNT])
    contra = models.CharField(_("contra account"), max_length=9, validators=[ACCOUNT])

    class Meta:
        verbose_name = _("accounts for booking")
        verbose_name_plural = _("accounts for booking")
        constraints = [
            models.CheckConstraint(
                name="booking_accounts_have_the_digits_datev_takes",
                condition=Q(
                    LessThanOrEqual(Length("expense"), F("account_length") + 1),
                    LessThanOrEqual(Length("contra"), F("account_length") + 1),
                ),
                violation_error_message=_(
                    "An account may have one digit more than a ledger account, no more."
                ),
            )
        ]

    def __str__(self):
        return f"{self.central_office_id}: {self.expense}/{self.contra}"


class TravelClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone their own; offices those of their seminars."""
        offices = user.roles.filter(kind=RoleKind.OFFICE_STAFF).values("central_office")
        return self.filter(
            Q(enrolment__person=user.pk) | Q(enrolment__seminar__central_office__in=offices)
        )

    def of_offices(self, offices):
        return self.filter(enrolment__seminar__central_office__in=offices)

    def live(self):
        return self.filter(state__in=[ClaimState.HANDED_IN, ClaimState.APPROVED])

    def unbooked(self):
        """Approved, and not handed over to the accounts."""
        return self.filter(state=ClaimState.APPROVED, batch=None, amount__gt=0)


class TravelClaim(models.Model):
    """A participant asks for the cost of a trip; the amount is frozen when it is approved."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="travel_claims")
    kilometres = models.DecimalField(
        _("kilometres by car, there and back"),
        max_digits=6,
        decimal_places=1,
        default=0,
        validators=[NOT_NEGATIVE],
    )
    tickets = euros(_("tickets in euros"), default=0, validators=[NOT_NEGATIVE])
    high_rate = models.BooleanField(_("with considerable official interest"), default=False)
    high_reason = models.CharField(
        _("reason for the official interest"), max_length=300, blank=True
    )
    state = models.CharField(
        max_length=10, choices=ClaimState.choices, default=ClaimState.HANDED_IN
    )
    handed_in_at = models.DateTimeField()
    amount = euros(_("amount in euros"), null=True, blank=True)
    reckoning = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    voucher = models.OneToOneField(
        Voucher, models.SET_NULL, null=True, blank=True, related_name="claim"
    )
    batch = models.ForeignKey(
        BookingBatch, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    keep_until = models.DateField(_("keep until"))

    objects = TravelClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("travel claim")
        verbose_name_plural = _("travel claims")
        constraints = [
            models.UniqueConstraint(
                name="travel_claim_once_per_enrolment",
                fields=["enrolment"],
                condition=Q(state__in=[ClaimState.HANDED_IN, ClaimState.APPROVED]),
            ),
            models.CheckConstraint(
                name="travel_claim_is_decided_with_its_consequence",
                condition=Q(state=ClaimState.APPROVED, amount__gte=0, decided_at__isnull=False)
                | (
                    Q(state=ClaimState.DECLINED, amount=None, decided_at__isnull=False)
                    & ~Q(reason="")
                )
                | Q(
                    state__in=[ClaimState.HANDED_IN, ClaimState.WITHDRAWN],
                    amount=None,
                    decided_at=None,
                ),
            ),
            models.CheckConstraint(
                name="travel_claim_asks_for_something",
                condition=Q(kilometres__gte=0, tickets__gte=0)
                & (Q(kilometres__gt=0) | Q(tickets__gt=0)),
                violation_error_message=_("Enter kilometres or tickets."),
            ),
            models.CheckConstraint(
                name="travel_claim_says_why_the_rate_is_high",
                condition=Q(high_rate=False) | ~Q(high_reason=""),
                violation_error_message=_("Say why there is a considerable official interest."),
            ),
            models.CheckConstraint(
                name="travel_claim_is_booked_when_approved",
                condition=Q(batch=None) | Q(state=ClaimState.APPROVED),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.state}"


def claim_file(_receipt, name):
    return kept_as("travel-claims", name)


class ClaimReceipt(models.Model):
    """A ticket or bill; it goes with its claim."""

    claim = models.ForeignKey(TravelClaim, models.CASCADE, related_name="receipts")
    file = models.FileField(storage=private_storage, upload_to=claim_file, max_length=120)
    filename = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self):
        return self.filename
