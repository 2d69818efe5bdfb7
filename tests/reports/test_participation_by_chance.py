"""Every figure against a slow, obvious count over the same random enrolments.

Among them people who changed employer, two employments, partial attendance, replaced
participants, called-off seminars, seminars around the turn of the year and when clocks change.
"""

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.kinds import DeliveryMode
from courses.models import Enrolment
from courses.states import ATTENDANCE_KNOWN, EnrolmentState
from organisations.models import Organisation
from organisations.services.context import context_of
from organisations.states import OrganisationKind
from reports.figures.answers import HIDDEN
from reports.figures.dimensions import ALL
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    association,
    coordinator,
    counsellor,
    provider,
    site,
)
from tests.reports.asking import asked, manager_of_all

pytestmark = pytest.mark.django_db
BEGINNINGS = [
    datetime(2025, 12, 31, 22, 30, tzinfo=UTC),  # 2025 in Berlin
    datetime(2025, 12, 31, 23, 30, tzinfo=UTC),  # 2026 in Berlin
    datetime(2026, 3, 28, 23, 30, tzinfo=UTC),  # half past midnight before clocks go on
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # half past two, the first time
    datetime(2026, 9, 30, 22, 30, tzinfo=UTC),  # October, the fourth quarter
    datetime(2026, 12, 31, 22, 30, tzinfo=UTC),
]
UNITS = st.lists(st.decimals(0, 9, places=2), min_size=1, max_size=5)
ENROLMENTS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)),  # seminar, person: once each
    st.tuples(st.integers(0, 3), st.sampled_from(EnrolmentState), UNITS),
    max_size=24,
)
COUNTED = ["participations", "persons", "units", "units_offered", "participant_days"]
COUNTED += ["no_shows", "cancellations", "waiting", "never_served"]


class Cast:
    """Seven people, four contexts at three providers in two associations, six seminars."""

    def __init__(self):
        red = association("DRK").add_child(kind=OrganisationKind.REGIONAL_ASSOCIATION, name="Nord")
        places = [
            site("Eins"),
            site("Zwei", below=provider("Träger Zwei")),
            site("Drei", below=provider("Drei", below=red, in_land="HH"), in_land="HH"),
        ]
        jobs = [counsellor(place).job for place in (*places, places[0])]
        jobs[3].function = "manager"
        self.contexts = [context_of(job) for job in jobs]
        self.people = [counsellor() for _n in range(7)]
        online = CourseFactory(delivery_mode=DeliveryMode.ONLINE, topic="Sprache")
        online.topics.create(name="Beratung", slug="beratung")
        courses = [online, CourseFactory(), online, None, None, CourseFactory(topic="Sprache")]
        self.seminars = [
            SeminarFactory(
                days=1 + number % 3,
                days__start=begin + A_DAY / 8,  # sessions begin three hours before
                **({"course": course} if course else {}),
            )
            for number, (begin, course) in enumerate(zip(BEGINNINGS, courses, strict=True))
        ]

    def act(self, drawn):
        """As drawn, and one that attended in the first year: only such years are offered."""
        drawn = drawn | {(0, 6): (0, EnrolmentState.ATTENDED, [Decimal(8)])}
        Enrolment.objects.all().delete()
        Enrolment.objects.bulk_create(
            Enrolment(
                seminar=self.seminars[seminar],
                person=self.people[person],
                state=state,
                requested_at=NOON,
                moved_at=NOON,
                held_until=NOON if state == EnrolmentState.HELD else None,
                attended_units=sum(units) if state in ATTENDANCE_KNOWN else None,
                attended_days=units if state in ATTENDANCE_KNOWN else None,
                **self.contexts[context],
            )
            for (seminar, person), (context, state, units) in drawn.items()
        )


def counted_plainly(enrolments, now):
    """The figures of a group by going through it one by one."""
    there = [e for e in enrolments if e.state in ("attended", "partly_attended")]
    started = [begins(e) <= now for e in enrolments]
    waits = [e.state == "waiting" for e in enrolments]
    return {
        "participations": len(there),
        "persons": len({e.person_id for e in there}),
        "units": sum((sum(e.attended_days) for e in there), Decimal(0)),
        "units_offered": sum(
            (sum(s.teaching_units for s in e.seminar.sessions.all()) for e in there), Decimal(0)
        ),
        "participant_days": sum((days(e) for e in there), Decimal(0)),
        "no_shows": sum(e.state == "absent" for e in enrolments),
        "cancellations": sum(e.state == "cancelled" for e in enrolments),
        "waiting": sum(w and not s for w, s in zip(waits, started, strict=True)),
        "never_served": sum(w and s for w, s in zip(waits, started, strict=True))
        + sum(e.state == "not_selected" for e in enrolments),
    }


def days(enrolment):
    if enrolment.seminar.course.delivery_mode == "online":
        return Decimal(0)
    return sum(
        (Decimal(1) if u >= 8 else Decimal("0.5") if u >= 4 else Decimal(0))
        for u in enrolment.attended_days
    ) or Decimal(0)


def begins(enrolment):
    return min(session.starts_at for session in enrolment.seminar.sessions.all())


