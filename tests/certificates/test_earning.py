"""Facts follow from seminars and fall with them; periods are computed anew from all facts."""

from datetime import date

import pytest

from certificates.models import Certificate, Decree, KindRule
from certificates.services import computing, facts
from certificates.services.earning import keep_up
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from courses.conditions import unmet
from courses.models import Enrolment, QualificationPeriod, QualificationRecord
from courses.services.prerequisites import require
from courses.states import EnrolmentState
from tests.certificates.kinds import fact, grants, kind, spans
from tests.certificates.settled import AFTER, settled
from tests.courses.racing import meeting, race
from tests.factories import A_DAY, NOON, CourseFactory, SeminarFactory, counsellor, speaker

pytestmark = pytest.mark.django_db
SECOND_DAY = date(2026, 12, 3)  # of a seminar of two days that begins on 2 December


def attended(course, person=None):
    (enrolment,) = settled(*([person] if person else []), seminar=SeminarFactory(course=course))
    return enrolment


def test_who_attended_a_closed_seminar_has_earned_what_the_course_grants():
    enrolment = attended(grants(kind()))
    assert keep_up(now=AFTER) == 1
    record = QualificationRecord.objects.get()
    assert (record.enrolment, record.valid_from, record.source_kind, record.units) == (
        enrolment,
        SECOND_DAY,
        "enrolment",
        16,
    )
    assert spans(enrolment.person) == [("2026-12-03", "2028-12-03")]


def test_earning_again_changes_nothing():
    enrolment = attended(grants(kind()))
    keep_up(now=AFTER)
    before = list(QualificationPeriod.objects.values())
    assert keep_up(now=AFTER + A_DAY) == 0
    assert list(QualificationPeriod.objects.values()) == before
    assert QualificationRecord.objects.get().enrolment == enrolment


def test_an_effect_counts_for_seminars_that_end_on_its_first_day_and_later():
    course = grants(kind(), since=SECOND_DAY + A_DAY)
    enrolment = attended(course)
    assert keep_up(now=AFTER) == 0
    course.effects.update(since=SECOND_DAY)
    assert keep_up(now=AFTER) == 1
    assert len(spans(enrolment.person)) == 1


def test_too_little_attendance_earns_nothing():
    course = grants(kind())
    settled(counsellor(), seminar=SeminarFactory(course=course), minutes=100)
    assert keep_up(now=AFTER) == 0


def test_speakers_earn_what_the_course_grants_to_speakers():
    course, jo = grants(kind(), audience="speakers"), counsellor()
    seminar = SeminarFactory(course=course)
    seminar.engagements.create(speaker=speaker(user=jo))
    learner = counsellor()
    settled(learner, seminar=seminar)
    keep_up(now=AFTER)
    assert (spans(jo), spans(learner)) == ([("2026-12-03", "2028-12-03")], [])
    assert QualificationRecord.objects.get().source_kind == "teaching"


def test_a_revoked_certificate_withdraws_what_rested_on_it():
    recht = kind(window_months=None)
    course = grants(recht)
    person = counsellor()
    fact(person, recht, date(2025, 1, 10))
    enrolment = attended(grants(recht, does="renews"), person)
    issue_due(now=AFTER)
    keep_up(now=AFTER)
    assert spans(person) == [("2025-01-10", "2026-12-02"), ("2026-12-03", "2028-12-03")]
    Certificate.objects.update(state=CertificateState.REVOKED, ended_at=AFTER)
    keep_up(now=AFTER + A_DAY)
    assert spans(person) == [("2025-01-10", "2027-01-10")]
    assert keep_up(now=AFTER + 2 * A_DAY) == 0
    withdrawn = QualificationRecord.objects.get(enrolment=enrolment)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (AFTER + A_DAY, None)
    assert withdrawn.withdrawn_because
    assert course.effects.exists()


def test_a_replaced_certificate_withdraws_nothing():
    enrolment = attended(grants(kind()))
    (old,) = issue_due(now=AFTER)
    keep_up(now=AFTER)
    Certificate.objects.filter(pk=old.pk).update(state=CertificateState.REPLACED, ended_at=AFTER)
    assert keep_up(now=AFTER + A_DAY) == 0
    assert len(spans(enrolment.person)) == 1


def test_corrected_attendance_takes_the_fact_back_and_gives_it_again():
    enrolment = attended(grants(kind()))
    keep_up(now=AFTER)
    rows = Enrolment.objects.filter(pk=enrolment.pk)
    rows.update(state=EnrolmentState.ABSENT)
    keep_up(now=AFTER + A_DAY)
    assert spans(enrolment.person) == []
    rows.update(state=EnrolmentState.ATTENDED)
    keep_up(now=AFTER + 2 * A_DAY)
    assert spans(enrolment.person) == [("2026-12-03", "2028-12-03")]


