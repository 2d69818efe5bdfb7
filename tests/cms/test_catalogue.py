"""The catalogue: found by words however they are written, filtered, and shared by its address."""

import calendar
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from icalendar import Calendar

from cms.models import CoursePage
from cms.pages.facets import answer
from cms.pages.filters import months
from cms.pages.finding import find
from cms.pages.offers import Dates, Offer, Offers
from cms.pages.words import variants
from courses.kinds import DeliveryMode
from courses.models import Synonyms, Topic
from courses.services.synonyms import keep
from tests.cms.desk import to_the_admin
from tests.cms.site import DAY, course_page, in_days
from tests.factories import NOON, SeminarFactory, coordinator, land, programme

pytestmark = pytest.mark.usefixtures("site")


def titles(client, **asked):
    page = client.get("/katalog/", asked).context["results"]
    return [entry.course.title for entry in page]


@pytest.mark.parametrize(
    ("words", "approximate"),
    [
        ("Einbürgerungen", False),
        ("einbürgerung", False),
        ("Staatsangehörigkeit", False),
        ("FB-900", False),
        ("Migrationsrecht", False),  # the topic
        ("Einwohnermeldeamt", False),  # the introduction
        ("Einbuergerung", False),
        ("Einbürgrung", True),
        ("Statsangehörigkeit", True),
    ],
)
def test_words_are_found_in_any_form_and_mistyped(words, approximate):
    page = course_page(
        "Staatsangehörigkeitsrecht: Einbürgerung Schritt für Schritt",
        code="FB-900",
        topic="Migrationsrecht",
        words={"intro": "Vom Einwohnermeldeamt bis zur Urkunde."},
    )
    course_page("Motivierende Gesprächsführung", topic="Methoden")
    found = find(CoursePage.objects.live(), {"q": words}, now=NOON)
    assert (list(found.pages), found.approximate) == ([page], approximate)


def test_a_missing_letter_finds_the_residence_law():
    page = course_page("Aufenthaltsrecht I: Titel, Zwecke, Verlängerung")
    course_page("Sozialrecht für Zugewanderte", topic="Sozialrecht")
    found = find(CoursePage.objects.live(), {"q": "Aufenthaltrecht"}, now=NOON)
    assert (list(found.pages), found.approximate) == ([page], True)


def test_nonsense_finds_nothing_and_the_page_says_what_to_do(client):
    course_page()
    answer = client.get("/katalog/", {"q": "xyzzyx", "topic": "gibt-es-nicht", "month": "nie"})
    assert list(answer.context["results"]) == []
    assert "Kein Kurs gefunden" in answer.content.decode()


def test_each_filter_keeps_what_fits(client):
    law = course_page("Recht", topic="Recht", delivery_mode=DeliveryMode.ONLINE)
    method = course_page("Methode", topic="Methoden")
    method.course.programmes.add(programme("JMD"))
    in_days(50, course=law.course)
    in_days(40, course=method.course, land=land("TH"))
    slug = Topic.objects.get(name="Recht").slug
    assert titles(client) == ["Methode", "Recht"]
    assert titles(client, topic=slug) == ["Recht"]
    assert titles(client, mode="online") == ["Recht"]
    assert titles(client, programme=programme("MBE").code) == ["Recht"]
    assert titles(client, programme="JMD") == ["Methode", "Recht"]
    assert titles(client, land="TH") == ["Methode"]
    assert titles(client, land="TH", topic=slug) == []


def test_land_and_month_must_hold_for_the_same_date():
    page = course_page()
    month, _ = months(NOON)[2]
    start = NOON.replace(year=2027, month=1)
    SeminarFactory(course=page.course, land=land("BE"), days__start=start + 10 * DAY)
    SeminarFactory(course=page.course, land=land("TH"), days__start=start + 50 * DAY)
    pages = CoursePage.objects.live()
    (hit,) = find(pages, {"month": month, "land": "BE"}, now=NOON).hits
    assert [date.land for date in hit.dates] == ["BE"]
    assert not find(pages, {"month": month, "land": "TH"}, now=NOON).hits


def offer(number, **facts):
    usual = {"mode": "presence", "office": "awo", "topics": ["recht"], "programmes": ["MBE"]}
    return Offer(number, number, f"Kurs {number}", **(usual | facts))


