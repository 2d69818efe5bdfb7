"""Before and after the click: what a booking leads to, an offer, and the ways out of a seat."""

import pytest
from django.urls import reverse

from courses.kinds import Allocation, ApprovalPolicy
from courses.models import CancellationPolicy, CancellationTier, Enrolment
from courses.states import EnrolmentState
from tests.courses.pages import HOUR, book, cost, give_up, offered, said, seen, send, text_of
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    counsellor,
    manager,
    office,
    provider,
    site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOBODY_THERE = (
    "Unter dieser Adresse arbeitet niemand bei Träger Eins. Prüfen Sie die Adresse; "
    "wer anderswo arbeitet, meldet sich selbst an."
)


def policy(*tiers, self_until_days=3):
    made = CancellationPolicy.objects.create(
        central_office=office(), name="Standard", self_until_days=self_until_days
    )
    for days, percent in tiers:
        CancellationTier.objects.create(policy=made, days_before=days, percent=percent)
    return made


def logged_in(client, person):
    client.force_login(person)
    return person


def test_the_booking_page_says_who_must_approve_until_when_and_what_leaving_costs(client):
    manager(first_name="Lea", last_name="Lenz")
    logged_in(client, counsellor())
    seminar = SeminarFactory(
        approval_policy=ApprovalPolicy.MANAGER,
        offers=True,
        fee=120,
        cancellation_policy=policy((14, 50), (2, 100)),
    )
    text = seen(client, "courses:book", seminar.number)
    for sentence in (
        "12 Plätze sind frei: Einer wird für Sie freigehalten, bis die Zustimmung da ist.",
        "Ihr Träger muss zustimmen: Lea Lenz.",
        "höchstens bis 7. November 2026, 12:00 Uhr. Ohne Zustimmung geht er an die nächste Person.",
        "erhalten Sie per E-Mail ein Angebot und haben 2 Tage Zeit, es anzunehmen.",
        "Selbst stornieren können Sie bis 29. November 2026, 09:00 Uhr.",
        "Bis einschließlich 17. November 2026 ist die Stornierung kostenlos.",
        "Kommt jemand vom selben Träger an Ihrer Stelle, kostet das nichts.",
    ):
        assert sentence in text


def test_a_selection_takes_applications_and_promises_no_place_in_a_queue(client):
    logged_in(client, counsellor())
    seminar = SeminarFactory(allocation=Allocation.SELECTION)
    text = seen(client, "courses:book", seminar.number)
    assert "Ihre Bewerbung wäre die erste." in text
    assert "Bewerbungen werden bis 22. November 2026, 12:00 Uhr gesammelt." in text
    assert "Um einen Platz bewerben" in text
    assert "Warteliste" not in text


def test_an_offer_stands_on_top_of_my_training_with_its_deadline(client):
    person = logged_in(client, counsellor())
    offered(person)
    book(SeminarFactory(days__start=NOON + 25 * A_DAY), person)
    text = seen(client, "courses:mine")
    deadline = "Ein Platz ist frei geworden: Nehmen Sie ihn an bis Mittwoch, 4. November 2026"
    assert text.index("Als Nächstes: Platz annehmen") < text.index(deadline)
    assert text.index(deadline) < text.index("Demnächst")
    assert "Annehmen oder ablehnen" in text


def test_accepting_confirms_the_seat_and_says_so(client):
    enrolment = offered(logged_in(client, counsellor()))
    assert "Platz annehmen" in seen(client, "courses:enrolment", enrolment.pk)
    landed = send(client, "courses:accept", enrolment.pk)
    assert said(landed) == ["Das Angebot ist angenommen, der Platz ist bestätigt."]
    text = text_of(landed)
    assert "Ihr Platz ist bestätigt." in text
    assert "Platz annehmen" not in text


