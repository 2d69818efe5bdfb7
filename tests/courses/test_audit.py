"""Whatever could be wrong with stored seats is found: each check with its negative control."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from courses.models import SeatEvent
from courses.services.audit import audit_seats
from courses.services.contingents import Promise, set_contingents
from courses.services.enrolments import enrol
from courses.services.seminars import plan
from fortbildung.shared.models import OutgoingMail
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, manager, office_staff, site

pytestmark = pytest.mark.django_db
FREE = "courses_enrolment DISABLE TRIGGER USER"


def book(seminar, person=None, now=NOON):
    person = person or counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def by_hand(*statements, free=()):
    """Break what the database itself would keep: its checks and triggers are taken away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for what in free:
            cursor.execute(f"ALTER TABLE {what}")
        for statement in statements:
            cursor.execute(statement)


def without_check(name):
    return f"courses_enrolment DROP CONSTRAINT {name}"


def found(now=NOON):
    return " ".join(audit_seats(now=now))


@pytest.mark.usefixtures("clock")
def test_a_sound_house_has_nothing_to_say():
    seminar = SeminarFactory(capacity=1, approval_policy="manager", offers=True)
    manager()
    for _person in range(3):
        book(seminar)
    assert found() == ""
    out = StringIO()
    call_command("audit_seats", stdout=out)
    assert out.getvalue() == ""


def test_the_command_says_what_it_found_and_fails():
    book(SeminarFactory())
    by_hand("UPDATE courses_seatcount SET taken = 7")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit_seats", stdout=out)
    assert "stored are 7 taken" in out.getvalue()


@pytest.mark.parametrize("count", ["taken", "held", "waiting"])
def test_a_wrong_count_of_a_seminar_is_found(count):
    book(SeminarFactory())
    by_hand(f"UPDATE courses_seatcount SET {count} = {count} + 1")
    assert "stored are" in found()


def test_a_missing_count_is_found():
    SeminarFactory()
    by_hand("DELETE FROM courses_seatcount")
    assert "stored are None" in found()


@pytest.mark.parametrize("moment", ["starts_at", "ends_at"])
def test_a_wrong_span_is_found(moment):
    SeminarFactory()
    by_hand(f"UPDATE courses_seminarspan SET {moment} = {moment} + interval '1 hour'")
    assert "stored is" in found()


def test_wrong_units_of_a_seminar_are_found():
    SeminarFactory()
    by_hand("UPDATE courses_seminarspan SET teaching_units = 15")
    assert "with 15.0 teaching units; its sessions take" in found()


def test_a_missing_span_is_found():
    SeminarFactory()
    by_hand("DELETE FROM courses_seminarspan")
    assert "stored is None to None" in found()


@pytest.mark.parametrize("count", ["used", "waiting"])
def test_a_wrong_count_of_a_contingent_is_found(count):
    seminar = promised(reserved=1)
    book(seminar)
    by_hand(f"UPDATE courses_contingent SET {count} = {count} + 1")
    assert "contingent" in found()


def promised(**facts):
    seminar = SeminarFactory(capacity=facts.pop("capacity", 3))
    promise = Promise(owner=site(), **facts)
    set_contingents(seminar=seminar, promises=[promise], by=office_staff(), now=NOON - A_DAY)
    return seminar


def test_a_seat_charged_to_another_seminar_is_found():
    seat, other = book(SeminarFactory()), promised(reserved=1).contingents.get()
    by_hand(f"UPDATE courses_enrolment SET charged_to_id = {other.pk}", free=[FREE])
    assert f"Enrolment {seat.pk} is charged" in found()


def test_more_seats_than_there_are_is_found_unless_they_became_fewer():
    seminar = SeminarFactory(capacity=2)
    book(seminar), book(seminar)
    seminar.capacity = 1
    plan(seminar=seminar, sessions=[], by=office_staff(), now=NOON)
    assert found() == ""
    by_hand(
        "UPDATE courses_seatevent SET after = '{}'", free=["courses_seatevent DISABLE TRIGGER USER"]
    )
    assert "has 1 seats; 2 are taken" in found()


def test_guarantees_that_do_not_fit_are_found():
    promised(reserved=2)
    by_hand("UPDATE courses_contingent SET reserved = 9")
    assert "9 are needed" in found()


def test_wrongly_kept_seats_are_found():
    promised(reserved=2)
    by_hand("UPDATE courses_seatcount SET kept = 0")
    assert "stored are 0 kept" in found()