def words(enrolment, dimension):
    """What the rows are called in which the enrolment counts."""
    at, course = timezone.localtime(begins(enrolment)), enrolment.seminar.course
    line = Organisation.objects.line_of(enrolment.organisation)
    regions = [each.name for each in line if each.kind == "regional_association"]
    return {
        "provider": lambda: [str(enrolment.provider)],
        "site": lambda: [str(enrolment.organisation)],
        "association": lambda: [str(enrolment.association)],
        "region": lambda: regions or ["ohne Landes- oder Diözesanverband"],
        "state": lambda: [str(enrolment.land)],
        "programme": lambda: [enrolment.programme.name],
        "course": lambda: [course.title + course.code],
        "topic": lambda: [topic.name for topic in course.topics.all()],
        "mode": lambda: [course.get_delivery_mode_display()],
        "function": lambda: [{"manager": "Leitung"}.get(enrolment.function, "Beratungskraft")],
        "month": lambda: [f"{MONTHS[at.month]} {at.year}"],
        "quarter": lambda: [f"{(at.month + 2) // 3}. Quartal {at.year}"],
        "year": lambda: [str(at.year)],
    }[dimension.name]()


MONTHS = {1: "Januar", 3: "März", 10: "Oktober", 12: "Dezember"}
PAIRS = [(first, second) for first, second in product(ALL, ALL) if first != second]


def called(row, dimension):
    return row[dimension.name] + (row["code"] if dimension.name == "course" else "")


def test_every_figure_is_the_one_counted_by_hand():
    cast, reader = Cast(), manager_of_all()

    @settings(max_examples=40, deadline=None)
    @given(ENROLMENTS, st.sampled_from(PAIRS))
    def holds(drawn, pair):
        cast.act(drawn)
        groups, firsts, everything = defaultdict(list), defaultdict(list), []
        for enrolment in Enrolment.objects.select_related(
            "seminar__course", "provider", "organisation", "association", "land", "programme"
        ):
            everything.append(enrolment)
            ways = [words(enrolment, dimension) for dimension in pair]
            for key in product(*ways):
                groups[key].append(enrolment)
            for key in ways[0]:
                firsts[key].append(enrolment)
        choice = {"by": ",".join(each.name for each in pair), "year": "2025", "until": "2026"}
        answer = asked(reader=reader, **choice)
        rows = [(row.is_sum, answer.by_name(row.cells)) for row in answer.rows]
        found = {
            tuple(called(row, dimension) for dimension in pair): figures_of(row)
            for is_sum, row in rows
            if not is_sum
        }
        assert found == expected(groups)
        sums = {called(row, pair[0]): figures_of(row) for is_sum, row in rows if is_sum}
        assert sums == expected(firsts)
        assert figures_of(answer.by_name(answer.total)) == counted_plainly(everything, NOON)

    holds()


def by_words(answer, pair):
    """Rows by what they are called: hidden figures do not stand where the real ones would."""
    rows = [(row.is_sum, answer.by_name(row.cells)) for row in answer.rows]
    return {(is_sum, *(called(row, each) for each in pair)): row for is_sum, row in rows}


def figures_of(row):
    return {name: row[name] for name in COUNTED}


def expected(groups):
    """The groups in which there is anything to count."""
    counted = {key: counted_plainly(group, NOON) for key, group in groups.items()}
    return {key: figures for key, figures in counted.items() if any(figures.values())}


def test_a_table_of_rows_and_columns_says_the_same_as_the_list():
    cast, reader = Cast(), manager_of_all()

    @settings(max_examples=25, deadline=None)
    @given(ENROLMENTS, st.sampled_from(PAIRS), st.sampled_from(COUNTED))
    def holds(drawn, pair, measure):
        cast.act(drawn)
        choice = {"by": ",".join(each.name for each in pair), "year": "2026"}
        listed = asked(reader=reader, **choice)
        crossed = asked(reader=reader, measure=measure, **choice)
        words = len(crossed.columns) - len(crossed.total) + len(pair[0].own_columns)
        titles = [column.title for column in crossed.columns[words:-1]]
        cells = sorted(
            (row.cells[0], title, value)
            for row in crossed.rows
            for title, value in zip(titles, row.cells[words:-1], strict=True)
            if value
        )
        rows = [listed.by_name(row.cells) for row in listed.parts]
        same = [(row[pair[0].name], row[pair[1].name], row[measure]) for row in rows]
        assert cells == sorted(cell for cell in same if cell[2])
        assert crossed.total[-1] == listed.by_name(listed.total)[measure]

    holds()


def test_who_answers_for_nobody_sees_no_figure_about_few_people():
    """What is shown is right, and whatever is about one to four persons is not shown."""
    cast, reader, all_seeing = Cast(), coordinator(), manager_of_all()

    @settings(max_examples=25, deadline=None)
    @given(ENROLMENTS, st.sampled_from(PAIRS))
    def holds(drawn, pair):
        cast.act(drawn)
        choice = {"by": ",".join(each.name for each in pair), "year": "2026"}
        shown, true = asked(reader=reader, **choice), asked(reader=all_seeing, **choice)
        rows, wanted = by_words(shown, pair), by_words(true, pair)
        assert len(wanted) == len(true.rows)
        assert rows.keys() == wanted.keys()
        for key, seen in rows.items():
            real = wanted[key]
            for name in COUNTED:
                assert seen[name] in (real[name], HIDDEN)
            assert seen["persons"] in (0, HIDDEN) or real["persons"] >= 5
            assert seen["no_shows"] in (0, HIDDEN) or real["no_shows"] >= 5

    holds()
