"""Who passed: recorded by the trainer or the office, and by nobody else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from courses.models import Assessment
from courses.services.assessing import Result, assess
from fortbildung.shared.errors import Refused
from tests.certificates.settled import AFTER, settled
from tests.factories import (
    NOON,
    CourseFactory,
    PersonFactory,
    SeminarFactory,
    counsellor,
    office_staff,
    teaches,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seminar():
    return SeminarFactory(course=CourseFactory(awards_certificate=True))


def record(seminar, enrolment, *, passed=True, result="", by=None, now=AFTER):
    results = {enrolment.pk: Result(passed, result)}
    return assess(seminar=seminar, subject="Projekt", results=results, by=by, now=now)


def test_results_are_recorded_corrected_and_taken_back(seminar):
    (enrolment,) = settled(seminar=seminar)
    staff = office_staff()
    assert record(seminar, enrolment, passed=False, by=staff) == 1
    assert record(seminar, enrolment, passed=False, by=staff) == 0
    assert record(seminar, enrolment, passed=True, result="1,0", by=staff) == 1
    found = Assessment.objects.get()
    assert (found.passed, found.subject, found.result, found.recorded_by) == (
        True,
        "Projekt",
        "1,0",
        staff,
    )
    assert record(seminar, enrolment, passed=None, by=staff) == 1
    assert not Assessment.objects.exists()


def test_whoever_neither_teaches_nor_organises_records_nothing(seminar):
    (enrolment,) = settled(seminar=seminar)
    for stranger in (counsellor(), enrolment.person):
        with pytest.raises(PermissionDenied):
            record(seminar, enrolment, by=stranger)
    (elsewhere,) = settled(counsellor())
    with pytest.raises(PermissionDenied):
        record(seminar, elsewhere, by=office_staff())
    assert not Assessment.objects.exists()


def test_only_courses_that_lead_to_a_certificate_are_assessed_and_not_before_they_begin(seminar):
    (enrolment,) = settled(seminar=seminar)
    with pytest.raises(Refused):
        record(seminar, enrolment, by=office_staff(), now=NOON)
    seminar.course.awards_certificate = False
    seminar.course.save()
    with pytest.raises(Refused):
        record(seminar, enrolment, by=office_staff())


def test_the_trainer_fills_in_the_sheet(client, seminar, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    teacher = PersonFactory()
    teaches(teacher, seminar)
    first, second = settled(counsellor(), counsellor(), seminar=seminar)
    client.force_login(teacher)
    address = reverse("courses:assess", args=[seminar.number])
    assert str(first.person) in client.get(address).content.decode()
    answer = client.post(
        address,
        {
            "subject": "Fallbearbeitung",
            f"outcome_{first.pk}": "passed",
            f"result_{first.pk}": "sehr gut",
            f"outcome_{second.pk}": "failed",
        },
    )
    assert answer.status_code == 302
    found = {each.enrolment_id: (each.passed, each.result) for each in Assessment.objects.all()}
    assert found == {first.pk: (True, "sehr gut"), second.pk: (False, "")}
