"""Participant days: by the units of each day, by the rule of its time, never rounded."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.kinds import DeliveryMode
from courses.models import Enrolment
from reports.figures.days import RULES, counted_days
from reports.rules.participant_days import Day, DayRule, count_days
from tests.factories import A_DAY, NOON, CourseFactory, SeminarFactory, counsellor
from tests.reports.asking import asked
from tests.reports.people import stayed_away, took_part

OLD = DayRule(date(2000, 1, 1), Decimal(6), Decimal(3), online_counts=True)
NEW = DayRule(date(2026, 12, 2), Decimal(8), Decimal(4))
UNITS = st.lists(st.decimals(0, 12, places=2), max_size=4)


@pytest.mark.django_db
def test_the_database_counts_as_the_rule_step_by_step():
    online = CourseFactory(delivery_mode=DeliveryMode.ONLINE)
    seminars, person = (SeminarFactory(), SeminarFactory(course=online)), counsellor()
    enrolments = [took_part(person, seminar) for seminar in seminars]

    @settings(max_examples=80, deadline=None)
    @given(UNITS, st.sampled_from(enrolments), st.sampled_from([RULES, (OLD,)]))
    def holds(units, enrolment, rules):
        first, is_online = NOON.date(), enrolment.seminar.course == online
        days = [Day(first + n * A_DAY, part, is_online) for n, part in enumerate(units)]
        found = Enrolment.objects.filter(pk=enrolment.pk)
        found.update(attended_days=units)
        (counted,) = found.values_list(counted_days(rules), flat=True)
        assert counted == count_days(days, held=[day.on for day in days], rules=rules).days

    holds()


@pytest.mark.django_db
def test_the_database_counts_by_the_rule_of_the_first_day():
    """The seminar begins on the 2nd of December, so the new rule holds; a day earlier the old."""
    online = CourseFactory(delivery_mode=DeliveryMode.ONLINE)
    here, there = SeminarFactory(), SeminarFactory(course=online)
    for seminar in (here, there):
        took_part(counsellor(), seminar, days=["6", "4"])
    later = [OLD, DayRule(date(2026, 12, 3), Decimal(1), Decimal(1), online_counts=True)]
    counted = {}
    for name, rules in (("new", [OLD, NEW]), ("old", later)):
        found = Enrolment.objects.annotate(days=counted_days(rules)).order_by("pk")
        counted[name] = list(found.values_list("days", flat=True))
    assert counted == {"new": [Decimal("1.0"), 0], "old": [Decimal("1.5"), Decimal("1.5")]}


@pytest.mark.django_db
def test_the_report_adds_them_up():
    seminar = SeminarFactory()
    took_part(counsellor(), seminar, days=["8", "4"])
    took_part(counsellor(), seminar, days=["8", "8"])
    stayed_away(counsellor(), seminar)
    answer = asked("state")
    assert answer.by_name(answer.total)["participant_days"] == Decimal("3.5")
    assert answer.by_name(answer.total)["units_offered"] == 32
