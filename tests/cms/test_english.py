"""Pages in two languages: English where an editor wrote it, else German that says it is."""

import pytest
from django.utils import translation

from cms.models import CatalogueIndexPage, HomePage, TextPage
from cms.pages.english import Said, said
from tests.cms.site import course_page, in_days

pytestmark = pytest.mark.usefixtures("site")
ENGLISH = {"accept-language": "en"}


def text_of(client, address, **headers):
    return " ".join(client.get(address, headers=headers).content.decode().split())


@pytest.fixture
def page():
    words = {
        "intro": "Wer bleiben darf.",
        "outcomes": "<p>Anträge lesen.</p>",
        "name_en": "Residence law",
        "intro_en": "Who may stay.",
    }
    return course_page("Aufenthaltsrecht", words=words)


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