def test_an_offer_that_has_run_out_is_neither_shown_nor_accepted(client, clock):
    enrolment = offered(logged_in(client, counsellor()))
    clock(NOON + 3 * A_DAY)
    assert "Platz annehmen" not in seen(client, "courses:enrolment", enrolment.pk)
    landed = send(client, "courses:accept", enrolment.pk)
    assert len(said(landed)) == 1
    assert "Das Angebot ist angenommen" not in said(landed)[0]


def test_declining_asks_once_more_and_leaves_the_seat_to_the_next_one(client):
    enrolment = offered(logged_in(client, counsellor()))
    next_one = book(enrolment.seminar)
    text = seen(client, "courses:decline", enrolment.pk)
    assert "Der Platz geht sofort an die nächste Person auf der Warteliste" in text
    landed = send(client, "courses:decline", enrolment.pk)
    assert said(landed) == [
        "Das Angebot ist abgelehnt; der Platz geht an die nächste Person auf der Warteliste."
    ]
    next_one.refresh_from_db()
    assert next_one.state == EnrolmentState.HELD


def test_the_fee_is_told_before_the_click_and_recorded_after_it(client, clock):
    person = logged_in(client, counsellor())
    seminar = SeminarFactory(fee=120, cancellation_policy=policy((14, 50)))
    enrolment = book(seminar, person)
    assert "Eine Stornierung ist jetzt kostenlos." in seen(client, "courses:cancel", enrolment.pk)
    clock(NOON + 20 * A_DAY)
    client.force_login(person)  # the session has ended, too
    text = seen(client, "courses:cancel", enrolment.pk)
    assert "Eine Stornierung kostet jetzt 60,00 €." in text
    assert "Kostenpflichtig stornieren" in text
    landed = send(client, "courses:cancel", enrolment.pk)
    assert "Stornogebühr: 60,00 €" in text_of(landed)


def test_nobody_owes_more_than_the_page_told_before_the_click(client):
    """Somebody on the waiting list opens the page, moves up, and only then clicks."""
    person = logged_in(client, counsellor())
    seminar = SeminarFactory(capacity=1, fee=120, cancellation_policy=policy((40, 50)))
    first, enrolment = book(seminar, now=NOON - 2 * HOUR), book(seminar, person, NOON - HOUR)
    opened = client.get(reverse("courses:cancel", args=[enrolment.pk]))
    told = opened.context["form"]["fee"].value()
    give_up(first)
    refused = send(client, "courses:cancel", enrolment.pk, fee=told, reason="Terminkonflikt")
    (reason,) = refused.context["form"].non_field_errors()
    assert reason.startswith("Das kostet mehr als beim Öffnen der Seite: 60,00 €.")
    assert "Eine Stornierung kostet jetzt 60,00 €." in text_of(refused)
    assert 'value="Terminkonflikt"' in text_of(refused)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.CONFIRMED
    told = refused.context["form"]["fee"].value()
    landed = send(client, "courses:cancel", enrolment.pk, fee=told)
    assert said(landed) == ["Die Anmeldung ist storniert."]
    assert enrolment.cancellation_fee.amount == 60


def test_terms_tell_no_days_that_are_over(client, clock):
    person = logged_in(client, counsellor())
    closes = NOON + 29.5 * A_DAY
    tiers = policy((40, 50))
    seminar = SeminarFactory(closes_at=closes, fee=120, cancellation_policy=tiers)
    text = seen(client, "courses:book", seminar.number)
    assert "Selbst stornieren können Sie bis 29. November 2026, 09:00 Uhr." in text
    assert "ist die Stornierung kostenlos" not in text
    assert "Die Stornierung kostet: ab 40 Tagen vorher: 50 % des Beitrags." in text
    clock(NOON + 29 * A_DAY)
    client.force_login(person)  # the session has ended, too
    text = seen(client, "courses:book", seminar.number)
    assert "Selbst stornieren können Sie nicht mehr; wenden Sie sich an die Zentralstelle." in text


