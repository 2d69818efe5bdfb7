"""Booking by programs: the same rules, the same words, the same answers twice."""

import pytest

from courses.kinds import ApprovalPolicy, DeliveryMode
from courses.models import Attendance, Enrolment
from courses.services.enrolments import cancel, enrol
from tests.api.calling import bearing, problem, secret_of
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    counsellor,
    manager,
    office,
    office_staff,
    provider,
    site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def call(client, person, address, body=None, *, method="post", **headers):
    """What the API answers this person."""
    return getattr(client, method)(
        f"/api/v1/{address}",
        {} if body is None else body,
        content_type="application/json",
        headers=bearing(secret_of(person, "write", now=NOON), **headers),
    )


def book(seminar, person, now=NOON):
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def test_a_booking_is_answered_with_state_and_reasons(client):
    seminar, person = SeminarFactory(), counsellor()
    response = call(client, person, f"seminars/{seminar.number}/enrolments", {"note": "Vegan"})
    assert response.status_code == 201
    enrolment = Enrolment.objects.get()
    assert response.json() == {
        "id": enrolment.pk,
        "seminar": seminar.number,
        "person": person.email,
        "state": "confirmed",
        "approval": "not_needed",
        "acceptance": "not_needed",
        "position": None,
        "held_until": None,
        "requested_at": "2026-11-02T11:00:00Z",
        "why": ["Bei der Anmeldung am 2. November 2026 war ein Platz frei."],
        "warnings": [],
    }
    assert (enrolment.note, enrolment.booked_by) == ("Vegan", None)


def test_who_waits_is_told_the_place_and_the_reason(client):
    seminar = SeminarFactory(capacity=1)
    book(seminar, counsellor())
    answer = call(client, counsellor(), f"seminars/{seminar.number}/enrolments").json()
    assert (answer["state"], answer["position"]) == ("waiting", 1)
    assert answer["why"] == [
        "Platz 1 auf der Warteliste seit 2. November 2026.",
        "Der einzige Platz ist vergeben.",
        "Wird ein Platz zurückgegeben, rückt zuerst nach, wer sich zuerst angemeldet hat.",
    ]


def test_a_refusal_has_all_reasons_in_the_words_of_the_pages(client):
    seminar, person = SeminarFactory(closes_at=NOON - A_DAY), counsellor()
    seminar.course.programmes.create(code="JMD", name="JMD")
    body = problem(call(client, person, f"seminars/{seminar.number}/enrolments"))
    assert body["status"] == 409
    assert [reason.split(".")[0] for reason in body["reasons"]] == [
        "Die Anmeldung wurde am 1",
        "Dieser Kurs richtet sich an JMD, nicht an MBE",
    ]


