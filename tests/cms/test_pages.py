"""The public site: what anybody sees, and what nobody should."""

import re

import pytest
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import override

from cms.models import HomePage, OfficeSectionPage, TextPage
from cms.site import create_site
from courses.kinds import DeliveryMode
from courses.models import Topic
from courses.rules import reasons_not_to_book
from courses.services.enrolments import enrol
from courses.states import SeminarState
from tests.cms.site import DAY, course_page, in_days
from tests.factories import (
    PersonFactory,
    coordinator,
    counsellor,
    land,
    manager,
    office_staff,
    programme,
)

pytestmark = pytest.mark.usefixtures("site")


def ways(client):
    """The links of the wide header, in order."""
    html = client.get("/katalog/").content.decode()
    nav = html[html.index('class="header__wide"') :]
    return re.findall(r'class="way[^"]*"\s+href="([^"]+)"', nav[: nav.index("</header>")])


def test_creating_the_site_again_changes_nothing():
    before = [HomePage.objects.get().pk, *TextPage.objects.order_by("path").values_list("pk")]
    create_site()
    assert [
        HomePage.objects.get().pk,
        *TextPage.objects.order_by("path").values_list("pk"),
    ] == before
    assert [p.slug for p in OfficeSectionPage.objects.all()] == ["awo"]
    drafts = {p.slug for p in TextPage.objects.filter(live=False)}
    assert drafts == {"impressum", "datenschutz", "barrierefreiheit"}
    assert [p.slug for p in TextPage.objects.live()] == ["einfach-erklaert"]


def test_a_course_page_shows_the_facts_of_the_course_and_never_a_copy(client):
    page = course_page("Sozialrecht I", teaching_units=12, delivery_mode=DeliveryMode.ONLINE)
    page.course.programmes.add(programme("JMD"))
    page.course.title = "Sozialrecht, Grundlagen"
    page.course.save()
    html = client.get(page.url).content.decode()
    assert re.search(r"<h1[^>]*>\s*Sozialrecht, Grundlagen\s*</h1>", html)
    facts = re.sub(r"<[^>]+>|\s+", " ", html[html.index("<dl") : html.index("</dl>")])
    assert re.sub(r"\s+", " ", facts).split("Nachweis")[0].strip() == (
        "Umfang 12 UE Format online Für wen JMD Voraussetzungen keine"
    )


def test_a_course_page_lists_open_dates_only_soonest_first(client):
    page = course_page()
    later = in_days(60, course=page.course, number="LATER", land=land("TH"), place="Erfurt")
    in_days(30, course=page.course, number="SOON", fee=60)
    in_days(40, course=page.course, number="PLANNED", state=SeminarState.PLANNED)
    in_days(40, course=page.course, number="OFF", state=SeminarState.CALLED_OFF)
    in_days(-1, course=page.course, number="BEGUN")
    answer = client.get(page.url)
    assert [s.number for s in answer.context["seminars"]] == ["SOON", "LATER"]
    assert re.findall(r'href="(/buchen/[^"]+|/seminare/[^"]+)"', answer.content.decode()) == [
        "/buchen/SOON/",  # the panel that stays in reach
        "/buchen/SOON/",
        "/seminare/SOON.ics",
        "/buchen/LATER/",
        "/seminare/LATER.ics",
    ]
    assert later.land.name in answer.content.decode()


def test_a_full_date_offers_the_waiting_list_and_a_closed_one_says_why(client):
    page = course_page()
    full = in_days(30, course=page.course, capacity=1)
    person = counsellor()
    enrol(person=person, seminar=full, employment=person.job, now=timezone.now())
    closed = in_days(40, course=page.course, closes_at=timezone.now())
    html = client.get(page.url).content.decode()
    assert "Auf die Warteliste" in html
    assert next(reasons_not_to_book(seminar=closed, now=timezone.now())) in html
    assert f"/buchen/{full.number}/" in html
    assert f"/buchen/{closed.number}/" not in html