def test_what_somebody_withdrew_by_hand_is_not_earned_again():
    enrolment = attended(grants(kind()))
    keep_up(now=AFTER)
    facts.withdraw(record=QualificationRecord.objects.get(), by=counsellor(), now=AFTER)
    assert keep_up(now=AFTER + A_DAY) == 0
    assert spans(enrolment.person) == []


def test_a_fact_entered_late_recomputes_what_follows():
    recht, person = kind(), counsellor()
    fact(person, recht, date(2022, 3, 15))
    fact(person, recht, date(2026, 1, 20), effect="renews")
    assert spans(person) == [("2022-03-15", "2024-03-15")]
    fact(person, recht, date(2024, 2, 1), effect="renews")
    assert spans(person) == [
        ("2022-03-15", "2024-01-31"),
        ("2024-02-01", "2026-01-19"),
        ("2026-01-20", "2028-01-20"),
    ]


def test_another_rule_and_a_decree_are_found_by_the_beat():
    recht, person = kind(), counsellor()
    fact(person, recht, date(2026, 3, 15))
    assert keep_up(now=NOON + A_DAY) == 0
    KindRule.objects.update(months=12, changed_at=NOON + A_DAY)
    assert keep_up(now=NOON + 2 * A_DAY) == 1
    assert spans(person) == [("2026-03-15", "2027-03-15")]
    decree = Decree.objects.create(
        qualification=recht,
        ends_from=date(2027, 3, 1),
        ends_until=date(2027, 3, 31),
        valid_until=date(2027, 12, 31),
        reference="Erlass vom 4. Januar 2027",
        decided_at=NOON + 3 * A_DAY,
    )
    assert keep_up(now=NOON + 4 * A_DAY) == 1
    assert spans(person) == [("2026-03-15", "2027-12-31")]
    assert QualificationPeriod.objects.get().extended_by == "Erlass vom 4. Januar 2027"
    Decree.objects.filter(pk=decree.pk).update(revoked_at=NOON + 5 * A_DAY)
    keep_up(now=NOON + 6 * A_DAY)
    assert spans(person) == [("2026-03-15", "2027-03-15")]
    assert keep_up(now=NOON + 7 * A_DAY) == 0


def test_facts_nobody_has_computed_yet_are_found():
    person = counsellor()
    QualificationRecord.objects.create(
        person=person, qualification=kind(), valid_from=NOON, source="x", recorded_at=NOON
    )
    assert keep_up(now=NOON) == 1
    assert spans(person) == [("2026-11-02", "2028-11-02")]


@pytest.mark.parametrize(("first_day", "met"), [("2028-12-03", True), ("2028-12-04", False)])
def test_prerequisites_read_the_state_on_the_first_day(first_day, met):
    recht, advanced = kind(), CourseFactory()
    enrolment = attended(grants(recht))
    keep_up(now=AFTER)
    require(course=advanced, qualifications=[recht])
    missing = unmet(enrolment.person, advanced, date.fromisoformat(first_day))
    assert (missing == []) is met


def recording(person, recht, day):
    """A fact entered by a hand of its own."""
    record = QualificationRecord(
        person=person, qualification=recht, valid_from=day, source="Zeugnis"
    )
    return lambda: facts.record(record=record, by=person, now=NOON).pk


def at_once_after_reading(monkeypatch, *calls):
    """Both have read the facts before either writes, unless something keeps them apart."""
    read, meet = computing._standing, meeting()

    def look(*args):
        rows = list(read(*args))
        meet()
        return rows

    monkeypatch.setattr(computing, "_standing", look)
    return race(*calls)


@pytest.mark.django_db(transaction=True)
def test_two_facts_at_the_same_moment_both_count(monkeypatch):
    recht, person = kind(window_months=None), counsellor()
    hands = [recording(person, recht, date(2026, month, 1)) for month in (1, 5)]
    said = at_once_after_reading(monkeypatch, *hands)
    assert sorted(said) == sorted(QualificationRecord.objects.values_list("pk", flat=True))
    assert spans(person) == [("2026-01-01", "2026-04-30"), ("2026-05-01", "2028-05-01")]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_them_is_lost(monkeypatch):
    """The negative control."""
    recht, person = kind(window_months=None), counsellor()
    monkeypatch.setattr(computing, "lock_people", lambda _keys: None)
    hands = [recording(person, recht, date(2026, month, 1)) for month in (1, 5)]
    said = at_once_after_reading(monkeypatch, *hands)
    assert [each for each in said if isinstance(each, str)] or len(spans(person)) == 1
