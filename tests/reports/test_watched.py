"""Every table a report reads is watched: each change of it is noted."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.services.interest import register_interest
from organisations.models import User
from reports.figures import dimensions, watched
from reports.figures.measures import MEASURES
from reports.figures.reach import reach_of
from reports.models import Change
from reports.questions.catalogue import REPORTS, question_within
from reports.services import kept
from tests.certificates.kinds import fact, kind
from tests.certificates.required import requirement
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    coordinator,
    counsellor,
    manager,
    office_staff,
    provider,
    teaches,
)
from tests.reports.people import took_part
from tests.reports.test_others import evaluated

pytestmark = pytest.mark.django_db
TRIGGERS = """
    SELECT relname, (tgtype & 4) > 0, (tgtype & 8) > 0, (tgtype & 16) > 0
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE tgname LIKE 'reports\\_note\\_%'
"""


@pytest.fixture
def figures():
    """Something for each report to tell."""
    seminar, wanted = SeminarFactory(course__topic="Sprache"), kind()
    requirement(wanted)
    people = [counsellor() for _ in range(6)]
    for person in people:
        took_part(person, seminar)
        fact(person, wanted, NOON.date())
    register_interest(person=people[0], course=seminar.course, employment=people[0].job, now=NOON)
    evaluated(seminar.course, 5, [4])
    teaches(people[0], seminar)
    return seminar


def choices(report, reach, home):
    """Each choice of each field alone; and by what rows are told apart, in pairs."""
    yield {}
    form = report.form({}, reach=reach, now=NOON)
    for name, field in form.fields.items():
        offered = [field.prepare_value(value) for value, _title in getattr(field, "choices", [])]
        if name != "then":
            yield from ({name: str(value)} for value in offered[:20] if value)
    if report.name == "participation":
        for each in dimensions.ALL:
            second = "site" if each.name != "site" else "state"
            yield {"by": f"{each.name},{second}"}
            yield {"by": f"{each.name},{second}", "measure": MEASURES[0].name}
        yield {"provider": str(home.pk)}


def questions(report, reaches, home):
    for reach in reaches:
        if report.may_be_read_within(reach):
            for parameters in choices(report, reach, home):
                yield question_within(reach, report.name, parameters, NOON)


def tables_of(queries, known):
    said = " ".join(query["sql"] for query in queries)
    return {table for table in known if re.search(rf"\b{table}\b", said)}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
@pytest.mark.usefixtures("figures")
def test_a_report_reads_nothing_that_is_not_watched(report):
    known = connection.introspection.table_names()
    reaches = [reach_of(reader) for reader in (coordinator(), office_staff(), manager())]
    declared = {model._meta.db_table for model in report.reads}
    home = provider()
    with CaptureQueriesContext(connection) as queries:
        answers = [question.answer for question in questions(report, reaches, home)]
    assert len(answers) >= 2
    assert tables_of(queries, known) - declared == set()


def test_every_watched_table_has_its_triggers():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        rows = cursor.fetchall()
    found = {}
    for table, *events in rows:
        seen = found.setdefault(table, [False] * 3)
        found[table] = [old or new for old, new in zip(seen, events, strict=True)]
    wanted = {model._meta.db_table: [True] * 3 for model in watched.EVERYTHING}
    wanted["organisations_user"] = [False, True, True]  # a new one is in no report yet
    assert found == wanted


def noted():
    """Table → how many changes of it were noted, beginning with this call."""
    found = {change.place: 0 for change in Change.objects.all()}
    for change in Change.objects.all():
        found[change.place] += change.weight
    Change.objects.all().delete()
    return found


def test_a_statement_is_noted_once_and_only_when_it_changed_something(figures):
    noted()
    enrolments = figures.enrolments.all()
    enrolments.update(attended_units=4)
    assert noted() == {"courses_enrolment": 1}
    enrolments.filter(pk=0).update(attended_units=5)
    assert noted() == {}


def test_log_ins_are_not_noted_and_names_are():
    person = counsellor()
    noted()
    User.objects.filter(pk=person.pk).update(last_login=NOON)
    assert noted() == {}
    User.objects.filter(pk=person.pk).update(last_name="Neu")
    assert noted() == {"organisations_user": 1}


def test_the_state_says_which_seminar_began_last_and_which_day_it_is(figures):
    """Waiting becomes “never served” when the seminar begins, without any change in between."""
    begins = figures.sessions.earliest("starts_at").starts_at

    def state(now):
        reach = reach_of(coordinator())
        return kept.place_of(question_within(reach, "demand", {}, now)).state

    reach_of(coordinator())
    before, at, after = (
        state(begins + step) for step in (-A_DAY / 86400, 0 * A_DAY, A_DAY / 86400)
    )
    assert before != at
    assert at == after
    assert state(begins + A_DAY) != at
