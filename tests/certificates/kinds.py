"""Kinds with their rules, and courses that grant or renew them."""

from certificates.models import CourseEffect, KindRule
from certificates.services.computing import compute
from courses.models import QualificationPeriod, QualificationRecord
from tests.factories import NOON, CourseFactory, qualification


def kind(code="RECHT", name="Aufenthaltsrecht", **rule):
    """A kind valid for 24 months, renewable in the last six and three months after."""
    made = qualification(code, name)
    facts = {"validity": "completion", "months": 24, "window_months": 6, "grace_months": 3}
    KindRule.objects.create(qualification=made, changed_at=NOON, **(facts | rule))
    return made


def grants(kind, course=None, does="grants", **fields):
    course = course or CourseFactory()
    CourseEffect.objects.create(course=course, qualification=kind, does=does, **fields)
    return course


def fact(person, kind, day, **fields):
    """Something the office has seen, entered at `recorded_at`."""
    facts = {"valid_from": day, "source": "Zeugnis", "recorded_at": NOON}
    record = QualificationRecord.objects.create(
        person=person, qualification=kind, **(facts | fields)
    )
    compute(person=person, qualification=kind, now=NOON)
    return record


def spans(person):
    """First and last day of each period, in order."""
    periods = QualificationPeriod.objects.of(person).order_by("first_day")
    return [(f"{p.first_day}", f"{p.last_day}" if p.last_day else None) for p in periods]