def test_counts_say_what_each_further_choice_would_leave():
    courses = [
        offer(1),
        offer(2, mode="online", topics=["recht", "methoden"]),
        offer(3, programmes=[]),
    ]
    # The first has a free date in Berlin and a full one in Thüringen, the second a free one there.
    dates = Dates([0, 0, 1], [1, 2, 3], [0, 0, 0], [1, 0, 1], [4, 5, 5], lands={4: "BE", 5: "TH"})
    offers = Offers(courses, dates)
    hits, counts = answer(offers, {})
    assert [hit.offer.page for hit in hits] == [1, 2, 3]
    assert counts["topic"] == {"recht": 3, "methoden": 1}
    assert counts["land"] == {"BE": 1, "TH": 2}
    assert counts["free"] == {"True": 2}
    assert counts["programme"] == {"MBE": 2, "": 1}
    hits, counts = answer(offers, {"land": "TH", "mode": "presence"})
    assert [(hit.offer.page, len(hit.dates)) for hit in hits] == [(1, 1)]
    assert counts["mode"] == {"presence": 1, "online": 1}  # as if the mode were open
    assert counts["land"] == {"BE": 1, "TH": 1}  # as if the Land were open
    assert counts["free"] == {}  # that of TH is full
    assert counts["topic"] == {"recht": 1}


def test_counts_stand_at_the_choices_and_those_without_hits_are_left_out(client):
    course_page("Recht", topic="Recht", delivery_mode=DeliveryMode.ONLINE)
    course_page("Methode", topic="Methoden")
    Topic.objects.create(name="Leer", slug="leer")
    form = client.get("/katalog/", {"mode": "online"}).context["form"]
    assert [str(text) for _value, text in form.fields["topic"].choices] == ["Alle", "Recht (1)"]


def test_words_are_also_found_by_what_means_the_same():
    page = course_page("Aufenthaltstitel kompakt")
    course_page("Sozialrecht")
    pages, asked = CoursePage.objects.live(), {"q": "Bleiberecht"}
    assert list(find(pages, asked, now=NOON).pages) == []
    keep(synonyms=Synonyms(words="Bleiberecht,  Aufenthaltstitel"))
    assert list(find(pages, asked, now=NOON).pages) == [page]
    assert variants("neues AUFENTHG lesen", [["AufenthG", "Aufenthaltsrecht"]]) == [
        "neues AUFENTHG lesen",
        "neues Aufenthaltsrecht lesen",
    ]
    assert variants("AufenthGX", [["AufenthG", "Aufenthaltsrecht"]]) == ["AufenthGX"]


def test_they_can_be_ordered_by_free_seats_and_by_title(client):
    for title, seats in [("B", 3), ("A", 9), ("C", 5)]:
        in_days(30 + seats, course=course_page(title).course, capacity=seats)
    assert titles(client) == ["B", "C", "A"]
    assert titles(client, sort="free") == ["A", "C", "B"]
    assert titles(client, sort="title") == ["A", "B", "C"]


def test_only_dates_with_free_seats_that_can_still_be_booked_are_free(client):
    in_days(30, course=course_page("Frei").course)
    in_days(30, course=course_page("Zu").course, closes_at=timezone.now() - DAY)
    assert titles(client, free="True") == ["Frei"]


def test_the_calendar_shows_the_month_of_the_first_date_and_leads_on(client):
    seminar = in_days(40, course=course_page("Recht").course)
    answer = client.get("/katalog/", {"view": "calendar"})
    shown, html = answer.context["timetable"], answer.content.decode()
    first = seminar.sessions.order_by("starts_at").first()
    day = timezone.localdate(first.starts_at)
    entries = {d.date: d.entries for week in shown.weeks for d in week.days if d.entries}
    assert shown.month.has(day)
    assert [[e["page"].name for e in there] for there in entries.values()] == [["Recht"]]
    assert shown.after == f"?view=calendar&month={shown.month.after.key}"
    # A screen reader hears of the days that have a date, and of none outside the month.
    days = re.findall(r'<li\s+class="day[ "]', html)
    assert len(days) == len(shown.days) == calendar.monthrange(day.year, day.month)[1]
    assert html.count('class="day__whole"') == 1


