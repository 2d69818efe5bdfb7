"""The office plans, publishes, changes and closes its seminars."""

import pytest
from django.contrib.messages import get_messages

from courses.models import Seminar, Session
from tests.cms.desk import (
    book,
    seminar_begun,
    seminar_fields,
    session_fields,
    to_the_admin,
    typed,
    unsaved_seminar,
    url,
)
from tests.factories import A_DAY, NOON, CourseFactory, SeminarFactory, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
HOUR = A_DAY / 24


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("page", ["index", "cockpit"])
def test_list_and_cockpit_cost_the_same_for_one_and_many(desk, page, django_assert_num_queries):
    seminar = SeminarFactory(capacity=1)
    arguments = [seminar.pk] if page == "cockpit" else []
    book(seminar), book(seminar)
    desk.get(url(page, *arguments))  # fills Wagtail's caches
    with django_assert_num_queries(QUERIES[page]):
        desk.get(url(page, *arguments))
    for _n in range(4):
        book(seminar)
        SeminarFactory()
    with django_assert_num_queries(QUERIES[page]):
        desk.get(url(page, *arguments))


QUERIES = {"index": 17, "cockpit": 26}


def test_the_list_shows_what_is_next_on_top_and_how_full_it_is(desk):
    late = SeminarFactory(capacity=1, days__start=NOON + 90 * A_DAY)
    early, closed = SeminarFactory(), SeminarFactory(state="closed")
    book(late), book(late)
    rows = desk.get(url("index")).context["object_list"]
    assert [(s, s.taken, s.waiting) for s in rows] == [(early, 0, 0), (late, 1, 1), (closed, 0, 0)]


def test_the_list_is_searched_and_filtered(desk):
    found = SeminarFactory(state="planned", course__title="Traumasensibel beraten")
    SeminarFactory(state="planned"), SeminarFactory(course=found.course)
    page = desk.get(url("index"), {"q": "trauma", "state": "planned"})
    assert list(page.context["object_list"]) == [found]


def test_a_new_seminar_starts_from_the_course_and_from_last_time(desk):
    course = CourseFactory(code="MBE-1", teaching_units=6)
    SeminarFactory(course=course, capacity=7, place="Kassel")
    SeminarFactory(course=course, capacity=9, central_office=office("Caritas"))
    chosen = desk.post(url("add"), {"course": course.pk})
    form = desk.get(chosen.url).context["form"]
    assert (form["capacity"].value(), form["place"].value()) == (7, "Kassel")
    assert form["number"].value().startswith("MBE-1-")
    assert form.sessions.forms[0]["teaching_units"].value() == 6


def test_planning_a_seminar_saves_it_with_its_sessions(desk):
    course = CourseFactory()
    new = unsaved_seminar(course)
    begin = new.closes_at + 9 * A_DAY
    row = Session(starts_at=begin, ends_at=begin + 7 * HOUR, teaching_units=8, room="Saal")
    empty = {"sessions-1-teaching_units": course.teaching_units / 2}
    response = desk.post(
        url("new", course.pk), seminar_fields(new, [session_fields(0, row), empty])
    )
    stored = Seminar.objects.get()
    assert response.url == url("cockpit", stored.pk)
    assert (stored.course, stored.state, stored.central_office) == (course, "planned", office())
    assert list(stored.sessions.values_list("starts_at", "room")) == [(begin, "Saal")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"min_seats": 13}, "min_seats"),
        ({"capacity": 0}, "capacity"),
        ({"fee": "-1"}, "fee"),
        ({"closes_at": "2020-01-01T09:00"}, "closes_at"),
    ],
)
def test_facts_that_cannot_be_are_named_at_their_field(desk, changes, field):
    seminar = SeminarFactory()
    response = desk.post(url("edit", seminar.pk), seminar_fields(seminar, **changes))
    assert set(response.context["form"].errors) == {field}
    assert Seminar.objects.filter(place=seminar.place, capacity=12, fee=0).exists()


def test_what_is_published_changes_only_with_a_reason_which_the_history_keeps(desk):
    seminar = SeminarFactory(capacity=3, fee=0)
    page, changes = url("edit", seminar.pk), {"capacity": 4, "fee": "20"}
    refused = desk.post(page, seminar_fields(seminar, **changes, reason=" "))
    assert refused.context["form"].errors == {
        "reason": ["Sagen Sie, warum: Auf das, was veröffentlicht ist, verlassen sich Menschen."]
    }
    desk.post(page, seminar_fields(seminar, **changes, reason="Größerer Saal"))
    assert list(seminar.seat_events.order_by("pk").values_list("kind", "reason")) == [
        ("capacity", "Größerer Saal"),
        ("terms", "Größerer Saal"),
    ]
    seminar.refresh_from_db()
    assert desk.post(page, seminar_fields(seminar, reason="")).status_code == 302  # nothing new
    planned = SeminarFactory(state="planned")
    desk.post(url("edit", planned.pk), seminar_fields(planned, capacity=7, reason=""))
    assert planned.seat_events.get().reason == ""


def test_sessions_that_cannot_be_are_named_at_their_field(desk):
    seminar = SeminarFactory()
    first, second = seminar.sessions.order_by("pk")
    backwards = {"ends_at": typed(first.starts_at - HOUR)}
    overlapping = {"starts_at": typed(first.ends_at - HOUR)}
    for changes in ([backwards, {}], [{}, overlapping]):
        rows = [session_fields(0, first, **changes[0]), session_fields(1, second, **changes[1])]
        response = desk.post(url("edit", seminar.pk), seminar_fields(seminar, rows))
        errors = [set(form.errors) for form in response.context["form"].sessions]
        assert errors[:2] == [set(changes[0]), set(changes[1])]


