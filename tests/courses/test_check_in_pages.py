"""The pages for checking in: the speaker's door, the code on the wall, one's own telephone."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import codes
from courses.models import Attendance, Scan
from tests.cms.desk import book, seminar_begun
from tests.factories import PersonFactory, counsellor, teaches

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def seminar():
    """The first session began three hours ago and lasts seven."""
    return seminar_begun(days_ago=0)


@pytest.fixture
def session(seminar):
    return seminar.sessions.earliest("starts_at")


@pytest.fixture
def speaker(client, seminar):
    person = PersonFactory()
    teaches(person, seminar)
    client.force_login(person)
    return client


def door(session):
    return reverse("courses:check_in", args=[session.seminar.number, session.pk])


def send(client, address, *notes):
    body = json.dumps({"device": "phone", "notes": list(notes)})
    return client.post(address, body, content_type="application/json")


def scan(client, session):
    """Follow the code that is shown in the room now."""
    code = codes.session_code(session.pk, now=NOW())
    return client.get(reverse("courses:scan", args=[session.pk, code]))


def note(code="", at=None, **more):
    facts = {"id": str(uuid.uuid4()), "code": code, "at": (at or NOW()).isoformat()}
    return facts | {"kind": "came"} | more


def test_a_device_gets_an_answer_for_each_note(speaker, session):
    seat = book(session.seminar)
    good, late = note(codes.personal_code(seat.pk)), note(codes.personal_code(seat.pk), kind="left")
    bad, broken = note("Unsinn"), {"id": "x", "at": "gestern"}
    response = send(speaker, door(session), good, late, bad, broken)
    states = {each["client_id"]: each["state"] for each in response.json()["outcomes"]}
    kept = {good["id"]: "accepted", late["id"]: "accepted"}
    assert states == kept | {bad["id"]: "refused", "x": "refused"}
    assert list(Scan.objects.values_list("device", flat=True)) == ["phone", "phone"]
    again = send(speaker, door(session), good).json()["outcomes"][0]
    assert (again["state"], again["enrolment"]) == ("known", seat.pk)


@pytest.mark.parametrize("body", ["[]", "{}", '{"notes": 1}', "\xff"])
def test_nonsense_is_no_message(speaker, session, body):
    assert speaker.post(door(session), body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("entry", [None, [], {}, {"id": 1}, note(at=NOW() + timedelta(days=4000))])
def test_an_entry_that_cannot_be_read_is_answered_and_stops_nothing(speaker, session, entry):
    (outcome,) = send(speaker, door(session), entry).json()["outcomes"]
    assert outcome["state"] == "refused"


def test_the_door_works_without_script(speaker, session):
    seat = book(session.seminar)
    form = {"code": codes.personal_code(seat.pk).lower(), "kind": "came", "client_id": uuid.uuid4()}
    for _twice in range(2):
        assert speaker.post(door(session), form).url == f"{door(session)}?art=came"
    assert (Scan.objects.count(), Attendance.objects.get().late) == (1, 180)
    page = speaker.post(door(session), form | {"code": "Unsinn", "client_id": uuid.uuid4()})
    assert "gehört niemandem" in page.content.decode()


def test_the_code_on_the_wall_leads_to_a_confirmation_even_after_logging_in(
    client, speaker, session
):
    person = counsellor()
    book(session.seminar, person)
    shown = speaker.get(
        reverse("courses:next_code", args=[session.seminar.number, session.pk])
    ).json()
    assert 0 < shown["seconds"] <= 30
    client.logout()
    scanned = reverse("courses:scan", args=[session.pk, shown["code"].replace("-", "")])
    own = client.get(scanned).url
    assert client.get(own).url.startswith("/konto/login/")
    proof = client.session["check_in"]
    client.force_login(person)
    kept = client.session
    kept["check_in"] = proof  # a real log-in keeps it
    kept.save()
    assert "Ja, ich bin da" in client.get(own).content.decode()
    client.post(own, {"kind": "came", "client_id": uuid.uuid4()})
    scan = Scan.objects.get()
    assert (scan.by, scan.channel) == (person, "own")
    assert "Ich gehe jetzt" in client.get(own).content.decode()


def test_on_ones_own_telephone_the_moment_of_scanning_counts_not_its_clock(client, session):
    person = counsellor()
    book(session.seminar, person)
    client.force_login(person)
    scan(client, session)
    wrong = note(at=NOW() + timedelta(hours=5))
    (outcome,) = send(client, reverse("courses:check_in_own"), wrong).json()["outcomes"]
    assert outcome["state"] == "accepted"
    assert abs(Scan.objects.get().scanned_at - NOW()) < timedelta(minutes=1)


def test_without_having_scanned_nobody_checks_in(client, session):
    person = counsellor()
    book(session.seminar, person)
    client.force_login(person)
    own = reverse("courses:check_in_own")
    (outcome,) = send(client, own, note()).json()["outcomes"]
    client.post(own, {"kind": "came", "client_id": uuid.uuid4()})
    assert (outcome["state"], Scan.objects.count()) == ("refused", 0)
    assert client.get(reverse("courses:scan", args=[session.pk, "AAAAAAAA"])).status_code == 404


def test_the_code_can_be_typed_but_not_tried_out(client, session):
    own, code = reverse("courses:check_in_own"), codes.session_code(session.pk, now=NOW())
    guessing, typing = counsellor(), counsellor()
    for person in (guessing, typing):
        book(session.seminar, person)
    client.force_login(guessing)
    for _n in range(20):
        client.post(own, {"code": "AAAA-AAAA"})
    assert "Zu viele Versuche" in client.post(own, {"code": code}).content.decode()
    client.force_login(typing)
    assert client.post(own, {"code": f"{code[:4]}-{code[4:]}".lower()}).url == own
    assert "Ja, ich bin da" in client.get(own).content.decode()


def test_whoever_has_no_seat_is_told_so(client, session):
    client.force_login(counsellor())
    scan(client, session)
    assert (
        "keinen bestätigten Platz" in client.get(reverse("courses:check_in_own")).content.decode()
    )


def test_the_own_page_shows_the_code_while_there_is_something_to_come_to(client, seminar):
    person = counsellor()
    seat, past = book(seminar, person), book(seminar_begun(days_ago=9), person)
    client.force_login(person)
    page = client.get(reverse("courses:enrolment", args=[seat.pk])).content.decode()
    assert codes.personal_code(seat.pk) in page
    assert re.search(r'<img class="pass__code" src="data:image/svg', page)
    page = client.get(reverse("courses:enrolment", args=[past.pk])).content.decode()
    assert "pass__code" not in page


@pytest.mark.parametrize("name", ["check_in", "attendance", "record"])
def test_the_speakers_pages_cost_the_same_for_one_and_many(
    speaker, session, name, django_assert_max_num_queries
):
    args = [session.seminar.number] + ([session.pk] if name == "check_in" else [])
    counts = []
    for _more in range(2):
        seat = book(session.seminar)
        send(speaker, door(session), note(codes.personal_code(seat.pk)))
        with django_assert_max_num_queries(20) as asked:
            assert speaker.get(reverse(f"courses:{name}", args=args)).status_code == 200
        counts.append(len(asked))
        for _n in range(4):
            book(session.seminar)
    assert counts[0] == counts[1]
