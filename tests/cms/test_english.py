"""Pages in two languages: English where an editor wrote it, else German that says it is."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from icalendar import Calendar

from cms.models import CatalogueIndexPage, HomePage, TextPage
from courses.models import Course, Topic
from fortbildung.shared.delivery import deliver_due
from fortbildung.shared.english import Said, said
from tests.cms.desk import to_the_admin
from tests.cms.site import course_page, in_days
from tests.factories import coordinator, counsellor

pytestmark = pytest.mark.usefixtures("site")
ENGLISH = {"accept-language": "en"}


def text_of(client, address, **headers):
    return " ".join(client.get(address, headers=headers).content.decode().split()).replace(
        " >", ">"
    )


@pytest.fixture
def page():
    words = {
        "intro": "Wer bleiben darf.",
        "outcomes": "<p>Anträge lesen.</p>",
        "intro_en": "Who may stay.",
    }
    return course_page("Aufenthaltsrecht", words=words, title_en="Residence law")


def test_a_field_says_english_to_who_reads_english_where_there_is_any(page):
    assert said(page, "intro") == Said("Wer bleiben darf.", "de")
    with translation.override("en"):
        assert said(page, "intro") == Said("Who may stay.", "en")
        assert said(page, "outcomes") == Said("<p>Anträge lesen.</p>", "de")


def test_a_course_is_shown_in_the_readers_language_field_by_field(client, page):
    in_days(30, course=page.course)
    english = text_of(client, page.url, **ENGLISH)
    assert '<h1 class="kern-heading-x-large" lang="en">Residence law</h1>' in english
    assert '<p class="lead" lang="en">Who may stay.</p>' in english
    assert '<div class="prose" lang="de"><p>Anträge lesen.</p></div>' in english
    assert "<title>Residence law – Fortbildung</title>" in english
    german = text_of(client, page.url)
    assert '<h1 class="kern-heading-x-large" lang="de">Aufenthaltsrecht</h1>' in german
    assert "Residence law" not in german


def test_the_catalogue_and_the_front_door_name_courses_in_english(client, page):
    in_days(30, course=page.course)
    for address in (CatalogueIndexPage.objects.get().url, "/"):
        assert 'lang="en">Residence law</a>' in text_of(client, address, **ENGLISH)
        assert 'lang="de">Aufenthaltsrecht</a>' in text_of(client, address)


def test_the_front_door_and_the_plain_words_come_in_both_languages(client):
    home = HomePage.objects.get()
    assert f'lang="en">{home.title_en}</h1>' in text_of(client, "/", **ENGLISH)
    assert f'lang="de">{home.title}</h1>' in text_of(client, "/")
    plain = TextPage.objects.get(slug="einfach-erklaert")
    english = text_of(client, plain.url, **ENGLISH)
    assert '<h1 class="kern-heading-x-large" lang="en">In plain words</h1>' in english
    assert f'<a href="{plain.url}" lang="en">In plain words</a>' in english
    assert "Einfach erklärt" not in english.partition("<body>")[2]


def test_an_english_title_is_found(client, page):
    catalogue = CatalogueIndexPage.objects.get().url
    assert 'lang="de">Aufenthaltsrecht</a>' in text_of(client, f"{catalogue}?q=residence")
    assert page.url not in text_of(client, f"{catalogue}?q=weather")


def test_booking_one_reads_english_from_the_first_page_to_the_mail(client, page):
    seminar, person = in_days(30, course=page.course), counsellor(language="en")
    client.force_login(person)
    asked = text_of(client, f"/buchen/{seminar.number}/", **ENGLISH)
    assert '<h1 class="kern-heading-x-large" lang="en">Residence law</h1>' in asked
    booked = client.post(f"/buchen/{seminar.number}/", headers=ENGLISH).url
    for address in (booked, "/meine-fortbildungen/", "/katalog/?view=calendar"):
        text = text_of(client, address, **ENGLISH)
        assert "Residence law" in text
        assert "Aufenthaltsrecht" not in text
    deliver_due(now=timezone.now())
    assert "Residence law" in mail.outbox[0].subject
    file = client.get(f"/seminare/{seminar.number}.ics", headers=ENGLISH).content
    dates = Calendar.from_ical(file).walk("VEVENT")
    assert {str(date["summary"]) for date in dates} == {"Residence law"}


def test_a_course_nobody_has_named_in_english_is_said_to_be_german(client, page):
    Course.objects.update(title_en="")
    seminar = in_days(30, course=page.course)
    client.force_login(counsellor(language="en"))
    asked = text_of(client, f"/buchen/{seminar.number}/", **ENGLISH)
    assert '<h1 class="kern-heading-x-large" lang="de">Aufenthaltsrecht</h1>' in asked


@pytest.mark.ignore_template_errors
def test_whoever_plans_names_topics_in_english(client, page):
    topic = Topic.objects.create(name="Recht", slug="recht")
    page.course.topics.add(topic)
    in_days(30, course=page.course)
    desk = Client()
    desk.force_login(to_the_admin(coordinator()))
    assert "Recht" in text_of(desk, "/verwaltung/themenfelder/")
    address = f"/verwaltung/themenfelder/{topic.pk}/"
    assert desk.post(address, {"name_en": "Law"}).url == "/verwaltung/themenfelder/"
    for asked in ("/katalog/?q=Aufenthaltsrecht", page.url):
        assert 'lang="en">Law</' in text_of(client, asked, **ENGLISH)
        assert '"de">Recht</' in text_of(client, asked)
    assert ">Law (1)</option>" in text_of(client, "/katalog/", **ENGLISH)
    desk.post(address, {"name_en": ""})
    assert '"de">Recht</' in text_of(client, page.url, **ENGLISH)
