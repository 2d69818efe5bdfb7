"""Taking one's data away, and giving up the account without changing any number."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from certificates.services.issuing import issue_due
from courses.models import Course, Enrolment
from courses.services.bookmarks import bookmark
from courses.services.consents import enrol_agreeing, texts_for
from courses.services.erasing import erase
from courses.services.searches import save_search
from fortbildung.shared.errors import Refused
from organisations.models import User
from reports.services.own_data import _facts
from tests.caches import fresh
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import book
from tests.cms.site import in_days
from tests.factories import coordinator, counsellor

pytestmark = pytest.mark.django_db
ASK = "/konto/loeschen/"


@pytest.fixture(autouse=True)
def fresh_rate_limits(settings):
    fresh(settings)


@pytest.fixture
def person():
    person = counsellor()
    settled(person)
    issue_due(now=AFTER)
    return person


def test_what_is_kept_for_later_is_in_the_file_and_goes_with_the_account(person):
    bookmark(person=person, course=Course.objects.first(), now=AFTER)
    save_search(person=person, filters={"q": "Asyl"}, now=AFTER)
    facts = _facts(person)
    assert facts["saved_searches"] == [{"created_at": AFTER, "filters": {"q": "Asyl"}}]
    assert [row["of"] for row in facts["list"]] == [Course.objects.first().title]
    assert facts["attendance"][0]["number"] == facts["enrolments"][0]["number"]
    request = person.erasure_requests.create(asked_at=AFTER)
    erase(request=request, by=coordinator(), now=AFTER)
    assert not person.bookmarks.exists()
    assert not person.saved_searches.exists()


def test_terms_are_in_the_file_with_version_and_language(person):
    seminar = in_days(30)
    booking = {"person": person, "seminar": seminar, "employment": person.job}
    texts = texts_for(seminar, now=timezone.now())
    enrol_agreeing(texts=texts, by=person, needs={}, note="", now=timezone.now(), **booking)
    told = _facts(person)["terms_and_privacy"]
    facts = ("title", "version", "language", "told")
    assert [tuple(row[name] for name in facts) for row in told] == [
        ("Teilnahmebedingungen", 1, "de", False),
        ("Datenschutzhinweise", 1, "de", False),
    ]


# What points at a person and is not in the file by itself; everything else must be.
LEFT_OUT = {
    "emailaddress_set": "the address stands with the person",
    "interests": "in the file as “interest”",
    "qualification_records": "in the file as “qualifications”",
    "qualification_periods": "in the file as “valid”",
    "pauses": "in the file as “leave”",
    "tokens": "in the file as “api_keys”",
    "bookmarks": "in the file as “list”",
    "speakers": "in the file as “speaker”",
    "socialaccount_set": "in the file as “sign_ons”",
    "usersession_set": "in the file as “log_ins”",
    "authenticator_set": "in the file as “second_factors”",
    "api_tokens": "Wagtail's, not used here",
}
# What editors have worked on belongs to the pages: Wagtail's own tables.
WAGTAIL = {"wagtailcore", "wagtailadmin", "wagtailusers", "wagtaildocs", "wagtailimages"}


def test_no_table_that_points_at_a_person_is_forgotten(person):
    """Whoever adds one decides: it goes into the file, or stands above with the reason."""
    related = [row for row in User._meta.related_objects if not row.hidden]
    related = [row for row in related if row.related_model._meta.app_label not in WAGTAIL]
    ours = {row.get_accessor_name() for row in related}
    assert ours - set(LEFT_OUT) - set(_facts(person)) == set()


def test_the_file_holds_what_is_known_and_the_certificates(client, person):
    other = counsellor()
    client.force_login(person)
    asked = client.get("/konto/daten/meine-daten.zip")
    assert asked.url.startswith("/konto/reauthenticate/")
    client.post(asked.url, {"password": "geheim"})
    answer = client.get("/konto/daten/meine-daten.zip")
    folder = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    text = folder.read("meine-daten.json").decode()
    facts = json.loads(text)
    assert facts["person"]["email"] == person.email
    assert [row["state"] for row in facts["enrolments"]] == ["attended"]
    assert len(facts["employments"]) == 1
    (pdf,) = [name for name in folder.namelist() if name.endswith(".pdf")]
    assert folder.read(pdf).startswith(b"%PDF")
    badge = json.loads(folder.read(pdf.replace("bescheinigungen", "abzeichen")[:-3] + "json"))
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert other.email not in text


def test_who_asks_is_seen_by_the_coordination_which_erases(client, person):
    before = list(Enrolment.objects.values_list("state", "organisation", "attended_units"))
    client.force_login(person)
    page = client.get(ASK).content.decode()
    assert "31.12." in page
    client.post(ASK)
    client.post(ASK)
    asked = person.erasure_requests.get()
    assert client.get("/konto/loeschantraege/").status_code == 404
    client.force_login(coordinator())
    assert str(person) in client.get("/konto/loeschantraege/").content.decode()
    assert "31.12." in client.get(f"/konto/loeschantraege/{asked.pk}/").content.decode()
    name = str(person)
    assert client.post(f"/konto/loeschantraege/{asked.pk}/").url == "/konto/loeschantraege/"
    person.refresh_from_db()
    assert (person.is_active, person.has_usable_password(), str(person)) == (False, False, name)
    assert person.email == f"{person.pk}@erased.invalid"
    after = list(Enrolment.objects.values_list("state", "organisation", "attended_units"))
    assert after == before


def test_who_never_took_part_leaves_no_name():
    person, by = counsellor(), coordinator()
    request = person.erasure_requests.create(asked_at=AFTER)
    erase(request=request, by=by, now=AFTER)
    person.refresh_from_db()
    assert str(person) == "gelöschte Person"
    assert person.erasure_requests.get().done_by == by


def test_what_is_still_to_come_is_cancelled_before(client, person):
    book(in_days(30), person)
    client.force_login(person)
    client.post(ASK)
    assert not person.erasure_requests.exists()
    request = person.erasure_requests.create(asked_at=AFTER)
    with pytest.raises(Refused):
        erase(request=request, by=coordinator(), now=AFTER)
