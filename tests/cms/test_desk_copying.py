"""One seminar again, a whole year, a series: everything is seen before it is written."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from cms.models import CoursePage
from cms.site import create_site, ensure_course_page
from courses.models import Course, Seminar, Topic
from courses.services.copying import same_week
from courses.services.engaging import engage
from tests.cms.desk import text_of, to_the_admin, url
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    land,
    office,
    office_staff,
    speaker,
    venue,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def days_of(seminar):
    starts = seminar.sessions.order_by("starts_at").values_list("starts_at", flat=True)
    return [f"{timezone.localtime(start):%d.%m.%Y %H:%M}" for start in starts]


def seen(day):
    """The form of somebody who looked at the dates from `day` on and plans them."""
    return {"day": day, "seen": day, "plan": "1"}


def test_a_seminar_is_shown_on_its_new_dates_and_then_copied(desk):
    seminar = SeminarFactory(land=land("BE"))
    (proposed,) = desk.get(url("copy", seminar.pk)).context["copies"]
    assert proposed.first_day == date(2027, 12, 8)
    shown = text_of(desk.get(url("copy", seminar.pk), {"day": "2028-05-01"}))
    assert "Mo, 1. Mai 2028 ist ein gesetzlicher Feiertag" in shown
    assert Seminar.objects.count() == 1
    desk.post(url("copy", seminar.pk), seen("2028-05-02"))
    made = Seminar.objects.exclude(pk=seminar.pk).get()
    assert (made.state, days_of(made)) == ("planned", ["02.05.2028 09:00", "03.05.2028 09:00"])


def test_a_day_nobody_has_looked_at_is_shown_first(desk):
    address = url("copy", SeminarFactory().pk)
    changed = desk.post(address, seen("2028-05-02") | {"day": "2028-05-09"})
    (made,) = changed.context["copies"]
    assert made.first_day == date(2028, 5, 9)
    assert "Tag geändert" in said(changed)[0]
    assert [said(desk.post(address, {"day": "2028-05-09"})), Seminar.objects.count()] == [[], 1]
    desk.post(address, seen("2028-05-09"))
    assert Seminar.objects.count() == 2


def test_what_cannot_be_copied_is_told(desk):
    without = SeminarFactory(days=0)
    assert "lässt sich nicht kopieren" in text_of(desk.get(url("copy", without.pk)))
    desk.post(url("copy", without.pk), seen("2028-05-02"))
    seminar = SeminarFactory()
    answer = desk.post(url("copy", seminar.pk), seen("2026-12-02"))
    assert "zur gleichen Zeit" in said(answer)[0]
    assert Seminar.objects.count() == 2


def test_a_year_is_copied_with_days_changed_and_rows_left_out(desk):
    one, two, three = (SeminarFactory(days__start=NOON + n * A_DAY) for n in (30, 37, 44))
    SeminarFactory(state="called_off")
    SeminarFactory(central_office=office("Caritas"))
    years = {"source": 2026, "target": 2027}
    page = desk.get(url("copy_year"), years)
    assert [row.copy.source for row in page.context["rows"]] == [one, two, three]
    form = years | {f"day-{one.pk}": "2027-11-29", "copy": [one.pk, two.pk]}
    looked = desk.post(url("copy_year"), form | {"look": 1})
    assert [(row.ticked, row.copy.first_day) for row in looked.context["rows"]] == [
        (True, date(2027, 11, 29)),
        (True, same_week(two, years=1)),
        (False, same_week(three, years=1)),
    ]
    assert Seminar.objects.count() == 5
    desk.post(url("copy_year"), form | {"plan": 1})
    made = Seminar.objects.filter(sessions__starts_at__year=2027).distinct().order_by("pk")
    assert [days_of(seminar)[0] for seminar in made] == ["29.11.2027 09:00", "15.12.2027 09:00"]
    again = desk.get(url("copy_year"), years).context["rows"]
    assert [row.ticked for row in again] == [True, False, True]  # the second is there already


def test_without_seminars_there_is_no_year_to_copy(desk):
    assert "kein Jahr zu kopieren" in text_of(desk.get(url("copy_year")))


@pytest.mark.parametrize("rows", [1, 5])
def test_the_preview_of_a_year_costs_the_same_for_one_and_many(
    desk, rows, django_assert_num_queries
):
    house = venue()
    for number in range(rows):
        seminar = SeminarFactory(days__start=NOON + (2 + number * 7) * A_DAY, venue=house)
        seminar.sessions.update(venue_room=house.rooms.get())
        engage(seminar=seminar, speaker=speaker(f"Jo {number}"), now=NOON)
    years = {"source": 2026, "target": 2027}
    desk.get(url("copy_year"), years)
    with django_assert_num_queries(22):
        desk.get(url("copy_year"), years)


SERIES = {
    "first": "2026-11-17",
    "begins": "09:00",
    "ends": "12:30",
    "every_weeks": 2,
    "count": 4,
    "units": "4",
}


def test_a_series_is_shown_with_holidays_and_each_session_may_be_dropped(desk):
    seminar = SeminarFactory(days=0, land=land("BE"), closes_at=NOON + 10 * A_DAY)
    rule = SERIES | {"first": "2026-11-27", "every_weeks": 4, "count": 2}
    assert [row.ticked for row in desk.get(url("series", seminar.pk), rule).context["rows"]] == [
        True,
        False,
    ]
    page = text_of(desk.get(url("series", seminar.pk), rule))
    assert "Erster Weihnachtstag" in page
    kept = ["2026-11-17", "2026-12-01", "2026-12-29"]
    desk.post(url("series", seminar.pk), SERIES | {"keep": kept})
    assert days_of(seminar) == ["17.11.2026 09:00", "01.12.2026 09:00", "29.12.2026 09:00"]


def test_a_series_tells_what_cannot_be(desk):
    seminar = SeminarFactory(days=0)
    wrong = desk.get(url("series", seminar.pk), SERIES | {"ends": "08:00"})
    assert "Das Ende liegt vor dem Beginn" in text_of(wrong)
    assert said(desk.post(url("series", seminar.pk), SERIES)) == [
        "Wählen Sie mindestens einen Termin."
    ]
    house, other = venue(), SeminarFactory(days__start=NOON + 15 * A_DAY)
    other.sessions.update(venue_room=house.rooms.get())
    room = SERIES | {"room": house.rooms.get().pk}
    rows = desk.get(url("series", seminar.pk), room).context["rows"]
    assert [row.ticked for row in rows] == [False, True, True, True]
    assert other.number in rows[0].taken[0]
    closed = SeminarFactory(state="closed")
    assert desk.get(url("series", closed.pk)).status_code == 302


def test_a_course_and_its_page_are_made_in_one_step(desk):
    office()
    create_site()
    CourseFactory(code="FB-052")
    assert 'value="FB-053"' in desk.get("/verwaltung/kurse/neu/").content.decode()
    facts = {
        "code": "FB-053",
        "title": "Beraten am Telefon",
        "teaching_units": 8,
        "delivery_mode": "online",
        "kind": "seminar",
        "attendance_threshold": 80,
        "topics": [Topic.objects.get().pk],
        "intro": "Zwei Sätze.",
    }
    answer = desk.post("/verwaltung/kurse/neu/", facts)
    page = CoursePage.objects.get(course__code="FB-053")
    assert answer.url == f"/verwaltung/pages/{page.pk}/edit/"
    assert (page.live, page.intro, page.get_parent().title) == (
        False,
        "Zwei Sätze.",
        "Zentralstelle AWO",
    )
    assert "FB-053" in text_of(desk.post("/verwaltung/kurse/neu/", facts))
    assert Course.objects.filter(code="FB-053").count() == 1
    desk.post(f"/verwaltung/kurse/{page.course_id}/aendern/", facts | {"title": "Am Telefon"})
    assert Course.objects.get(code="FB-053").title == "Am Telefon"


def test_a_course_without_a_page_gets_one_and_another_offices_stays_theirs(desk):
    office(), office("Caritas")
    create_site()
    course = CourseFactory()
    desk.post(f"/verwaltung/kurse/{course.pk}/seite/")
    assert CoursePage.objects.get(course=course).get_parent().title == "Zentralstelle AWO"
    desk.force_login(to_the_admin(office_staff(office("Caritas"))))
    assert desk.get(f"/verwaltung/kurse/{course.pk}/aendern/").status_code == 404
    text = text_of(desk.post(f"/verwaltung/kurse/{course.pk}/seite/", follow=True))
    assert "Seite einer anderen Zentralstelle" in text


def test_the_list_of_courses_shows_each_with_its_page(desk):
    assert "Es gibt noch keinen Kurs." in text_of(desk.get("/verwaltung/kurse/"))
    create_site()
    for code in ("FB-001", "FB-002"):
        CourseFactory(code=code)
    page = ensure_course_page(Course.objects.get(code="FB-002"), office(), live=False)
    shown = text_of(desk.get("/verwaltung/kurse/"))
    assert [code in shown for code in ("FB-001", "FB-002", f"/pages/{page.pk}/edit/")] == [True] * 3


def test_a_new_seminar_has_venue_rooms_and_speakers_of_the_last(desk):
    house, jo = venue(), speaker()
    last = SeminarFactory(venue=house)
    engage(seminar=last, speaker=jo, now=NOON)
    form = desk.get(url("new", last.course.pk)).context["form"]
    assert (form["venue"].value(), form["speakers"].value()) == (house.pk, [jo.pk])
