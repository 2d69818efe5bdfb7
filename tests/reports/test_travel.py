"""Travel claims: worked cases of the rule, who decides, what becomes of it, and the accounts."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.kinds import DeliveryMode
from courses.models import Enrolment
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from reports.kinds import CostKind
from reports.models import BookingAccounts, TravelClaim, TravelRule
from reports.rules.travel import reckon
from reports.services import booking, travel
from reports.writing.datev import HEADINGS
from tests.cms.desk import text_of, to_the_admin
from tests.factories import A_DAY, NOON, CourseFactory, coordinator, office, office_staff
from tests.reports.funded import attended, held, upload

LATER = NOON + 60 * A_DAY  # a month after the seminar


def law(**changes):
    facts = {"km_rate": "0.20", "km_cap": "130", "high_rate": "0.30"} | changes
    return SimpleNamespace(**{name: fact and Decimal(fact) for name, fact in facts.items()})


@pytest.mark.parametrize(
    ("kilometres", "tickets", "high", "amount", "words"),
    [
        (100, 0, False, "20.00", "100 km zu 0,20 € = 20,00 €"),
        ("33.3", 0, False, "6.66", "33,3 km zu 0,20 € = 6,66 €"),
        (650, 0, False, "130.00", "650 km zu 0,20 € = 130,00 €"),
        (800, 0, False, "130.00", "800 km zu 0,20 € = 160,00 €; höchstens 130,00 €"),
        (800, 0, True, "240.00", "800 km zu 0,30 € = 240,00 €"),
        (0, "59.90", False, "59.90", "Fahrkarten 59,90 €"),
        (
            800,
            10,
            False,
            "140.00",
            "800 km zu 0,20 € = 160,00 €; höchstens 130,00 €; Fahrkarten 10,00 €",
        ),
    ],
)
def test_what_a_trip_comes_to(kilometres, tickets, high, amount, words):
    facts = {"kilometres": Decimal(kilometres), "tickets": Decimal(tickets), "high_rate": high}
    found = reckon(law(), **facts)
    assert (found.amount, found.words) == (Decimal(amount), words)


@given(st.decimals(0, 9999, places=1), st.decimals(0, 9999, places=2), st.booleans())
def test_a_trip_never_pays_more_than_rate_and_tickets(kilometres, tickets, high):
    found = reckon(law(), kilometres=kilometres, tickets=tickets, high_rate=high)
    assert found.amount == found.amount.quantize(Decimal("0.01"))
    assert tickets <= found.amount <= tickets + kilometres * Decimal("0.30") + Decimal("0.01")
    assert high or found.amount <= tickets + 130


@pytest.fixture
def enrolment(db):  # noqa: ARG001 – opens the database
    seminar = held()
    found = attended(seminar, 420, 420, first_name="Ada", last_name="Anders")
    return Enrolment.objects.select_related("seminar__course", "person").get(pk=found.pk)


def claimed(enrolment, *, now=LATER, files=1, **fields):
    claim = TravelClaim(enrolment=enrolment, **({"kilometres": 100, "tickets": 10} | fields))
    return travel.hand_in(claim=claim, uploads=[upload() for _ in range(files)], now=now)


def test_an_approved_claim_is_frozen_becomes_a_voucher_and_is_told(enrolment):
    claim = travel.approve(claim=claimed(enrolment), by=office_staff(), now=LATER)
    TravelRule.objects.update(km_rate=1)
    claim.refresh_from_db()
    assert (claim.amount, claim.state) == (30, "approved")
    assert claim.reckoning == "100 km zu 0,20 € = 20,00 €; Fahrkarten 10,00 €"
    voucher = enrolment.seminar.vouchers.get()
    assert (voucher.kind, voucher.amount, voucher.payee) == (CostKind.TRAVEL, 30, "Ada Anders")
    mail = OutgoingMail.objects.get(key=f"travel-claim-decided-{claim.pk}")
    assert mail.to == enrolment.person.email
    assert claim.keep_until == date(2035, 12, 31)


def test_whoever_is_declined_reads_why_and_may_claim_again(enrolment):
    claim, staff = claimed(enrolment), office_staff()
    with pytest.raises(Refused, match="schon einen Antrag"):
        claimed(enrolment)
    with pytest.raises(Refused, match="warum"):
        travel.decline(claim=claim, reason=" ", by=staff, now=LATER)
    travel.decline(claim=claim, reason="Fahrkarte fehlt", by=staff, now=LATER)
    with pytest.raises(Refused, match="schon entschieden"):
        travel.approve(claim=claim, by=staff, now=LATER)
    assert claimed(enrolment).state == "handed_in"


@pytest.mark.parametrize(("days", "said"), [(182, ""), (183, "endete am 03.06.2027")])
def test_half_a_year_after_the_trip_it_is_too_late(enrolment, days, said):
    last = enrolment.seminar.sessions.latest("ends_at").ends_at  # on 3 December
    when = last + timedelta(days=days)
    if not said:
        assert claimed(enrolment, now=when)
        return
    with pytest.raises(Refused, match=said):
        claimed(enrolment, now=when)


def test_nobody_claims_for_an_online_seminar_or_without_having_been_there(enrolment):
    online = held(course=CourseFactory(delivery_mode=DeliveryMode.ONLINE))
    there = attended(online, 420, 420)
    with pytest.raises(Refused, match="online"):
        claimed(there)
    Enrolment.objects.filter(pk=enrolment.pk).update(state="absent")
    enrolment.refresh_from_db()
    with pytest.raises(Refused, match="nicht erfasst"):
        claimed(enrolment)


def test_tickets_need_a_file_and_a_high_rate_a_reason(enrolment):
    with pytest.raises(Refused, match="Fahrkarten oder Rechnungen"):
        claimed(enrolment, files=0)
    with pytest.raises(Refused, match="Höchstens 10"):
        claimed(enrolment, files=11)
    for wrong in ({"high_rate": True}, {"kilometres": 0, "tickets": 0}):
        facts = {"kilometres": 5, "keep_until": NOON, "handed_in_at": NOON} | wrong
        claim = TravelClaim(enrolment=enrolment, **facts)
        with pytest.raises(ValidationError):
            claim.validate_constraints()
        with pytest.raises(IntegrityError), transaction.atomic():
            claim.save()


def test_only_the_office_decides_and_never_about_its_own(enrolment):
    claim = claimed(enrolment)
    for person in (office_staff(office("Caritas")), enrolment.person):
        with pytest.raises(PermissionDenied):
            travel.approve(claim=claim, by=person, now=LATER)
    enrolment.person.roles.create(kind="office_staff", central_office=office())
    with pytest.raises(PermissionDenied):
        travel.approve(claim=claim, by=enrolment.person, now=LATER)
    with pytest.raises(PermissionDenied):
        travel.withdraw(claim=claim, by=office_staff())


def test_claims_are_seen_by_the_person_and_the_office(enrolment):
    claim = claimed(enrolment)
    colleague = attended(held(), 420, 420).person
    seen = [
        TravelClaim.objects.visible_to(user).filter(pk=claim.pk).exists()
        for user in (enrolment.person, office_staff(), colleague, coordinator())
    ]
    assert seen == [True, True, False, False]


def accounts(**changes):
    facts = {"consultant": 29098, "client": 55003, "expense": "4660", "contra": "1755"}
    return BookingAccounts.objects.create(central_office=office(), **(facts | changes))


def test_a_month_is_handed_over_once_in_the_shape_of_datev(enrolment):
    staff = office_staff()
    claim = travel.approve(claim=claimed(enrolment), by=staff, now=LATER)
    ((_office, month),) = booking.months_to_book([office()])
    facts = {"office": office(), "month": month, "by": staff, "now": LATER}
    with pytest.raises(Refused, match="Konten"):
        booking.hand_over(**facts)
    accounts()
    batch = booking.hand_over(**facts)
    with pytest.raises(Refused, match="nichts zu übergeben"):
        booking.hand_over(**facts)
    header, headings, line, rest = booking.file_of(batch).decode("cp1252").split("\r\n")
    assert header == (
        '"EXTF";700;21;"Buchungsstapel";13;20270101120000000;;"RE";"";"";29098;55003;20270101;4;'
        '20270101;20270131;"Fahrtkosten 01/2027";"";1;0;0;"EUR";;"";;;"";;;"";""'
    )
    assert len(header.split(";")) == 31
    assert headings.split(";") == HEADINGS
    assert line.split(";")[:14] == [
        *("30,00", '"S"', '"EUR"', "", "", '""', "4660", "1755", '""', "0101"),
        f'"{enrolment.seminar.number}-{claim.voucher.number}"',
        *('""', "", f'"Fahrtkosten Anders {enrolment.seminar.number}"'),
    ]
    assert (len(line.split(";")), rest) == (125, "")


def test_a_person_claims_withdraws_and_claims_anew_on_their_page(client, enrolment):
    seminar, moved = enrolment.seminar, timezone.now() - 10 * A_DAY
    for session in seminar.sessions.order_by("starts_at"):
        session.starts_at, session.ends_at = moved, moved + timedelta(hours=7)
        session.save()
        moved += A_DAY
    client.force_login(enrolment.person)
    address = reverse("reports:travel", args=[enrolment.pk])
    assert "0,20 € je Kilometer" in text_of(client.get(address))
    fields = {"kilometres": "100", "tickets": "10", "uploads": [upload(), upload("zwei.pdf")]}
    assert "bekommen" not in text_of(client.post(address, fields, follow=True))
    claim = TravelClaim.objects.get()
    assert claim.receipts.count() == 2
    receipt = reverse("reports:claim_receipt", args=[claim.receipts.first().pk])
    assert b"".join(client.get(receipt).streaming_content).startswith(b"%PDF")
    client.post(reverse("reports:withdraw_claim", args=[claim.pk]))
    assert (TravelClaim.objects.get().state, claim.receipts.count()) == ("withdrawn", 0)
    again = client.post(address, {"kilometres": "0", "tickets": "0"})
    assert "Geben Sie Kilometer oder Fahrkarten an" in text_of(again)


@pytest.mark.ignore_template_errors
def test_the_office_decides_and_hands_over_at_the_desk(client, enrolment):
    claim = claimed(enrolment)
    client.force_login(to_the_admin(office_staff()))
    listed = reverse("desk_funding:claims")
    assert "Ada Anders" in text_of(client.get(listed))
    page = reverse("desk_funding:claim", args=[claim.pk])
    assert "Nach der Regel ergibt das 30,00 €" in text_of(client.get(page))
    assert "30,00" in text_of(client.post(page, follow=True))
    fields = {"consultant": 29098, "client": 55003, "account_length": 4, "year_begins": 1}
    fields |= {"expense": "4660", "contra": "1755"}
    client.post(reverse("desk_funding:accounts", args=[office().pk]), fields)
    month = timezone.localdate()
    client.post(reverse("desk_funding:hand_over", args=[office().pk, month.year, month.month]))
    batch = office().booking_batches.get()
    answer = client.get(reverse("desk_funding:batch_file", args=[batch.pk]))
    assert answer.content.startswith(b'"EXTF";700;21;')
    assert "Für DATEV herunterladen" in text_of(client.get(listed))


@pytest.mark.ignore_template_errors
def test_only_the_coordination_adds_rules_for_all(client, db):  # noqa: ARG001 – opens the database
    client.force_login(to_the_admin(coordinator()))
    fields = {"valid_from": "2028-01-01", "source": "Neues BRKG", "km_rate": "0.25"}
    fields |= {"high_rate": "0.35", "months": "6"}
    client.post(reverse("desk_funding:new_travel_rule"), fields)
    assert TravelRule.objects.latest("valid_from").km_cap is None
    twice = client.post(reverse("desk_funding:new_travel_rule"), fields)
    assert "schon eine Regel" in text_of(twice)
    text = text_of(client.get(reverse("desk_funding:common_rules")))
    assert "0,25 € je Kilometer" in text
    client.force_login(to_the_admin(office_staff()))
    assert client.get(reverse("desk_funding:new_travel_rule")).status_code == 404
