"""The attendance sheet in the browser: defaults, corrections, errors that lose nothing."""

import pytest
from django.utils import timezone

from courses.models import Attendance, AttendanceEvent
from courses.services.attendance import record_attendance
from tests.cms.desk import book, seminar_begun, to_the_admin, url
from tests.factories import office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PRESENT, ABSENT, EXCUSED = "present", "absent", "excused"


@pytest.fixture
def seminar():
    """Both sessions of 420 minutes are over."""
    return seminar_begun()


@pytest.fixture
def clerk():
    return to_the_admin(office_staff(first_name="Ida", last_name="Stein"))


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def cell(choice, late="", early="", note="", **more):
    return {"choice": choice, "late": late, "early": early, "note": note, **more}


def sheet(seminar, *cells):
    """The form with a cell per session, the same for everybody."""
    sessions = seminar.sessions.order_by("starts_at")
    return {
        f"{enrolment.pk}-{session.pk}-{name}": value
        for enrolment in seminar.enrolments.all()
        for session, parts in zip(sessions, cells, strict=False)
        for name, value in parts.items()
    }


def save(desk, seminar, *cells):
    return desk.post(url("attendance", seminar.pk), sheet(seminar, *cells))


def stored(*names):
    return list(Attendance.objects.order_by("session__starts_at").values_list(*names))


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        (cell(PRESENT), (420, 0, 0, False, "")),
        (cell(PRESENT, "20", "10"), (390, 20, 10, False, "")),
        (cell(PRESENT, note="Zug"), (420, 0, 0, False, "Zug")),
        (cell(ABSENT), (0, 0, 0, False, "")),
        (cell(EXCUSED, note="Attest liegt vor"), (0, 0, 0, True, "Attest liegt vor")),
    ],
)
def test_what_is_chosen_and_typed_is_recorded(desk, seminar, typed, facts):
    book(seminar)
    response = save(desk, seminar, typed, typed)
    assert response.url == url("cockpit", seminar.pk)
    assert stored("minutes", "late", "early", "excused", "note") == [facts, facts]


@pytest.mark.parametrize(
    ("typed", "minutes"), [(cell(PRESENT, "5", "20"), 395), (cell(ABSENT, "20"), 0)]
)
def test_a_correction_counts_even_where_old_minutes_still_stand(desk, seminar, typed, minutes):
    book(seminar)
    save(desk, seminar, *[cell(PRESENT, "20")] * 2)
    page = desk.get(url("attendance", seminar.pk)).context["form"]
    assert {value for value in page.initial.values() if value} == {PRESENT, 20}
    save(desk, seminar, typed, typed)
    assert stored("minutes") == [(minutes,), (minutes,)]


@pytest.mark.parametrize(
    "typed",
    [
        cell(ABSENT, "100"),
        cell(PRESENT, "200", "220"),
        cell(PRESENT, "421"),
        cell(PRESENT, early="-1"),
        cell(PRESENT, early="viel"),
        cell("vielleicht"),
    ],
)
def test_what_is_unclear_or_impossible_is_named_and_nothing_typed_is_lost(desk, seminar, typed):
    enrolment = book(seminar)
    response = save(desk, seminar, cell(ABSENT), typed)
    ((fault, field),) = response.context["form"].faults()
    assert (fault.enrolment, fault.session) == (enrolment, seminar.sessions.latest("starts_at"))
    assert len(field.errors) == 1
    shown = {name: part.value() for name, part in fault.parts.items()}
    assert shown == typed
    assert not Attendance.objects.exists()


def test_whose_minutes_are_known_in_sum_only_keeps_them(desk, seminar, clerk):
    """Minutes missed in between get a field of their own once there are any."""
    enrolment = book(seminar)
    minutes = {enrolment.pk: {session.pk: 100 for session in seminar.sessions.all()}}
    record_attendance(seminar=seminar, minutes=minutes, by=clerk, now=timezone.now())
    save(desk, seminar, *[cell(PRESENT, away="320")] * 2)
    assert stored("minutes", "away") == [(100, 320), (100, 320)]
    assert AttendanceEvent.objects.count() == 2  # the sheet changed nothing


def test_in_a_session_being_recorded_the_others_are_open(desk, seminar):
    first = book(seminar)
    save(desk, seminar, *[cell(PRESENT)] * 2)
    second = book(seminar)
    form = desk.get(url("attendance", seminar.pk)).context["form"]
    proposed = {cell.enrolment: cell.parts["choice"].value() for cell in form.cells()}
    assert proposed == {first: PRESENT, second: ""}
    save(desk, seminar, *[cell("")] * 2)
    assert set(Attendance.objects.values_list("enrolment", flat=True)) == {first.pk}


def test_only_sessions_that_have_begun_are_on_the_sheet(desk):
    seminar = seminar_begun(days_ago=0, days=3)
    book(seminar)
    response = desk.get(url("attendance", seminar.pk))
    first, *later = seminar.sessions.order_by("starts_at")
    assert (response.context["begun"], response.context["coming"]) == ([first], later)
    save(desk, seminar, *[cell(PRESENT)] * 2)
    assert [a.session for a in Attendance.objects.all()] == [first]


def test_before_the_first_session_there_is_no_sheet(desk):
    seminar = seminar_begun(days_ago=-9)
    book(seminar)
    assert desk.get(url("attendance", seminar.pk)).url == url("cockpit", seminar.pk)
    assert save(desk, seminar, cell(PRESENT)).url == url("cockpit", seminar.pk)
    assert not Attendance.objects.exists()


def test_entries_smuggled_in_for_other_seminars_change_nothing(desk, seminar):
    foreign = seminar_begun(days_ago=9)
    book(foreign)
    book(seminar)
    smuggled = sheet(foreign, cell(PRESENT)) | sheet(seminar, *[cell(ABSENT)] * 2)
    desk.post(url("attendance", seminar.pk), smuggled)
    assert {a.session.seminar for a in Attendance.objects.all()} == {seminar}


def test_every_change_is_remembered_with_who_and_how_it_was(desk, seminar, clerk):
    book(seminar)
    save(desk, seminar, *[cell(PRESENT)] * 2)
    save(desk, seminar, cell(PRESENT), cell(EXCUSED, note="Attest"))
    page = desk.get(url("attendance_history", seminar.pk))
    latest = page.context["page"].object_list[0]
    assert (latest.by, latest.before["minutes"], latest.after["minutes"]) == (clerk, 420, 0)
    assert len(page.context["page"].object_list) == 3
    assert "entschuldigt – Attest" in page.content.decode()


def test_the_sheet_costs_the_same_for_one_and_many(desk, seminar, django_assert_num_queries):
    book(seminar)
    desk.get(url("attendance", seminar.pk))  # fills Wagtail's caches
    for _more in range(2):
        with django_assert_num_queries(19):
            desk.get(url("attendance", seminar.pk))
        for _n in range(4):
            book(seminar)


def test_the_history_costs_the_same_for_one_and_many(desk, seminar, django_assert_num_queries):
    for _more in range(2):
        book(seminar)
        save(desk, seminar, *[cell(PRESENT)] * 2)
        desk.get(url("attendance_history", seminar.pk))
        with django_assert_num_queries(15):
            desk.get(url("attendance_history", seminar.pk))
