"""Prerequisites: all conditions have to be met, each by any of its courses or qualifications."""

import pytest

from courses.conditions import reasons_of_prerequisites, unmet
from courses.kinds import PrerequisitePolicy
from courses.models import Prerequisite, QualificationRecord
from courses.services.enrolments import enrol
from courses.services.prerequisites import drop, require, set_policy
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    counsellor,
    has_attended,
    has_qualified,
    office,
    office_staff,
    qualification,
)

pytestmark = pytest.mark.django_db
FIRST_DAY = (NOON + 30 * A_DAY).date()


def advanced(*conditions):
    """A course with these conditions, each a list of courses and qualifications."""
    course = CourseFactory(code="FB-100")
    for courses, qualifications in conditions:
        require(course=course, courses=courses, qualifications=qualifications)
    return course


def basics(code="FB-006", title="Aufenthaltsrecht I"):
    return CourseFactory(code=code, title=title)


def test_a_course_counts_once_it_was_attended_and_not_before():
    first, person = basics(), counsellor()
    course = advanced(([first], []))
    (condition,) = course.prerequisites.all()
    assert unmet(person, course, FIRST_DAY) == [condition]
    seminar = SeminarFactory(course=first)
    booked = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    assert booked.state == EnrolmentState.CONFIRMED
    assert unmet(person, course, FIRST_DAY) == [condition]
    has_attended(person, first)
    assert unmet(person, course, FIRST_DAY) == []
    assert unmet(counsellor(), course, FIRST_DAY) == [condition]


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"valid_until": FIRST_DAY}, True),
        ({"valid_until": FIRST_DAY - A_DAY}, False),
        ({"valid_from": FIRST_DAY}, True),
        ({"valid_from": FIRST_DAY + A_DAY}, False),
        ({"withdrawn_at": NOON}, False),
    ],
)
def test_a_record_counts_while_it_is_valid_on_the_first_day(fields, counts):
    course, person = advanced(([], [qualification()])), counsellor()
    has_qualified(person, **fields)
    assert (unmet(person, course, FIRST_DAY) == []) is counts


def test_all_conditions_are_needed_and_any_option_of_each_will_do():
    first, second, third = basics("FB-1"), basics("FB-2"), basics("FB-3")
    course, person = advanced(([first, second], [qualification()]), ([third], [])), counsellor()
    either, last = course.prerequisites.order_by("pk")
    has_attended(person, second)
    assert unmet(person, course, FIRST_DAY) == [last]
    has_attended(person, third)
    assert unmet(person, course, FIRST_DAY) == []
    other = counsellor()
    has_qualified(other)
    assert unmet(other, course, FIRST_DAY) == [last]
    assert unmet(counsellor(), course, FIRST_DAY) == [either, last]


@pytest.mark.parametrize("conditions", [0, 1, 5])
def test_what_is_missing_costs_one_query_however_much_it_is(conditions, django_assert_num_queries):
    wanted = [([basics(f"FB-{n}"), basics(f"FB-9{n}")], [qualification()]) for n in range(5)]
    course, person = advanced(*wanted[:conditions]), counsellor()
    with django_assert_num_queries(1):
        reasons = list(reasons_of_prerequisites(person, course, FIRST_DAY))
    assert len(reasons) == conditions


def test_what_is_missing_is_told_with_the_way_to_get_it():
    first, second = basics(), basics("FB-007", "Aufenthaltsrecht II")
    course = advanced(
        ([first], [qualification()]),
        ([first, second], []),
        ([], [qualification(), qualification("PAED", "Pädagogik")]),
    )
    talking = "die Qualifikation „Dolmetschen im Gespräch“"
    either = "FB-006 Aufenthaltsrecht I oder FB-007 Aufenthaltsrecht II"
    assert list(reasons_of_prerequisites(counsellor(), course, FIRST_DAY)) == [
        (
            f"Voraussetzung fehlt: FB-006 Aufenthaltsrecht I oder {talking}. Buchen Sie zuerst "
            "FB-006 Aufenthaltsrecht I, oder lassen Sie der Zentralstelle Ihren Nachweis zukommen."
        ),
        (
            f"Voraussetzung fehlt: {either}. Buchen Sie zuerst {either}, oder fragen Sie die "
            "Zentralstelle."
        ),
        (
            f"Voraussetzung fehlt: {talking} oder die Qualifikation „Pädagogik“. Lassen Sie der "
            "Zentralstelle Ihren Nachweis zukommen."
        ),
    ]


def test_conditions_are_added_once_and_removed():
    first = basics()
    course = advanced(([first], [qualification()]))
    (condition,) = course.prerequisites.all()
    assert require(course=course, courses=[first], qualifications=[qualification()]) == condition
    drop(prerequisite=condition)
    assert not Prerequisite.objects.exists()


def test_an_empty_condition_and_a_circle_are_refused():
    first, second = basics(), basics("FB-007")
    course = advanced(([first, second], []))
    with pytest.raises(Refused, match="mindestens einen Kurs oder eine Qualifikation"):
        require(course=course)
    with pytest.raises(Refused, match="FB-100 → FB-100"):
        require(course=course, courses=[course, first])
    with pytest.raises(Refused, match="FB-007 → FB-100 → FB-007"):
        require(course=second, courses=[course])


def test_a_course_says_what_becomes_of_whoever_lacks_something():
    course = CourseFactory()
    assert course.prerequisite_policy == PrerequisitePolicy.BLOCK_UNLESS_OFFICE
    set_policy(course=course, policy=PrerequisitePolicy.WARN)
    course.refresh_from_db()
    assert course.prerequisite_policy == PrerequisitePolicy.WARN


def test_records_are_seen_by_their_person_and_the_offices_concerned():
    person = counsellor()
    record = has_qualified(person, central_office=office("DRK"))
    has_attended(person, basics())

    def seen(user):
        return list(QualificationRecord.objects.visible_to(user))

    others = [counsellor(), office_staff(office("Caritas"))]
    assert [seen(user) for user in others] == [[], []]
    assert [seen(user) for user in (person, office_staff(), office_staff(office("DRK")))] == [
        [record]
    ] * 3
