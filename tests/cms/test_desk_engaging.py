"""Who teaches in a seminar, rooms in its form, and material, at the desk."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.desk.seat_history import told
from courses.models import Material, SeatEvent
from courses.services.engaging import engage
from tests.certificates.kinds import grants, kind
from tests.cms.desk import seminar_fields, session_fields, text_of, to_the_admin, url
from tests.cms.site import in_days
from tests.factories import NOON, SeminarFactory, office_staff, speaker, venue

WHEN = "2. Dezember 2026, 09:00–16:00"
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def names(seminar):
    return [e.speaker.name for e in seminar.engagements.order_by("pk")]


def test_a_speaker_is_engaged_dismissed_and_warned_of(desk):
    seminar, jo = in_days(400), speaker(mode="online")
    page = url("engaged", seminar.pk)
    assert "Noch ist niemand eingesetzt" in text_of(desk.get(page))
    desk.post(page, {"speaker": jo.pk})
    text = text_of(desk.get(page))
    assert "fehlt die Statusfeststellung" in text
    assert "Jo Beispiel lehrt nur online" in text
    desk.post(url("dismiss", seminar.pk, seminar.engagements.get().pk))
    assert names(seminar) == []


def test_page_and_overview_warn_of_a_qualification_a_speaker_lacks(desk):
    seminar = in_days(30, course=grants(kind(), does="requires", audience="speakers"))
    engage(seminar=seminar, speaker=speaker("Dr. Fremd"), now=NOON)
    lacks = "Der Kurs verlangt „Aufenthaltsrecht“ von Referierenden"
    assert lacks in text_of(desk.get(url("engaged", seminar.pk)))
    assert f"Dr. Fremd: {lacks}" in text_of(desk.get(url("cockpit", seminar.pk)))


def test_whoever_teaches_elsewhere_needs_a_reason(desk):
    seminar, other, jo = SeminarFactory(), SeminarFactory(number="S-9"), speaker()
    engage(seminar=other, speaker=jo, now=NOON)
    first = seminar.sessions.earliest("starts_at")
    form = {"speaker": jo.pk, "sessions": [first.pk]}
    assert "S-9" in text_of(desk.post(url("engaged", seminar.pk), form))
    desk.post(url("engaged", seminar.pk), form | {"reason": "Nur der Einstieg"})
    engaged = seminar.engagements.get()
    assert (engaged.whole, engaged.parts.get().session) == (False, first)
    assert "Überschneidung erlaubt: Nur der Einstieg" in text_of(
        desk.get(url("engaged", seminar.pk))
    )


def test_the_history_tells_who_engaged_and_took_out_whom_and_why(client):
    staff = office_staff(first_name="Amt", last_name="Walter")
    client.force_login(to_the_admin(staff))
    seminar, jo, kim = SeminarFactory(), speaker(), speaker("Kim Muster")
    first = seminar.sessions.earliest("starts_at")
    client.post(url("engaged", seminar.pk), {"speaker": jo.pk})
    client.post(url("engaged", seminar.pk), {"speaker": jo.pk, "sessions": [first.pk]})
    client.post(
        url("dismiss", seminar.pk, seminar.engagements.get().pk), {"reason": "Auf eigenen Wunsch"}
    )
    added = {"speakers": [kim.pk], "reason": "Zu zweit"}
    client.post(url("edit", seminar.pk), seminar_fields(seminar, **added))
    events = SeatEvent.objects.filter(seminar=seminar, kind="speaker").order_by("pk")
    assert [(told(event), event.reason, event.by) for event in events] == [
        ("Jo Beispiel lehrt hier: alle Termine.", "", staff),
        (f"Jo Beispiel lehrt hier von nun an: {WHEN}.", "", staff),
        ("Jo Beispiel lehrt hier nicht mehr.", "Auf eigenen Wunsch", staff),
        ("Kim Muster lehrt hier: alle Termine.", "Zu zweit", staff),
    ]
    assert "Auf eigenen Wunsch" in text_of(client.get(url("history", seminar.pk)))


def test_venue_rooms_and_speakers_are_chosen_in_the_seminars_form(desk):
    house, jo, kim = venue(), speaker(), speaker("Kim Muster")
    room, seminar = house.rooms.get(), SeminarFactory(place="Irgendwo")
    engage(seminar=seminar, speaker=kim, now=NOON)
    rows = [
        session_fields(n, session, venue_room=room.pk)
        for n, session in enumerate(seminar.sessions.order_by("pk"))
    ]
    chosen = {"venue": house.pk, "place": "", "speakers": [jo.pk]}
    desk.post(url("edit", seminar.pk), seminar_fields(seminar, rows, **chosen))
    seminar.refresh_from_db()
    assert (seminar.place, seminar.land.short, names(seminar)) == (
        "Haus am Wannsee, Berlin",
        "BE",
        ["Jo Beispiel"],
    )
    assert {session.room for session in seminar.sessions.all()} == {"Saal"}
    other = SeminarFactory()
    rows = [
        session_fields(n, session, venue_room=room.pk)
        for n, session in enumerate(other.sessions.order_by("pk"))
    ]
    text = text_of(desk.post(url("edit", other.pk), seminar_fields(other, rows)))
    assert f"durch die Veranstaltung {seminar} belegt" in text


def test_a_seminar_needs_a_venue_or_a_place(desk):
    seminar = SeminarFactory()
    text = text_of(desk.post(url("edit", seminar.pk), seminar_fields(seminar, place="")))
    assert "Wählen Sie oben einen Tagungsort" in text


def test_the_office_hands_out_material(desk):
    seminar = SeminarFactory()
    form = {
        "material-title": "Folien",
        "material-file": SimpleUploadedFile("folien.pdf", b"%PDF"),
    }
    desk.post(url("add_material", seminar.pk), form)
    material = Material.objects.get()
    answer = desk.get(url("material", seminar.pk, material.pk))
    assert b"".join(answer.streaming_content) == b"%PDF"
    assert "Folien" in text_of(desk.get(url("engaged", seminar.pk)))
    assert desk.get(url("material", SeminarFactory().pk, material.pk)).status_code == 404
    desk.post(url("remove_material", seminar.pk, material.pk))
    assert not material.file.storage.exists(material.file.name)


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_of_speakers_costs_the_same_for_one_and_many(
    desk, count, django_assert_num_queries
):
    seminar = SeminarFactory()
    for number in range(count):
        engage(seminar=seminar, speaker=speaker(f"Jo {number}"), now=NOON)
    desk.get(url("engaged", seminar.pk))
    with django_assert_num_queries(23):
        desk.get(url("engaged", seminar.pk))
