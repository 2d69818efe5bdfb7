"""The attendance sheet in the browser: defaults, corrections, errors that lose nothing."""

import pytest

from courses.models import Attendance
from tests.cms.desk import book, seminar_begun, to_the_admin, url
from tests.factories import office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def seminar():
    """Both sessions of 420 minutes are over."""
    return seminar_begun()


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def sheet(seminar, *cells):
    """The form with (choice, minutes) per session, the same for everybody."""
    sessions = seminar.sessions.order_by("starts_at")
    return {
        f"{enrolment.pk}-{session.pk}-{name}": value
        for enrolment in seminar.enrolments.all()
        for session, cell in zip(sessions, cells, strict=False)
        for name, value in zip(["choice", "minutes"], cell, strict=True)
    }


def spent():
    return list(Attendance.objects.order_by("session__starts_at").values_list("minutes", flat=True))


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (("full", ""), 420),
        (("none", ""), 0),
        (("partly", "100"), 100),
        (("full", "100"), 100),  # nothing chosen, only typed: what was changed counts
        (("full", "420"), 420),
    ],
)
def test_what_is_chosen_or_typed_is_recorded(desk, seminar, cell, minutes):
    book(seminar)
    response = desk.post(url("attendance", seminar.pk), sheet(seminar, cell, cell))
    assert response.url == url("cockpit", seminar.pk)
    assert spent() == [minutes, minutes]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [(("full", "100"), 420), (("none", "100"), 0), (("partly", "90"), 90), (("partly", "0"), 0)],
)
def test_a_correction_counts_even_where_the_old_minutes_still_stand(desk, seminar, cell, minutes):
    book(seminar)
    desk.post(url("attendance", seminar.pk), sheet(seminar, ("partly", "100"), ("partly", "100")))
    page = desk.get(url("attendance", seminar.pk)).context["form"]
    assert set(page.initial.values()) == {"partly", 100}
    desk.post(url("attendance", seminar.pk), sheet(seminar, cell, cell))
    assert spent() == [minutes, minutes]


@pytest.mark.parametrize(
    "cell", [("none", "100"), ("partly", ""), ("full", "421"), ("full", "-1"), ("full", "viel")]
)
def test_what_is_unclear_or_impossible_is_named_and_nothing_typed_is_lost(desk, seminar, cell):
    enrolment = book(seminar)
    response = desk.post(url("attendance", seminar.pk), sheet(seminar, ("none", ""), cell))
    fault, errors = next(response.context["form"].faults())
    assert (fault.enrolment, fault.session.starts_at) == (
        enrolment,
        seminar.sessions.latest("starts_at").starts_at,
    )
    assert len(errors) == 1
    assert (fault.choice.value(), fault.minutes.value()) == cell
    assert not Attendance.objects.exists()


def test_only_sessions_that_have_begun_are_on_the_sheet(desk):
    seminar = seminar_begun(days_ago=0, days=3)
    book(seminar)
    response = desk.get(url("attendance", seminar.pk))
    first, *later = seminar.sessions.order_by("starts_at")
    assert (response.context["begun"], response.context["coming"]) == ([first], later)
    desk.post(url("attendance", seminar.pk), sheet(seminar, ("full", ""), ("full", "")))
    assert [a.session for a in Attendance.objects.all()] == [first]


def test_before_the_first_session_there_is_no_sheet(desk):
    seminar = seminar_begun(days_ago=-9)
    book(seminar)
    page = url("attendance", seminar.pk)
    assert desk.get(page).url == url("cockpit", seminar.pk)
    assert desk.post(page, sheet(seminar, ("full", ""))).url == url("cockpit", seminar.pk)
    assert not Attendance.objects.exists()


def test_entries_smuggled_in_for_other_seminars_change_nothing(desk, seminar):
    foreign = seminar_begun(days_ago=9)
    book(foreign)
    book(seminar)
    smuggled = sheet(foreign, ("full", "")) | sheet(seminar, ("none", ""), ("none", ""))
    desk.post(url("attendance", seminar.pk), smuggled)
    assert {a.session.seminar for a in Attendance.objects.all()} == {seminar}


def test_the_sheet_costs_the_same_for_one_and_many(desk, seminar, django_assert_num_queries):
    book(seminar)
    desk.get(url("attendance", seminar.pk))  # fills Wagtail's caches
    for _more in range(2):
        with django_assert_num_queries(19):
            desk.get(url("attendance", seminar.pk))
        for _n in range(4):
            book(seminar)