def test_sessions_swap_times_and_raise_their_sequence(desk):
    seminar = SeminarFactory()
    first, second = seminar.sessions.order_by("pk")
    times = [(s.starts_at, s.ends_at) for s in (second, first)]
    rows = [
        session_fields(n, session, starts_at=typed(begin), ends_at=typed(end))
        for n, (session, (begin, end)) in enumerate(zip([first, second], times, strict=True))
    ]
    desk.post(url("edit", seminar.pk), seminar_fields(seminar, rows))
    stored = seminar.sessions.order_by("pk")
    assert [(s.starts_at, s.sequence) for s in stored] == [(times[0][0], 1), (times[1][0], 1)]


def test_a_row_added_in_the_browser_proposes_units_and_may_stay_empty(desk):
    course = CourseFactory(teaching_units=4)
    page = desk.get(url("new", course.pk)).context["form"].sessions
    assert page.empty_form["teaching_units"].value() == 4
    begin = NOON + 40 * A_DAY
    wanted = Session(starts_at=begin, ends_at=begin + HOUR, teaching_units=4)
    empty = {"starts_at": "", "ends_at": ""}
    rows = [session_fields(n, wanted, **(empty if n else {})) for n in range(5)]
    fields = seminar_fields(unsaved_seminar(course), rows, min_seats=1)
    assert desk.post(url("new", course.pk), fields).status_code == 302
    assert [s.starts_at for s in Session.objects.all()] == [begin]


def test_a_session_of_another_seminar_cannot_be_taken_over(desk):
    seminar, other = SeminarFactory(), SeminarFactory()
    foreign, own = other.sessions.first(), seminar.sessions.last()
    rows = [session_fields(0, foreign, room="gekapert"), session_fields(1, own)]
    assert desk.post(url("edit", seminar.pk), seminar_fields(seminar, rows)).status_code == 200
    assert not Session.objects.filter(room="gekapert").exists()


def test_a_session_somebody_else_added_meanwhile_is_not_overlooked(desk):
    seminar = SeminarFactory(days=1)
    stale, begin = seminar_fields(seminar), NOON + 40 * A_DAY
    meanwhile = Session(seminar=seminar, starts_at=begin, ends_at=begin + HOUR, teaching_units=1)
    row = session_fields(1, meanwhile)
    meanwhile.save()
    fields = stale | row | {"sessions-TOTAL_FORMS": 2}
    assert desk.post(url("edit", seminar.pk), fields).status_code == 200
    assert seminar.sessions.count() == 2


def test_more_seats_serve_the_queue_and_say_so(desk):
    seminar = seminar_begun(days_ago=-30, capacity=1)
    for _n in range(3):
        book(seminar)
    desk.post(url("edit", seminar.pk), seminar_fields(seminar, capacity=3, min_seats=1))
    states = seminar.enrolments.values_list("state", flat=True)
    assert set(states) == {"confirmed"}
    page = desk.get(url("cockpit", seminar.pk))
    assert any("2" in text for text in said(page))


def test_fewer_seats_take_nobodys_seat_and_say_so(desk):
    seminar = SeminarFactory(capacity=2)
    book(seminar), book(seminar)
    response = desk.post(url("edit", seminar.pk), seminar_fields(seminar, capacity=1))
    assert set(seminar.enrolments.values_list("state", flat=True)) == {"confirmed"}
    assert len(said(response)) == 2


def test_a_session_with_attendance_is_neither_removed_nor_moved(desk):
    seminar = seminar_begun()
    enrolment, (first, second) = book(seminar), seminar.sessions.order_by("pk")
    enrolment.attendances.create(session=first, minutes=420, recorded_at=first.ends_at)
    for change in ({"DELETE": "on"}, {"starts_at": typed(first.starts_at - HOUR)}):
        rows = [session_fields(0, first, **change), session_fields(1, second)]
        assert desk.post(url("edit", seminar.pk), seminar_fields(seminar, rows)).status_code == 200
    rows = [session_fields(0, first, room="Saal"), session_fields(1, second, DELETE="on")]
    assert desk.post(url("edit", seminar.pk), seminar_fields(seminar, rows)).status_code == 302
    assert [s.room for s in seminar.sessions.all()] == ["Saal"]


def test_publishing_opens_and_says_so_and_refuses_with_the_reason(desk):
    planned, empty = SeminarFactory(state="planned"), SeminarFactory(state="planned", days=0)
    for seminar, state in ((planned, "open"), (empty, "planned")):
        assert desk.get(url("publish", seminar.pk)).status_code == 405
        desk.post(url("publish", seminar.pk))
        seminar.refresh_from_db()
        assert seminar.state == state
        assert len(said(desk.get(url("cockpit", seminar.pk)))) == 1


def test_closing_needs_all_attendance_and_ends_every_change(desk):
    seminar = seminar_begun()
    enrolment = book(seminar)
    assert str(enrolment.person) in said(desk.post(url("close", seminar.pk)))[0]
    sheet = {f"{enrolment.pk}-{session.pk}-choice": "present" for session in seminar.sessions.all()}
    desk.post(url("attendance", seminar.pk), sheet)
    desk.post(url("close", seminar.pk))
    seminar.refresh_from_db()
    assert seminar.state == "closed"
    for page in ("edit", "attendance"):
        assert desk.get(url(page, seminar.pk)).url == url("cockpit", seminar.pk)
