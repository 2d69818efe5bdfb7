"""Attendance put right after closing: state, history and papers say what is true."""

import pytest
from django.core.exceptions import PermissionDenied

from certificates.models import Certificate
from certificates.services.correcting import correct
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from courses.models import Assessment, Attendance, AttendanceEvent
from courses.services.attendance import Entry
from courses.services.explain import reasons
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from tests.certificates.settled import AFTER, settled
from tests.factories import A_DAY, CourseFactory, SeminarFactory, counsellor, office, office_staff

pytestmark = pytest.mark.django_db
LATER = AFTER + A_DAY
PRESENT, ABSENT = Entry(), Entry(present=False)


@pytest.fixture
def staff():
    return office_staff()


def issued():
    """The papers that count: kind and units."""
    found = Certificate.objects.filter(state=CertificateState.ISSUED).order_by("serial")
    return [(each.kind, each.facts["units"]["attended"]) for each in found]


def entries(enrolment, *entry):
    sessions = enrolment.seminar.sessions.order_by("starts_at")
    return {(enrolment.pk, session.pk): one for session, one in zip(sessions, entry, strict=False)}


def corrected(enrolment, *entry, by, reason="Liste verwechselt"):
    return correct(
        enrolment=enrolment, entries=entries(enrolment, *entry), by=by, reason=reason, now=LATER
    )


def test_whoever_was_wrongly_marked_absent_gets_state_history_and_certificate(staff):
    (enrolment,) = settled(minutes=0)
    assert issue_due(now=AFTER) == []
    outcome = corrected(enrolment, PRESENT, PRESENT, by=staff)
    assert (outcome.enrolment.state, outcome.enrolment.attended_units) == ("attended", 16)
    assert issued() == [("attendance", "16")]
    assert ([made.kind for made in outcome.made], outcome.revoked) == (["attendance"], [])
    event = enrolment.events.latest("pk")
    assert (event.from_state, event.to_state, event.by, event.reason) == (
        "absent",
        "attended",
        staff,
        "Liste verwechselt",
    )
    changes = AttendanceEvent.objects.filter(at=LATER)
    assert [(each.before["minutes"], each.after["minutes"], each.reason) for each in changes] == [
        (0, 420, "Liste verwechselt")
    ] * 2
    assert OutgoingMail.objects.filter(key__startswith="certificate-issued").count() == 1
    assert issue_due(now=LATER) == []
    assert "Liste verwechselt" in " ".join(reasons(outcome.enrolment, now=LATER))


def test_fewer_units_that_still_suffice_replace_the_paper(staff):
    (enrolment,) = settled()
    (old,) = issue_due(now=AFTER)
    (new,) = corrected(enrolment, Entry(early=105), by=staff).made
    assert (new.replaces, issued()) == (old, [("attendance", "14")])
    assert Attendance.objects.get(minutes=315).early == 105


def test_a_paper_that_proved_too_much_is_revoked_and_the_rest_confirmed(staff):
    seminar = SeminarFactory(course=CourseFactory(confirms_partial=True))
    (enrolment,) = settled(seminar=seminar)
    (old,) = issue_due(now=AFTER)
    outcome = corrected(enrolment, ABSENT, by=staff)
    assert (outcome.revoked, outcome.enrolment.state) == ([old], "partly_attended")
    assert issued() == [("partial", "8")]


def test_a_correction_that_was_wrong_itself_is_taken_back(staff):
    (enrolment,) = settled()
    issue_due(now=AFTER)
    assert corrected(enrolment, ABSENT, ABSENT, by=staff).made == []
    assert issued() == []
    corrected(enrolment, PRESENT, PRESENT, by=staff, reason="Doch da gewesen")
    assert issued() == [("attendance", "16")]
    assert Certificate.objects.count() == 2


def test_an_achievement_follows_too(staff):
    seminar = SeminarFactory(course=CourseFactory(awards_certificate=True))
    (enrolment,) = settled(seminar=seminar, minutes=0)
    Assessment.objects.create(enrolment=enrolment, passed=True, recorded_at=AFTER)
    corrected(enrolment, PRESENT, PRESENT, by=staff)
    assert issued() == [("attendance", "16"), ("achievement", "16")]


def test_what_changes_no_unit_leaves_the_paper_as_it_is(staff):
    (enrolment,) = settled()
    (paper,) = issue_due(now=AFTER)
    assert corrected(enrolment, Entry(note="Zug"), by=staff).made == []
    assert Certificate.objects.get() == paper


def test_nobody_elses_result_is_touched_though_the_course_asks_for_more_by_now(staff):
    enrolment, other = settled(counsellor(), counsellor())
    corrected(other, Entry(early=105), by=staff)
    course = enrolment.seminar.course
    course.attendance_threshold = 100
    course.save()
    corrected(enrolment, Entry(note="Zug"), by=staff)
    other.refresh_from_db()
    assert other.state == "attended"


@pytest.mark.parametrize("state", ["held", "called_off"])
def test_only_what_is_closed_is_corrected(staff, state):
    (enrolment,) = settled()
    type(enrolment.seminar).objects.update(state=state)
    enrolment.seminar.refresh_from_db()
    with pytest.raises(Refused):
        corrected(enrolment, ABSENT, by=staff)
    assert Attendance.objects.filter(minutes=0).count() == 0


def test_a_correction_needs_a_reason_a_difference_and_the_seminars_own_people(staff):
    enrolment, other = settled(counsellor(), counsellor())
    foreign = entries(other, ABSENT)
    for refused, reason in (
        (entries(enrolment, ABSENT), "  "),
        (entries(enrolment, PRESENT), "Grund"),
        (foreign, "Grund"),
    ):
        with pytest.raises(Refused):
            correct(enrolment=enrolment, entries=refused, by=staff, reason=reason, now=LATER)
    for stranger in (enrolment.person, office_staff(of=office("DRK"))):
        with pytest.raises(PermissionDenied):
            corrected(enrolment, ABSENT, by=stranger)
    assert set(Attendance.objects.values_list("minutes", flat=True)) == {420}
