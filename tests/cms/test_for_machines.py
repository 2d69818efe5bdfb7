"""What pages say to search engines, feed readers, and those with whom one shares them."""

import json
import re

import pytest

from courses.kinds import DeliveryMode
from tests.cms.site import course_page, in_days
from tests.factories import land

pytestmark = pytest.mark.usefixtures("site")

# What schema.org's readers ask for; Google's course and event lists show nothing without it.
REQUIRED = {
    "Course": {"name", "description", "provider", "offers", "hasCourseInstance"},
    "CourseInstance": {"name", "courseMode", "courseWorkload", "startDate", "location"},
    "Event": {"name", "startDate", "location"},
    "Organization": {"name"},
    "Offer": {"category", "price", "priceCurrency"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressCountry"},
    "VirtualLocation": {"url"},
}


def test_a_course_page_describes_itself_to_machines(client):
    page = course_page("</script> & Recht", teaching_units=16)
    seminar = in_days(30, course=page.course, land=land("BE"), fee=60)
    data = described(client, page)
    (instance,) = data["hasCourseInstance"]
    assert (data["name"], data["timeRequired"]) == ("</script> & Recht", "PT720M")
    assert data["offers"] == [
        {"@type": "Offer", "category": "Paid", "price": "60.00", "priceCurrency": "EUR"}
    ]
    assert (instance["identifier"], instance["courseMode"], len(instance["subEvent"])) == (
        seminar.number,
        ["Onsite"],
        2,
    )
    assert instance["remainingAttendeeCapacity"] == seminar.capacity


@pytest.mark.parametrize("mode", DeliveryMode.values)
def test_each_part_of_it_has_what_readers_ask_for(client, mode):
    page = course_page(delivery_mode=mode)
    where = {} if mode == DeliveryMode.ONLINE else {"land": land("BE")}
    in_days(30, course=page.course, **where)
    for part in parts(described(client, page)):
        assert REQUIRED[part["@type"]] <= {name for name, value in part.items() if value}


def test_an_english_page_describes_the_course_in_english_where_there_is_any(client):
    words = {"intro": "Wer bleiben darf.", "intro_en": "Who may stay."}
    page = course_page("Aufenthaltsrecht", words=words, title_en="Residence law")
    in_days(30, course=page.course)
    for language, name, intro in (
        ("en", "Residence law", "Who may stay."),
        ("de", "Aufenthaltsrecht", "Wer bleiben darf."),
    ):
        data = described(client, page, **{"accept-language": language})
        (instance,) = data["hasCourseInstance"]
        said = {data["name"], instance["name"], *(part["name"] for part in instance["subEvent"])}
        assert (said, data["description"], data["inLanguage"]) == ({name}, intro, "de")
    only = course_page("Asylrecht", words={"intro": "Nur auf Deutsch.", "intro_en": ""})
    data = described(client, only, **{"accept-language": "en"})
    assert (data["name"], data["description"]) == ("Asylrecht", "Nur auf Deutsch.")


def described(client, page, **headers):
    html = client.get(page.url, headers=headers).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)


def parts(data):
    if isinstance(data, list):
        for one in data:
            yield from parts(one)
    elif isinstance(data, dict):
        yield data
        yield from parts(list(data.values()))


def test_a_page_is_shared_with_its_title_a_sentence_and_a_picture(client, settings):
    page = course_page("Recht & Rat", words={"intro": "Was gilt."})
    html = client.get(page.url).content.decode()
    card = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', html))
    assert (card["title"], card["description"]) == ("Recht &amp; Rat", "Was gilt.")
    assert card["url"] == page.full_url
    assert card["image"] == f"{settings.SITE_URL}/static/img/card.png"


def test_feed_readers_find_the_new_dates_on_the_home_page_and_in_the_catalogue(client):
    link = r'rel="alternate"\s+type="application/atom\+xml"\s+title="[^"]+"\s+href="([^"]+)"'
    for address, found in {"/": "", "/katalog/?q=Recht": "?q=Recht"}.items():
        html = client.get(address).content.decode()
        assert re.findall(link, html) == [f"/katalog/neue-termine.atom{found}"]


def test_search_engines_find_live_pages_and_keep_out_of_the_rest(client):
    page, draft = course_page("Kurs A"), course_page("Kurs B", live=False)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert page.full_url in sitemap
    assert draft.full_url not in sitemap
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /verwaltung/" in robots
    assert robots.strip().endswith("Sitemap: http://testserver/sitemap.xml")