def test_when_it_is_too_late_to_cancel_somebody_else_can_still_come(client, clock):
    person = logged_in(client, counsellor())
    enrolment = book(SeminarFactory(cancellation_policy=policy()), person)
    clock(NOON + 29 * A_DAY)
    client.force_login(person)  # the session has ended, too
    text = seen(client, "courses:cancel", enrolment.pk)
    assert "Verbindlich stornieren" not in text
    assert reverse("courses:replace", args=[enrolment.pk]) in text


def test_the_seat_goes_to_a_colleague_and_strangers_look_like_nobody(client):
    person = logged_in(client, counsellor())
    enrolment, colleague = book(SeminarFactory(), person), counsellor()
    stranger = counsellor(site("Anderswo", below=provider("Träger Zwei")))
    texts = set()
    for address in (stranger.email, "niemand@example.org"):
        texts |= set(
            send(client, "courses:replace", enrolment.pk, email=address)
            .context["form"]
            .non_field_errors()
        )
    assert texts == {NOBODY_THERE}
    landed = send(client, "courses:replace", enrolment.pk, email=colleague.email.upper())
    assert said(landed) == ["Der Platz ist übergeben. Sie werden beide benachrichtigt."]
    heir = enrolment.seminar.enrolments.of(colleague).get()
    assert (heir.state, heir.replaces) == (EnrolmentState.CONFIRMED, enrolment)


def other_date(enrolment, **fields):
    start = NOON + 60 * A_DAY
    return SeminarFactory(course=enrolment.seminar.course, days__start=start, **fields)


def test_rebooking_keeps_the_old_seat_until_the_new_one_is_certain(client):
    person = logged_in(client, counsellor())
    enrolment = book(SeminarFactory(), person)
    full = other_date(enrolment, capacity=1)
    first = book(full)
    text = seen(client, "courses:rebook", enrolment.pk)
    assert "Warteliste, Platz 1" in text
    assert "Der bisherige Platz bleibt erhalten" in text
    landed = send(client, "courses:rebook", enrolment.pk, number=full.number)
    assert said(landed) == [
        "Auf der Warteliste des neuen Termins. Die bisherige Anmeldung bleibt so lange bestehen."
    ]
    kept = "Die Anmeldung für den 2. Dezember 2026 bleibt bestehen, bis hier ein Platz sicher ist"
    assert kept in text_of(landed)
    given_up = "Sie soll gegen den Termin am 1. Januar 2027 getauscht werden."
    assert given_up in seen(client, "courses:enrolment", enrolment.pk)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.CONFIRMED
    give_up(first, NOON + HOUR)
    new = full.enrolments.of(person).get()
    assert new.state == EnrolmentState.CONFIRMED
    assert kept not in seen(client, "courses:enrolment", new.pk)


def test_rebooking_to_a_free_seat_says_that_it_is_done(client):
    enrolment = book(SeminarFactory(), logged_in(client, counsellor()))
    free = other_date(enrolment)
    landed = send(client, "courses:rebook", enrolment.pk, number=free.number)
    assert said(landed) == ["Umgebucht. Dies ist die neue Anmeldung."]


def test_without_another_date_there_is_nothing_to_rebook_to(client):
    person = logged_in(client, counsellor())
    enrolment = book(SeminarFactory(), person)
    SeminarFactory()  # of another course
    page = seen(client, "courses:enrolment", enrolment.pk)
    assert reverse("courses:rebook", args=[enrolment.pk]) not in page
    text = seen(client, "courses:rebook", enrolment.pk)
    assert "Zurzeit ist kein anderer Termin dieses Kurses buchbar." in text
    response = send(client, "courses:rebook", enrolment.pk, number="S-9999")
    assert response.context["form"].errors == {"number": ["Wählen Sie einen der Termine."]}
    assert Enrolment.objects.count() == 1


def test_the_other_dates_cost_the_same_however_many_there_are(client):
    enrolment = book(SeminarFactory(), logged_in(client, counsellor()))
    other_date(enrolment)
    one = cost(client, "courses:rebook", enrolment.pk)
    for _number in range(4):
        other_date(enrolment)
    assert cost(client, "courses:rebook", enrolment.pk) == one