def test_every_land_is_on_the_map_and_leads_to_its_courses(client):
    in_days(40, course=course_page().course, land=land("TH"))
    lands = client.get("/katalog/", {"q": "Recht", "land": "TH"}).context["lands"]
    (chosen,) = [each for each in lands if each["chosen"]]
    assert len(lands) == 16
    assert (chosen["name"], chosen["count"], chosen["level"]) == ("Thüringen", 1, 4)
    assert chosen["address"] == "?q=Recht"
    drawn = finders.find("img/laender.svg")
    assert {each["short"] for each in lands} == set(
        re.findall(r'id="(\w+)"', Path(drawn).read_text(encoding="utf-8"))
    )


def test_feeds_have_the_dates_of_a_filter(client):
    here = in_days(40, course=course_page("Recht & mehr").course, land=land("TH"))
    in_days(50, course=course_page("Anderswo").course, land=land("BE"))
    answered = client.get("/katalog/neue-termine.atom", {"land": "TH"})
    titles = re.findall(r"<title>([^<]+)</title>", answered.content.decode())
    assert (len(titles), titles[0]) == (2, "Neue Termine")
    assert titles[1].startswith("Recht &amp; mehr: ")
    calendar = client.get("/katalog/termine.ics", {"land": "TH"})
    events = Calendar.from_ical(calendar.content).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Recht & mehr"}
    assert len(events) == here.sessions.count()
    again = client.get(
        "/katalog/termine.ics", {"land": "TH"}, headers={"If-None-Match": calendar["ETag"]}
    )
    assert again.status_code == 304


def test_courses_come_by_next_date_and_those_without_one_last(client):
    for title, days in [("C", None), ("B", 50), ("A", 60)]:
        page = course_page(title)
        if days:
            in_days(days, course=page.course)
    assert titles(client) == ["B", "A", "C"]


def test_a_filter_in_use_can_be_taken_away_on_its_own(client):
    course_page()
    answer = client.get("/katalog/", {"q": "Recht", "mode": "presence", "land": "", "page": "2"})
    assert [(str(chip["text"]), chip["address"]) for chip in answer.context["chips"]] == [
        ("Recht", "?mode=presence&land="),
        (str(DeliveryMode.PRESENCE.label), "?q=Recht&land="),
    ]


def test_many_courses_stand_on_pages_that_keep_the_filters(client):
    for n in range(13):
        course_page(f"Kurs {n:02}")
    answer = client.get("/katalog/", {"q": "Kurs"})
    assert len(answer.context["results"]) == 12
    assert re.findall(r'rel="next"\s+href="([^"]+)"', answer.content.decode()) == [
        "?q=Kurs&amp;page=2"
    ]
    assert titles(client, q="Kurs", page=2) == ["Kurs 12"]


def test_months_begin_with_this_one_and_cross_the_year():
    assert [value for value, _label in months(NOON)][:3] == ["2026-11", "2026-12", "2027-01"]


@pytest.mark.parametrize("courses", [1, 5])
def test_the_catalogue_costs_the_same_for_one_course_and_many(
    client, courses, django_assert_num_queries
):
    for n in range(courses):
        in_days(30 + n, course=course_page(f"Kurs {n}").course)
    client.get("/katalog/", {"q": "Kurs"})  # fills Wagtail's cache of root paths
    with django_assert_num_queries(20):
        client.get("/katalog/", {"q": "Kurs"})
    client.get("/katalog/awo/")
    with django_assert_num_queries(17):
        client.get("/katalog/awo/")


@pytest.mark.ignore_template_errors
def test_the_coordination_keeps_synonyms_at_the_desk(client):
    client.force_login(to_the_admin(coordinator()))
    new = client.post("/verwaltung/synonyme/neu/", {"words": "AufenthG"})
    assert "mindestens zwei" in new.content.decode()
    client.post("/verwaltung/synonyme/neu/", {"words": "AufenthG ,Aufenthaltsrecht"})
    kept = Synonyms.objects.get()
    assert kept.each == ["AufenthG", "Aufenthaltsrecht"]
    assert "AufenthG, Aufenthaltsrecht" in client.get("/verwaltung/synonyme/").content.decode()
    client.post(f"/verwaltung/synonyme/{kept.pk}/", {"drop": "1"})
    assert not Synonyms.objects.exists()
