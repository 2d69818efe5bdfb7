"""My team in time: who is where, what a year cost, who leaves; the own subtree only."""

from datetime import date

import pytest
from django.urls import reverse

from courses.models import CancellationFee
from courses.services.enrolments import cancel
from tests.courses.pages import book, cost, seen, send, text_of
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, manager, provider, site
from tests.post import letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def boss(client):
    boss = manager()
    client.force_login(boss)
    return boss


def stranger():
    return counsellor(site("Anderswo", below=provider("Träger Zwei")), last_name="West")


def at(client, name, **asked):
    return text_of(client.get(reverse(f"courses:{name}"), asked))


def test_the_month_says_who_is_where_and_of_ones_own_staff_only(client):
    seminar = SeminarFactory()  # 2 and 3 December
    book(seminar, counsellor(last_name="Ost"))
    book(seminar, stranger())
    december = at(client, "whereabouts", monat="2026-12")
    assert december.count("Kim Ost") == 2
    assert "Mittwoch, 2. Dezember" in december
    assert "1 Person ist nicht da" in december
    assert "West" not in december
    assert "Niemand aus Ihrem Team" in at(client, "whereabouts", monat="2026-11")
    assert "November 2026" in at(client, "whereabouts", monat="unsinn")


def test_the_year_sums_up_seats_and_cancellations_without_what_was_waived(client):
    person = counsellor(last_name="Ost")
    book(SeminarFactory(fee=120), person)
    for weeks, waived in ((6, {}), (7, {"waived_at": NOON, "waived_reason": "Krank"})):
        gone = book(SeminarFactory(fee=99, days__start=NOON + 7 * weeks * A_DAY), person)
        cancel(enrolment=gone, by=person, now=NOON)
        facts = {"amount": 40, "rule": "40 €", "recorded_at": NOON}
        CancellationFee.objects.create(enrolment=gone, **facts, **waived)
    book(SeminarFactory(fee=500), stranger())
    context = client.get(reverse("courses:team_year"), {"jahr": "2026"}).context
    found = context["found"]
    assert (found.fees, found.cancellation_fees, found.total) == (120, 40, 160)
    file = client.get(reverse("courses:team_year_file", args=["csv"]), {"jahr": "2026"})
    assert file.content.decode().count("\n") == 4
    assert client.get(reverse("courses:team_year_file", args=["exe"])).status_code == 404


@pytest.mark.parametrize("name", ["courses:whereabouts", "courses:team_year"])
def test_both_cost_the_same_for_one_and_many(client, clock, name):
    clock(NOON.replace(month=12))

    def grow(count):
        for _number in range(count):
            book(SeminarFactory())

    grow(1)
    one = cost(client, name)
    grow(4)
    assert cost(client, name) == one


def test_who_leaves_is_told_and_keeps_all_that_was(client):
    person = counsellor(last_name="Ost")
    enrolment = book(SeminarFactory(), person)
    page = seen(client, "organisations:end", person.job.pk)
    assert "Kim Ost verlässt das Team" in page
    assert f"/team/anmeldungen/{enrolment.pk}/" in page
    refused = send(client, "organisations:end", person.job.pk, last_day="2020-01-01")
    assert "Der letzte Tag liegt vor dem ersten." in text_of(refused)
    send(client, "organisations:end", person.job.pk, last_day="2026-11-30")
    person.job.refresh_from_db()
    assert person.job.ends == date(2026, 11, 30)
    told = letter(key=f"employment-{person.job.pk}-ends-2026-11-30")
    assert "30. November 2026" in told.body
    enrolment.refresh_from_db()
    assert enrolment.state == "confirmed"


def test_nobody_lets_strangers_go(client):
    person = stranger()
    address = reverse("organisations:end", args=[person.job.pk])
    assert client.post(address, {"last_day": "2026-11-30"}).status_code == 404
    person.job.refresh_from_db()
    assert person.job.ends is None