def test_a_course_without_dates_says_what_to_do(client):
    assert "Zurzeit gibt es keinen Termin." in client.get(course_page().url).content.decode()


def test_a_draft_is_not_found(client):
    assert client.get(course_page(live=False).url).status_code == 404


@pytest.mark.parametrize("seminars", [1, 5])
def test_a_course_page_costs_the_same_for_one_date_and_many(
    client, seminars, django_assert_num_queries
):
    page = course_page()
    for n in range(seminars):
        in_days(30 + n, course=page.course)
    client.get(page.url)  # fills Wagtail's cache of root paths
    with django_assert_num_queries(19):
        client.get(page.url)


@pytest.mark.parametrize("seminars", [1, 4])
def test_the_home_page_costs_the_same_for_one_date_and_many(
    client, seminars, django_assert_num_queries
):
    for n in range(seminars):
        in_days(30 + n, course=course_page(f"Kurs {n}").course)
    client.get("/")
    with django_assert_num_queries(15):
        client.get("/")


def test_home_leads_into_the_catalogue_by_role_and_else_by_topic(client):
    law = Topic.objects.create(name="Recht", slug="recht")
    course_page().course.topics.add(law)
    assert "?topic=recht" in client.get("/").content.decode()
    home = HomePage.objects.get()
    entry = {"title": "Sicher im Recht", "text": "Für schwierige Fälle.", "topic": "recht"}
    home.entries = [("entry", entry | {"mode": "online"})]
    home.save()
    html = client.get("/").content.decode()
    assert re.search(r'"/katalog/\?topic=recht&amp;mode=online"[^>]*>Sicher im Recht<', html)
    assert "Zentralstelle AWO" in html[html.index('id="about"') :]


def test_home_shows_only_dates_that_can_be_booked_and_lead_to_a_live_page(client):
    free = in_days(30, course=course_page("Kurs A").course)
    in_days(20, course=course_page("Kurs B", live=False).course)
    in_days(20, course=course_page("Kurs C").course, opens_at=timezone.now() + DAY)
    in_days(25, course=course_page("Kurs D").course, closes_at=timezone.now())
    assert [seminar.number for seminar in client.get("/").context["front"].seminars] == [
        free.number
    ]


@pytest.mark.parametrize(
    ("person", "links"),
    [
        (PersonFactory, ["/meine-fortbildungen/"]),
        (manager, ["/meine-fortbildungen/", "/team/", "/berichte/"]),
        (office_staff, ["/meine-fortbildungen/", "/berichte/", "/verwaltung/"]),
        (coordinator, ["/meine-fortbildungen/", "/berichte/", "/verwaltung/"]),
    ],
)
def test_the_header_shows_the_ways_of_ones_roles(client, person, links):
    assert ways(client) == ["/katalog/", "/pruefen/", "/konto/login/"]
    client.force_login(person())
    assert ways(client) == ["/katalog/", *links, "/pruefen/", "/konto/"]


def test_the_language_can_be_changed_without_javascript(client):
    assert '<html lang="de">' in client.get("/katalog/").content.decode()
    answer = client.post("/sprache/", {"language": "en", "next": "/katalog/?q=recht"})
    assert answer.url == "/katalog/?q=recht"
    assert '<html lang="en">' in client.get("/katalog/").content.decode()


def test_published_text_pages_stand_in_the_footer(client):
    TextPage.objects.get(slug="impressum").save_revision().publish()
    html = client.get("/katalog/").content.decode()
    footer = html[html.index("<footer") :]
    assert re.findall(r'href="([^"]+)"', footer) == [
        "/katalog/",
        "/pruefen/",
        "/impressum/",
        "/einfach-erklaert/",
        "/barrierefreiheit/melden/",
    ]
    assert client.get("/impressum/").status_code == 200


def test_error_pages_say_what_to_do(client, django_assert_num_queries):
    assert "Zum Katalog" in client.get("/gibt-es-nicht/").content.decode()
    with django_assert_num_queries(0), override("de"):
        assert "Zur Startseite" in get_template("500.html").render()
