"""Approved claims are handed over to the accounts, month by month, each exactly once."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice, User
from reports.models import BookingAccounts, BookingBatch, TravelClaim
from reports.services.grants import refuse_strangers
from reports.writing.datev import Booking, booking_file


@transacted
def save_accounts(*, accounts: BookingAccounts, by: User) -> BookingAccounts:
    refuse_strangers(accounts.central_office_id, by)
    accounts.save()
    return accounts


def months_to_book(offices: QuerySet[CentralOffice]) -> list[tuple[int, date]]:
    """Office and month of decisions that are not handed over yet, the oldest first."""
    claims = TravelClaim.objects.of_offices(offices).unbooked()
    months = claims.annotate(month=TruncMonth("decided_at"))
    rows = months.values_list("enrolment__seminar__central_office", "month").distinct()
    found = {(office, timezone.localtime(month).date().replace(day=1)) for office, month in rows}
    return sorted(found, key=lambda row: (row[1], row[0]))


@transacted
def hand_over(*, office: CentralOffice, month: date, by: User, now: datetime) -> BookingBatch:
    """Put the month's claims into a batch. What is in one is never handed over again."""
    refuse_strangers(office.pk, by)
    if not BookingAccounts.objects.filter(central_office=office).exists():
        raise Refused(_("Enter the accounts of your accounting first."))
    claims = TravelClaim.objects.of_offices([office]).unbooked().select_for_update(of=["self"])
    first, last = _span(month)
    keys = [claim.pk for claim in claims.filter(decided_at__gte=first, decided_at__lt=last)]
    if not keys:
        raise Refused(_("There is nothing to hand over for this month."))
    batch = BookingBatch.objects.create(central_office=office, month=month, by=by, made_at=now)
    TravelClaim.objects.filter(pk__in=keys).update(batch=batch)
    return batch


def file_of(batch: BookingBatch) -> bytes:
    """The batch in DATEV's shape; the same bytes whenever it is asked for."""
    accounts = BookingAccounts.objects.get(central_office=batch.central_office_id)
    last = batch.month.replace(day=monthrange(batch.month.year, batch.month.month)[1])
    made_at = timezone.localtime(batch.made_at)
    bookings = list(_bookings(batch))
    return booking_file(bookings, accounts, first=batch.month, last=last, made_at=made_at)


def _bookings(batch) -> Iterator[Booking]:
    related = ("enrolment__person", "enrolment__seminar", "voucher")
    for claim in batch.claims.select_related(*related).order_by("decided_at", "pk"):
        seminar, person = claim.enrolment.seminar, claim.enrolment.person
        number = claim.voucher.number if claim.voucher else claim.pk
        yield Booking(
            amount=claim.amount,
            on=timezone.localdate(claim.decided_at),
            reference=f"{seminar.number}-{number}",
            text=f"Fahrtkosten {person.last_name} {seminar.number}",
        )


def _span(month):
    """From the first moment of the month in Berlin to that of the next."""
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return [timezone.make_aware(datetime.combine(day, time.min)) for day in (month, following)]
