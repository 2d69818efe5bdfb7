"""Corners of the seat rule that once were dark."""

import pytest
from django.core.exceptions import PermissionDenied

from courses.models import Enrolment, SeatCount, Selection
from courses.services import (
    approvals,
    calling_off,
    contingents,
    exchange,
    places,
    selecting,
    seminars,
)
from courses.services.audit import audit_seats
from courses.services.contingents import Promise, set_contingents
from courses.services.deadlines import keep_deadlines
from courses.services.enrolments import cancel, enrol
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    association,
    counsellor,
    manager,
    office_staff,
    provider,
    site,
)

pytestmark = pytest.mark.django_db


def book(seminar, person=None, now=NOON, **facts):
    person = person or counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=now, **facts)


def test_a_deadline_met_in_passing_counts_the_kept_seats_anew():
    """Who approves finds another seat overdue; its guarantee is open again."""
    boss, desk = manager(), office_staff()
    seminar = SeminarFactory(capacity=3, approval_policy="manager", approval_hours=10)
    promise = Promise(owner=site(), reserved=1)
    set_contingents(seminar=seminar, promises=[promise], by=desk, now=NOON)
    book(seminar)
    elsewhere = counsellor(site("Anderswo"))
    later = book(seminar, elsewhere, now=NOON + A_DAY / 4)
    approvals.approve(step=later.approval_steps.get(), by=boss, now=NOON + A_DAY / 2)
    assert SeatCount.objects.get().kept == 1
    assert audit_seats(now=NOON + A_DAY / 2) == []


def rebooked_into_a_seminar_called_off():
    course, desk, person = CourseFactory(), office_staff(), counsellor()
    old = SeminarFactory(course=course)
    full = SeminarFactory(course=course, capacity=1, days__start=NOON + 50 * A_DAY)
    third = SeminarFactory(course=course, capacity=1, days__start=NOON + 60 * A_DAY)
    for seminar in (full, third):
        book(seminar)
    seat = book(old, person)
    exchange.rebook(enrolment=seat, seminar=full, by=person, now=NOON)
    calling_off.call_off(seminar=full, by=desk, reason="Sturm", now=NOON)
    exchange.rebook(enrolment=seat, seminar=third, by=person, now=NOON)
    calling_off.reopen(seminar=full, by=desk, reason="Sonne", now=NOON)
    return full, person


def test_whoever_rebooks_to_yet_another_date_is_not_invited_back():
    full, person = rebooked_into_a_seminar_called_off()
    seminars.publish(seminar=full, now=NOON)
    assert full.enrolments.get(person=person).state == EnrolmentState.CALLED_OFF


def test_whoever_is_invited_back_and_waits_is_told():
    seminar, desk = SeminarFactory(capacity=1), office_staff()
    book(seminar), book(seminar)
    calling_off.call_off(seminar=seminar, by=desk, reason="Sturm", now=NOON)
    calling_off.reopen(seminar=seminar, by=desk, reason="Sonne", now=NOON)
    OutgoingMail.objects.all().delete()
    seminars.publish(seminar=seminar, now=NOON + A_DAY)
    assert OutgoingMail.objects.count() == 2
    assert sorted(Enrolment.objects.values_list("state", flat=True)) == ["held", "waiting"]


def test_a_place_without_a_name_is_not_rebooked():
    course, boss = CourseFactory(), manager()
    seminar, other = SeminarFactory(course=course), SeminarFactory(course=course)
    promise = Promise(owner=site(), reserved=1)
    set_contingents(seminar=seminar, promises=[promise], by=office_staff(), now=NOON)
    (place,) = places.reserve(seminar=seminar, organisation=site(), count=1, by=boss, now=NOON)
    with pytest.raises(Refused, match="Benennen"):
        exchange.rebook(enrolment=place, seminar=other, by=boss, now=NOON)


def test_a_place_of_the_association_is_not_named_past_the_limit_of_a_provider():
    seminar, boss = SeminarFactory(provider_limit=1), manager(association())
    promise = Promise(owner=association(), reserved=2)
    set_contingents(seminar=seminar, promises=[promise], by=office_staff(), now=NOON)
    (place,) = places.reserve(
        seminar=seminar, organisation=association(), count=1, by=boss, now=NOON
    )
    book(seminar)
    colleague = counsellor()
    elsewhere = counsellor(site("Anderswo", below=provider("Träger Zwei")))
    with pytest.raises(Refused, match="so viele Plätze, wie ein Träger haben darf"):
        exchange.replace(
            enrolment=place, person=colleague, employment=colleague.job, by=boss, now=NOON
        )
    heir = exchange.replace(
        enrolment=place, person=elsewhere, employment=elsewhere.job, by=boss, now=NOON
    )
    assert heir.state == "confirmed"


