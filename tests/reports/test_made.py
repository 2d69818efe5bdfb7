"""The worker makes reports: with progress, once, and to an end that is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import translation

from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.steps import heard_by
from organisations.models import Role
from reports.beside import CALL
from reports.figures.answers import from_record
from reports.figures.reach import reach_of
from reports.models import MadeReport
from reports.questions.catalogue import REPORTS, answer_for, question_within
from reports.services import made as service
from reports.services.making import make_next
from reports.tasks import make_reports
from tests.caches import fresh
from tests.courses.test_races import at_once
from tests.factories import (
    A_DAY,
    NOON,
    coordinator,
    manager,
    office_staff,
)
from tests.reports.held_up import counting, held_up, in_background, nobody_counts, worker
from tests.reports.ordering import ASKED, SLOW, again, letters, ordered, some_figures, url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def figures(settings):
    fresh(settings)
    return some_figures()


def test_the_worker_makes_it_once_and_tells_the_owner():
    made = ordered()
    assert [make_next(now=NOON), make_next(now=NOON)] == [True, False]
    made = again(made)
    assert (made.done, made.total, made.problem, made.finished_at) == (8, 8, "", NOON)
    answer = from_record(made.record)
    with translation.override("de"):
        assert answer == answer_for(made.owner, "participation", ASKED, NOON)
    assert letters() == [(made.owner.email, "Ihr Bericht ist fertig: Teilnahmen 2026")]
    mail = OutgoingMail.objects.get()
    assert f"http://localhost:8000{url(made)}" in mail.body
    assert "– Teilnahmen: 6" in mail.body


def test_progress_is_what_is_really_counted(client):
    made = ordered()
    client.force_login(made.owner)
    with held_up(SLOW):  # the second counting is the first to read it
        maker = in_background(make_reports)
        counting()
        assert (again(made).done, again(made).total) == (1, 8)
        assert "1 von 8 Schritten sind getan." in client.get(url(made)).content.decode()
    maker.join()
    assert again(made).done == 8


def test_a_killed_worker_loses_nothing_and_stands_in_nobodys_way():
    made = ordered()
    with held_up(SLOW), worker() as process:
        counting()
        assert (again(made).done, again(made).attempts) == (1, 1)
        assert not make_next(now=NOON)  # it is somebody else's turn
        process.kill()
        process.wait()
    assert make_next(now=NOON)
    made = again(made)
    assert (made.done, made.attempts, made.problem) == (8, 2, "")
    assert len(letters()) == 1


def test_a_report_that_kills_every_worker_is_given_up_after_three(caplog):
    made = ordered()
    MadeReport.objects.update(attempts=3)
    assert make_next(now=NOON)
    assert again(made).problem.startswith("Er wurde mehrmals begonnen")
    assert "never finished" in caplog.text
    assert letters() == [(made.owner.email, "Ihr Bericht konnte nicht erstellt werden: Teilnahmen")]


def test_two_workers_make_each_report_once():
    for owner in (coordinator(), office_staff(), manager()):
        ordered(owner)
    at_once(make_reports, make_reports, make_reports)
    assert [row.attempts for row in MadeReport.objects.all()] == [1, 1, 1]
    assert not MadeReport.objects.unfinished().exists()
    assert len(letters()) == 3


def test_who_cancels_ends_the_statement_and_it_never_comes_back(client):
    made, other = ordered(), ordered(office_staff())
    client.force_login(made.owner)
    with held_up(SLOW):
        maker = in_background(lambda: make_next(now=NOON))
        counting()
        assert client.get(url(made, "cancel_made")).status_code == 405
        answer = client.post(url(made, "cancel_made"), follow=True)
        nobody_counts()
        maker.join(10)
        assert not maker.is_alive()
    assert "Dieser Bericht wurde abgebrochen." in answer.content.decode()
    assert make_next(now=NOON)
    assert not make_next(now=NOON)
    assert (again(made).record, again(made).done) == (None, 1)
    assert again(other).record["title"] == "Teilnahmen 2026"
    assert letters() == [(other.owner.email, "Ihr Bericht ist fertig: Teilnahmen 2026")]
    assert client.get(url(made, "made_file", "csv")).status_code == 404


def test_who_cancels_between_two_statements_keeps_the_next_from_beginning():
    """No statement runs at that moment that could be ended."""
    made, statements = ordered(), []

    def cancelled_once_named(execute, statement, *facts):
        outcome = execute(statement, *facts)
        statements.append(statement)
        if statement == CALL:
            in_background(lambda: service.cancel(made=made, now=NOON)).join()
        return outcome

    with connection.execute_wrapper(cancelled_once_named):
        assert make_next(now=NOON)
    assert statements[-1] == CALL
    made = again(made)
    assert (made.cancelled_at, made.finished_at, made.done) == (NOON, None, 0)
    assert letters() == []


def test_one_that_is_ready_cannot_be_cancelled():
    made = ordered()
    make_next(now=NOON)
    assert not service.cancel(made=made, now=NOON + A_DAY)
    assert again(made).cancelled_at is None


def test_it_is_made_with_the_rights_the_owner_has_then(client):
    made = ordered(office_staff())
    Role.objects.filter(user=made.owner).delete()
    assert make_next(now=NOON)
    assert again(made).problem.startswith("Diesen Bericht gibt es nicht")
    assert letters() == [(made.owner.email, "Ihr Bericht konnte nicht erstellt werden: Teilnahmen")]
    client.force_login(made.owner)
    page = client.get(url(made)).content.decode()
    assert "Dieser Bericht konnte nicht erstellt werden." in page
    assert "Diesen Bericht gibt es nicht" in page
    assert "Noch einmal anfragen" not in page


def test_what_nobody_foresaw_is_told_and_keeps_nobody_waiting(caplog):
    broken, other = ordered(), ordered(office_staff(), by="state", year="2026")
    MadeReport.objects.filter(pk=broken.pk).update(parameters=[])  # never by us
    assert [make_next(now=NOON) for _ in range(3)] == [True, True, False]
    assert again(broken).problem == "Bei uns ist etwas schiefgegangen; wir sehen nach."
    assert "was not made" in caplog.text
    assert again(other).record
    subjects = [subject for _to, subject in letters()]
    assert subjects[0].startswith("Ihr Bericht konnte nicht erstellt werden")
    assert subjects[1].startswith("Ihr Bericht ist fertig")


def test_what_takes_the_worker_too_long_is_given_up(settings):
    settings.REPORT_LONGEST = timedelta(seconds=0.3)
    made = ordered()
    with held_up(SLOW):
        assert make_next(now=NOON)
    assert again(made).problem.startswith("Das Zählen dauert zu lange.")
    assert len(letters()) == 1


def test_a_database_that_goes_away_is_not_the_reports_fault():
    made = ordered()
    name = f"fortbildung-report-{made.pk}"
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
    errors = []

    def make():
        try:
            make_next(now=NOON)
        except Exception as error:  # noqa: BLE001
            errors.append(type(error).__name__)

    with held_up(SLOW):
        maker = in_background(make)
        counting()
        with connection.cursor() as cursor:
            cursor.execute(end, [name])
        maker.join(10)
    assert errors == ["OperationalError"]
    assert again(made).is_unfinished
    assert make_next(now=NOON)
    assert again(made).record


def test_every_report_takes_as_many_steps_as_it_says():
    reader = office_staff()
    for report in REPORTS:
        for asked in ({}, {"by": "course"}, {"by": "provider,state", "measure": "persons"}):
            question = question_within(reach_of(reader), report.name, _fit(report, asked), NOON)
            taken = []
            with heard_by(lambda taken=taken: taken.append(1)):
                question.answer  # noqa: B018
            assert len(taken) == question.steps, (report.name, asked)


def _fit(report, asked):
    """As far as the report's form knows it."""
    form = report.form({}, reach=reach_of(office_staff()), now=NOON)
    known = {name: value for name, value in asked.items() if name in form.fields}
    if "," in known.get("by", "") and "then" not in form.fields:
        known["by"] = "office" if report.name != "demand" else "state"
    return known
