"""Participant days: by the units of each day, by the rule of its time, never rounded."""

from datetime import date
from decimal import Decimal

import pytest

from courses.kinds import DeliveryMode
from courses.models import Enrolment
from reports.days import RULES, DayRule, counted_days, participant_days
from tests.factories import CourseFactory, SeminarFactory, counsellor
from tests.reports.asking import asked
from tests.reports.people import stayed_away, took_part

OLD = DayRule(date(2000, 1, 1), Decimal(6), Decimal(3), online_counts=True)
NEW = DayRule(date(2026, 12, 2), Decimal(8), Decimal(4), online_counts=False)


@pytest.mark.parametrize(
    ("units", "online", "days"),
    [
        (["8"], False, "1"),
        (["7.99"], False, "0.5"),
        (["4"], False, "0.5"),
        (["3.99"], False, "0"),
        (["16"], False, "1"),
        (["8", "0", "4"], False, "1.5"),
        (["4", "4"], False, "1"),  # two half days are a day, though 8 UE in one were one, too
        ([], False, "0"),
        (["8", "8"], True, "0"),
    ],
)
def test_the_rule_of_the_report(units, online, days):
    assert participant_days(map(Decimal, units), RULES[0], online=online) == Decimal(days)


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
