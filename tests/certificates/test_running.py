"""Many certificates as a job: with progress, and none lost or doubled when a worker dies."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from certificates import tasks
from certificates.models import Certificate, Run
from certificates.services import issuing, running
from fortbildung.shared.errors import Refused
from tests.certificates.settled import AFTER, settled
from tests.factories import A_DAY, SeminarFactory, counsellor, office, office_staff


def owing(count, **fields):
    people = [counsellor() for _ in range(count)]
    return settled(*people, seminar=SeminarFactory(capacity=count, **fields))


def begun():
    return running.start(office=office(), by=office_staff(), now=AFTER)


@pytest.mark.django_db
def test_a_run_issues_all_that_is_owed_and_counts_it(monkeypatch):
    monkeypatch.setattr(issuing, "AT_ONCE", 2)
    owing(5)
    run = begun()
    assert (run.total, run.issued, run.finished_at) == (5, 0, None)
    assert begun() == run
    assert running.carry_on(now=AFTER) == 5
    run.refresh_from_db()
    assert (run.issued, run.hindered, run.finished_at) == (5, 0, AFTER)
    assert tasks.carry_on_runs() == 0


@pytest.mark.django_db
def test_who_cannot_get_one_is_counted_and_stops_nobody():
    owing(2)
    settled(counsellor(first_name="Li 李"), seminar=SeminarFactory(days__start=AFTER - 9 * A_DAY))
    run = begun()
    running.carry_on(now=AFTER)
    run.refresh_from_db()
    assert (run.issued, run.hindered, run.finished_at) == (2, 1, AFTER)


@pytest.mark.django_db
def test_only_the_office_itself_starts_one_and_only_when_something_is_owed():
    with pytest.raises(Refused):
        begun()
    with pytest.raises(PermissionDenied):
        running.start(office=office("DRK"), by=office_staff(), now=AFTER)
    assert not Run.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5])
def test_many_cost_no_more_questions_than_one(count, django_assert_num_queries):
    enrolments = owing(count)
    due = issuing.due_at(office().pk)
    issuing.issue(office().pk, [], now=AFTER)
    with django_assert_num_queries(21):
        issuing.issue(office().pk, due, now=AFTER)
    assert Certificate.objects.count() == len(enrolments)


WORK = (
    "from certificates.services import running; from tests.certificates.settled import AFTER; "
    "running.carry_on(now=AFTER)"
)


def worker():
    """A process of its own on the database of this test."""
    found = connection.settings_dict
    host = found["HOST"].replace("/", "%2F")
    address = f"postgres://{found['USER']}@{host}:{found['PORT'] or 5432}/{found['NAME']}"
    environment = os.environ | {"DATABASE_URL": address}
    environment["DJANGO_SETTINGS_MODULE"] = "fortbildung.settings.test"
    line = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WORK]
    return subprocess.Popen(line, cwd=settings.BASE_DIR, env=environment)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_none_twice_and_none_missing():
    enrolments = owing(60)
    run = begun()
    working = worker()
    while not Certificate.objects.exists():
        assert working.poll() is None
        time.sleep(0.02)
    working.send_signal(signal.SIGKILL)
    working.wait()
    before = Certificate.objects.count()
    assert 0 < before < 60
    run.refresh_from_db()
    assert (run.issued, run.finished_at) == (before, None)
    assert running.carry_on(now=AFTER) == 60 - before
    issued = Certificate.objects.order_by("serial")
    assert [each.serial for each in issued] == list(range(1, 61))
    assert sorted(each.enrolment_id for each in issued) == sorted(e.pk for e in enrolments)
    assert len({each.pdf_digest for each in issued}) == 60
    run.refresh_from_db()
    assert (run.issued, run.finished_at) == (60, AFTER)
