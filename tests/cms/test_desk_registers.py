"""Venues and speakers of an office, at the desk."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from courses.models import Speaker, SpeakerDocument, Venue
from courses.services.engaging import engage
from courses.services.registers import add_document
from organisations.models import Role
from organisations.states import RoleKind
from tests.cms.desk import text_of, to_the_admin, url
from tests.cms.site import in_days
from tests.factories import (
    NOON,
    PersonFactory,
    land,
    office,
    office_staff,
    speaker,
    venue,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff():
    return to_the_admin(office_staff())


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def rows(**fields):
    return {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0} | {
        f"rows-0-{name}": value for name, value in fields.items()
    }


def venue_fields(**changes):
    access = dict.fromkeys(
        ["step_free", "lift", "hearing_loop", "accessible_toilet", "parking"], "unknown"
    )
    return {"name": "Haus am See", "city": "Potsdam", "land": land("BB").pk} | access | changes


def speaker_fields(**changes):
    facts = {"name": "Dr. Ada Muster", "mode": "both", "contract": "fee", "vat": "unknown"}
    return facts | {"status_check": "none"} | changes


def room(**changes):
    return rows(
        **{"name": "Saal", "capacity": 20, "step_free": "yes", "hearing_loop": "no"} | changes
    )


def test_the_office_writes_down_a_venue_with_its_rooms(desk):
    assert "noch keinen Tagungsort" in text_of(desk.get(url("venues")))
    text = text_of(desk.post(url("new_venue"), venue_fields(lift="yes") | room(), follow=True))
    assert "„Haus am See, Potsdam“ ist gespeichert" in text
    made = Venue.objects.get()
    assert (made.lift, made.rooms.get().capacity, made.central_office) == ("yes", 20, office())
    text = text_of(desk.post(url("new_venue"), venue_fields() | room()))
    assert "hat diesen Tagungsort schon" in text


def test_venues_are_searched_narrowed_and_sorted_by_the_address(desk):
    small = venue("Kleines Haus", rooms=(), step_free="yes")
    large, gone = venue("Großes Haus", city="Erfurt", land=land("TH")), venue("Alt", retired=True)

    def found(query):
        return list(desk.get(url("venues") + query).context["venues"])

    assert found("") == [large, small]
    assert found("?sort=-name") == [small, large]
    assert found("?q=erfurt") == found("?q=saal") == found("?persons=15") == [large]
    assert found(f"?land={land('TH').pk}") == [large]
    assert found("?step_free=on") == [small]
    assert found("?retired=on") == [gone, large, small]
    assert "Nichts passt" in text_of(desk.get(url("venues") + "?q=niemand"))


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("page", "queries"), [("venues", 15), ("speakers", 17)])
def test_registers_cost_the_same_for_one_and_many(
    desk, count, page, queries, django_assert_num_queries
):
    for number in range(count):
        venue(f"Haus {number}")
        engage(seminar=in_days(30 + 7 * number), speaker=speaker(f"Jo {number}"), now=NOON)
    desk.get(url(page))
    with django_assert_num_queries(queries):
        desk.get(url(page))


def test_a_log_in_makes_a_trainer_is_told_and_goes_with_the_last_link(desk):
    person = PersonFactory(email="ada@example.org")
    fields = speaker_fields(email=person.email)
    assert "ab jetzt" not in text_of(desk.post(url("new_speaker"), fields, follow=True))
    made = Speaker.objects.get()
    assert (made.user, person.roles.count()) == (None, 0)  # an address to write to is no log-in
    address = url("speaker", made.pk)

    def save(login):
        return text_of(desk.post(address, speaker_fields(login=login), follow=True))

    assert "(ada@example.org) sieht und erfasst ab jetzt" in save("Ada@example.org")
    assert [role.kind for role in person.roles.all()] == [RoleKind.TRAINER]
    assert "ab jetzt" not in save("ada@example.org")
    assert "kein Konto mit der Adresse" in save("niemand@example.org")
    elsewhere = speaker(of=office("Caritas"), user=person)
    assert "Niemand meldet sich" in save("")
    assert Speaker.objects.get(pk=made.pk).user is None
    assert person.roles.exists()
    elsewhere.delete()
    save("ada@example.org"), save(PersonFactory(email="ben@example.org").email)
    assert [role.user.email for role in Role.objects.of_kind(RoleKind.TRAINER)] == [
        "ben@example.org"
    ]


def test_a_status_decision_has_a_day(desk):
    text = text_of(desk.post(url("new_speaker"), speaker_fields(status_check="self_employed")))
    assert "was entschieden wurde und an welchem Tag" in text
    assert not Speaker.objects.exists()


def test_the_list_says_what_is_to_be_done(desk, staff):
    jo = speaker(consented_on=None)
    yesterday = timezone.localdate() - timedelta(days=1)
    file = SimpleUploadedFile("zeugnis.pdf", b"%PDF")
    facts = {"title": "Zeugnis", "valid_until": yesterday, "file": file}
    add_document(speaker=jo, by=staff, now=timezone.now(), **facts)
    engage(seminar=in_days(400), speaker=jo, now=NOON)
    text = text_of(desk.get(url("speakers")))
    assert "die Übergangsregelung des § 127 SGB IV endet am 31. Dezember 2026" in text
    assert "„Zeugnis“ von Jo Beispiel ist nur bis" in text


def test_documents_are_kept_for_the_office_only(desk, client):
    jo = speaker()
    paper = {
        "paper-title": "Vertrag",
        "paper-file": SimpleUploadedFile("vertrag.pdf", b"%PDF-1.7"),
    }
    desk.post(url("add_document", jo.pk), paper)
    document = SpeakerDocument.objects.get()
    assert document.filename == "vertrag.pdf"
    assert "vertrag" not in document.file.name
    address = url("document", jo.pk, document.pk)
    answer = desk.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert 'filename="vertrag.pdf"' in answer["Content-Disposition"]
    bad = {"paper-title": "X", "paper-file": SimpleUploadedFile("x.exe", b"MZ")}
    assert "Wählen Sie ein PDF" in text_of(desk.post(url("add_document", jo.pk), bad, follow=True))
    client.force_login(to_the_admin(office_staff(office("Caritas"))))
    assert client.get(address).status_code == 404
    client.force_login(to_the_admin(office_staff()))
    client.post(url("remove_document", jo.pk, document.pk))
    assert not SpeakerDocument.objects.exists()
    assert not document.file.storage.exists(document.file.name)


def test_another_offices_register_is_not_there(desk):
    theirs, elsewhere = speaker(of=office("Caritas")), venue(of=office("Caritas"))
    assert desk.get(url("speaker", theirs.pk)).status_code == 404
    assert desk.post(url("speaker", theirs.pk), speaker_fields()).status_code == 404
    assert desk.get(url("venue", elsewhere.pk)).status_code == 404