def test_more_than_a_contingents_limit_is_found_unless_it_was_lowered():
    seminar = promised(limit=2)
    book(seminar), book(seminar)
    lower = Promise(owner=site(), limit=1)
    set_contingents(seminar=seminar, promises=[lower], by=office_staff(), now=NOON + A_DAY)
    assert found() == ""
    by_hand(
        "UPDATE courses_seatevent SET at = at - interval '9 days'",
        free=["courses_seatevent DISABLE TRIGGER USER"],
    )
    assert "at most 1 seats, 2 are used" in found()


def test_more_than_the_providers_limit_is_found_unless_it_was_lowered():
    seminar = SeminarFactory(provider_limit=2)
    book(seminar), book(seminar)
    seminar.provider_limit = 1
    plan(seminar=seminar, sessions=[], by=office_staff(), now=NOON + A_DAY)
    assert found() == ""
    by_hand("DELETE FROM courses_seatevent", free=["courses_seatevent DISABLE TRIGGER USER"])
    assert "1 seats at most" in found()


def test_somebody_who_waits_beside_a_free_seat_is_found():
    seminar = SeminarFactory(capacity=1)
    book(seminar), book(seminar)
    by_hand("UPDATE courses_seminar SET capacity = 2")
    assert "waits although a seat is free" in found()
    seminar.closes_at = NOON
    seminar.save(update_fields=["closes_at"])
    assert "waits although" not in found()


def test_an_event_that_does_not_follow_the_one_before_is_found():
    seat = book(SeminarFactory(capacity=1))
    seat.events.create(at=NOON, from_state="held", to_state="confirmed")
    assert "it was “confirmed”" in found()


def test_a_state_no_event_tells_of_is_found():
    book(SeminarFactory())
    by_hand("UPDATE courses_enrolment SET state = 'cancelled'")
    assert "is “cancelled”; its last event says “confirmed”" in found()


def test_an_enrolment_without_history_is_found():
    book(SeminarFactory())
    by_hand(
        "DELETE FROM courses_enrolmentevent",
        free=["courses_enrolmentevent DISABLE TRIGGER USER"],
    )
    assert "no event at all" in found()


def test_two_enrolments_of_one_person_are_found():
    seat = book(SeminarFactory())
    by_hand("DROP INDEX enrolment_once_per_person_and_seminar")
    seat.pk = None
    seat.save(force_insert=True)
    assert "has 2 enrolments" in found()


def test_a_seat_held_for_ever_is_found():
    seminar = SeminarFactory(approval_policy="manager")
    book(seminar)
    check = without_check("enrolment_is_held_until_a_moment")
    by_hand("UPDATE courses_enrolment SET held_until = NULL", free=[check])
    assert "held until None" in found()


@pytest.mark.parametrize("consent", ["approval", "acceptance"])
def test_a_seat_confirmed_without_consent_is_found(consent):
    book(SeminarFactory())
    check = without_check("enrolment_is_confirmed_with_every_consent")
    by_hand(f"UPDATE courses_enrolment SET {consent} = 'pending'", free=[check])
    assert f"{consent} “pending”" in found()


def test_attendance_of_nobody_knows_how_much_is_found():
    book(SeminarFactory())
    check = without_check("enrolment_units_go_with_attendance")
    by_hand("UPDATE courses_enrolment SET state = 'attended'", free=[check])
    assert "“attended” with None" in found()


def test_whoever_was_not_told_is_found():
    book(SeminarFactory())
    OutgoingMail.objects.all().delete()
    assert "nobody was told" in found()


def test_an_approval_nobody_can_decide_is_found_and_one_too_many():
    manager()
    seat = book(SeminarFactory(approval_policy="manager"))
    seat.approval_steps.update(state="void")
    assert "with 0 approvals to decide" in found()
    seat.approval_steps.update(state="pending")
    by_hand(
        "UPDATE courses_enrolment SET approval = 'granted', state = 'confirmed', held_until = NULL"
    )
    assert "with 1 approvals to decide" in found()


def test_a_seat_that_should_have_ended_long_ago_is_found():
    seminar = SeminarFactory(approval_policy="manager", approval_hours=1)
    manager()
    book(seminar)
    assert found(NOON + A_DAY / 24 * 1.5) == ""
    assert "does the beat run?" in found(NOON + A_DAY / 8)


def test_every_change_of_the_number_of_seats_is_remembered():
    seminar = SeminarFactory(capacity=2)
    seminar.provider_limit = 1
    plan(seminar=seminar, sessions=[], by=office_staff(), now=NOON)
    event = SeatEvent.objects.get()
    assert event.before == {"capacity": 2, "provider_limit": None}
    assert event.after == {"capacity": 2, "provider_limit": 1, "taken": 0}