def test_the_same_key_books_once_and_answers_twice(client):
    seminar, person = SeminarFactory(), counsellor()
    key, address = {"Idempotency-Key": "eins"}, f"seminars/{seminar.number}/enrolments"
    first, second = (call(client, person, address, **key) for _ in range(2))
    # Each call makes a new token, and keys belong to tokens.
    assert [first.status_code, second.status_code] == [201, 409]
    headers = bearing(secret_of(person, "write", now=NOON), **{"Idempotency-Key": "zwei"})
    seminar = SeminarFactory(days__start=NOON + 60 * A_DAY)
    answers = [
        client.post(
            f"/api/v1/seminars/{seminar.number}/enrolments",
            {},
            content_type="application/json",
            headers=headers,
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[1]["Idempotency-Replayed"] == "true"
    assert seminar.enrolments.count() == 1


def test_managers_book_for_their_staff_and_for_nobody_else(client):
    seminar, person, boss = SeminarFactory(), counsellor(), manager()
    stranger = counsellor(site("Nord", below=provider("Träger Zwei")))
    address = f"seminars/{seminar.number}/enrolments"
    assert call(client, boss, address, {"person": person.email}).status_code == 201
    assert Enrolment.objects.get().booked_by == boss
    assert call(client, boss, address, {"person": stranger.email}).status_code == 404
    assert call(client, person, address, {"person": stranger.email}).status_code == 404


def test_the_office_sets_rules_aside_with_a_reason_and_nobody_else_does(client):
    seminar, person = SeminarFactory(closes_at=NOON - A_DAY), counsellor()
    address, wish = f"seminars/{seminar.number}/enrolments", {"override_reason": "Nachzügler"}
    assert call(client, person, address, wish).status_code == 409
    wish["person"] = person.email
    answer = call(client, office_staff(), address, wish)
    assert (answer.status_code, answer.json()["state"]) == (201, "confirmed")
    assert Enrolment.objects.get().override_reason == "Nachzügler"
    other = call(client, office_staff(office("Caritas")), address, wish)
    assert other.status_code == 404


def test_a_seat_that_needs_approval_is_held_and_decided_by_the_manager(client):
    seminar, person, boss = (
        SeminarFactory(approval_policy=ApprovalPolicy.MANAGER),
        counsellor(),
        manager(),
    )
    enrolment = book(seminar, person)
    address = f"enrolments/{enrolment.pk}"
    held = call(client, person, address, method="get").json()
    assert (held["state"], held["held_until"]) == ("held", "2026-11-07T11:00:00Z")
    assert call(client, person, f"{address}/approve").status_code == 404
    assert call(client, counsellor(), f"{address}/approve").status_code == 404
    assert call(client, boss, f"{address}/approve").json()["state"] == "confirmed"
    again = problem(call(client, boss, f"{address}/approve"))
    assert again["reasons"][0].startswith("Das wurde schon am 2. November 2026")


def test_denying_needs_a_reason_and_ends_the_enrolment(client):
    seminar, person, boss = (
        SeminarFactory(approval_policy=ApprovalPolicy.MANAGER),
        counsellor(),
        manager(),
    )
    address = f"enrolments/{book(seminar, person).pk}/decline"
    assert call(client, boss, address).status_code == 409
    answer = call(client, boss, address, {"reason": "Vertretung fehlt"}).json()
    assert (answer["state"], answer["approval"]) == ("declined", "denied")
    assert "Vertretung fehlt" in answer["why"][0]


def offered(**facts):
    """Somebody who moved up and must accept, in a seminar of one seat."""
    seminar = SeminarFactory(capacity=1, offers=True, **facts)
    leaving, person = counsellor(), counsellor()
    seat, enrolment = book(seminar, leaving), book(seminar, person)
    cancel(enrolment=seat, by=leaving, now=NOON)
    return person, enrolment


@pytest.mark.parametrize(("answer", "state"), [("accept", "confirmed"), ("decline", "declined")])
def test_an_offer_is_accepted_or_declined_once(client, answer, state):
    person, enrolment = offered()
    address = f"enrolments/{enrolment.pk}/{answer}"
    assert call(client, counsellor(), address).status_code == 404
    assert call(client, person, address).json()["state"] == state
    assert call(client, person, f"enrolments/{enrolment.pk}/accept").status_code == 409


def test_a_seat_is_handed_to_a_colleague_of_the_same_provider_only(client):
    seminar, person, heir = SeminarFactory(), counsellor(), counsellor()
    stranger = counsellor(site("Nord", below=provider("Träger Zwei")))
    address = f"enrolments/{book(seminar, person).pk}/replace"
    assert call(client, person, address, {"person": stranger.email}).status_code == 404
    answer = call(client, person, address, {"person": heir.email}).json()
    assert (answer["person"], answer["state"]) == (heir.email, "confirmed")
    assert call(client, person, address, {"person": heir.email}).status_code == 409


def test_another_date_of_the_course_is_taken_in_exchange(client):
    course, person = CourseFactory(delivery_mode=DeliveryMode.ONLINE), counsellor()
    old = SeminarFactory(course=course)
    new = SeminarFactory(course=course, days__start=NOON + 60 * A_DAY)
    elsewhere = SeminarFactory(days__start=NOON + 90 * A_DAY)
    address = f"enrolments/{book(old, person).pk}/rebook"
    assert call(client, person, address, {"seminar": elsewhere.number}).status_code == 409
    answer = call(client, person, address, {"seminar": new.number}).json()
    assert (answer["seminar"], answer["state"]) == (new.number, "confirmed")
    assert old.enrolments.get().state == "cancelled"


def test_giving_up_says_what_became_of_it(client):
    person = counsellor()
    enrolment = book(SeminarFactory(), person)
    answer = call(client, person, f"enrolments/{enrolment.pk}/cancel", {"reason": "Umzug"}).json()
    assert answer["state"] == "cancelled"
    assert answer["why"] == ["2. November 2026: storniert – Umzug"]


def test_the_office_records_attendance_and_others_do_not(client):
    seminar, person = SeminarFactory(days=1, days__start=NOON - A_DAY / 4), counsellor()
    enrolment = book(seminar, person, NOON - 20 * A_DAY)
    session, address = seminar.sessions.get(), f"seminars/{seminar.number}/attendance"
    minutes = {enrolment.pk: {session.pk: 300}}
    for other in (person, office_staff(office("Caritas"))):
        assert call(client, other, address, minutes, method="put").status_code == 404
    assert call(client, office_staff(), address, minutes, method="put").status_code == 204
    assert Attendance.objects.get().minutes == 300
    too_long = call(
        client, office_staff(), address, {enrolment.pk: {session.pk: 999}}, method="put"
    )
    assert too_long.status_code == 409


@pytest.mark.parametrize("rows", [1, 5])
def test_a_list_costs_the_same_for_one_and_many(client, rows, django_assert_num_queries):
    person = counsellor()
    for n in range(rows):
        seminar = SeminarFactory(capacity=1, days__start=NOON + (40 + 3 * n) * A_DAY)
        book(seminar, counsellor())
        book(seminar, person)
        book(SeminarFactory(days__start=NOON + (80 + 3 * n) * A_DAY), person)
    headers = bearing(secret_of(person, now=NOON))
    with django_assert_num_queries(8):
        answer = client.get("/api/v1/enrolments?page_size=50", headers=headers).json()
    assert (answer["count"], len(answer["items"])) == (2 * rows, 2 * rows)
    waiting = client.get("/api/v1/enrolments?state=waiting", headers=headers).json()
    assert {item["position"] for item in waiting["items"]} == {1}


def test_two_employments_must_be_told_apart(client):
    seminar, person = SeminarFactory(), counsellor()
    person.job.pk = None
    person.job.organisation = site("Nord")
    person.job.save()
    body = problem(call(client, person, f"seminars/{seminar.number}/enrolments"))
    assert (body["status"], body["errors"][0]["field"]) == (422, "employment")
    named = call(
        client, person, f"seminars/{seminar.number}/enrolments", {"employment": person.job.pk}
    )
    assert named.status_code == 201