def test_charging_keeps_limits_also_where_there_are_fewer_seats_than_taken():
    seminar, desk = SeminarFactory(capacity=3), office_staff()
    elsewhere = site("Anderswo", below=provider("Träger Zwei"))
    promises = [Promise(owner=site(), limit=1), Promise(owner=elsewhere)]
    set_contingents(seminar=seminar, promises=promises, by=desk, now=NOON)
    book(seminar)
    seat = book(seminar, counsellor(elsewhere))
    book(seminar, counsellor(elsewhere))
    seminar.capacity = 1
    seminars.plan(seminar=seminar, sessions=[], by=desk, now=NOON)
    target = seminar.contingents.get(organisation=site())
    with pytest.raises(Refused):
        contingents.charge(enrolment=seat, contingent=target, by=desk, reason="So", now=NOON)


def collecting(**facts):
    """A seminar with a selection; two of one provider wait when enrolment has closed."""
    seminar = SeminarFactory(allocation="selection", **facts)
    book(seminar), book(seminar)
    return seminar, office_staff(), seminar.closes_at


def test_the_selection_counts_seats_given_before_it():
    seminar, desk, now = collecting(provider_limit=1)
    by_office = {"by": desk, "override_reason": "Zusage"}
    assert book(seminar, counsellor(), now, **by_office).state == EnrolmentState.CONFIRMED
    selection = selecting.open_selection(seminar=seminar, now=now)
    choices = selecting.commit(selection=selection, by=desk, now=now)
    assert [choice.selected for choice in choices] == [False, False]
    assert not seminar.enrolments.filter(state=EnrolmentState.WAITING).exists()


def test_long_reasons_do_not_stop_a_selection():
    seminar, desk, now = collecting()
    selection = selecting.open_selection(seminar=seminar, now=now)
    for enrolment in seminar.enrolments.all():
        selecting.move_applicant(
            selection=selection,
            enrolment=enrolment,
            taken_in=True,
            by=desk,
            reason="x" * 300,
            now=now,
        )
    Selection.objects.update(seed="x" * 32)
    assert len(selecting.commit(selection=selection, by=desk, now=now)) == 2


def test_nobody_who_has_left_is_moved_in_a_selection():
    seminar, desk, now = collecting()
    selection = selecting.open_selection(seminar=seminar, now=now)
    gone = seminar.enrolments.first()
    cancel(enrolment=gone, by=gone.person, now=NOON)
    with pytest.raises(Refused):
        selecting.move_applicant(
            selection=selection, enrolment=gone, taken_in=True, by=desk, reason="Ja", now=now
        )


@pytest.mark.parametrize("days", [25, 31])
def test_whom_the_office_enters_after_the_close_has_the_seat_at_once(days):
    seminar, desk = SeminarFactory(offers=True), office_staff()
    by_office = {"by": desk, "override_reason": "Vertretung"}
    seat = book(seminar, counsellor(), NOON + days * A_DAY, **by_office)
    assert seat.state == EnrolmentState.CONFIRMED


def test_one_that_fails_stands_in_no_others_way(monkeypatch, caplog):
    """A rebooking that cannot be finished delays no queue."""
    seminar = SeminarFactory(capacity=1, approval_policy="manager", approval_hours=1)
    manager()
    book(seminar)
    monkeypatch.setattr("courses.services.deadlines.certain_rebookings", lambda: ["broken"])
    keep_deadlines(now=NOON + A_DAY)
    assert seminar.enrolments.get().state == EnrolmentState.EXPIRED
    assert "finish_rebooking" in caplog.text


def test_only_the_office_sets_contingents_and_charges_with_a_reason():
    seminar, desk, boss = SeminarFactory(), office_staff(), manager()
    promises = [Promise(owner=site(), reserved=2)]
    with pytest.raises(PermissionDenied):
        set_contingents(seminar=seminar, promises=promises, by=boss, now=NOON)
    set_contingents(seminar=seminar, promises=promises, by=desk, now=NOON, reason="x" * 999)
    assert seminar.seat_events.get().reason == "x" * 300
    blank = {"enrolment": book(seminar), "contingent": None, "by": desk, "reason": " "}
    with pytest.raises(Refused):
        contingents.charge(**blank, now=NOON)
