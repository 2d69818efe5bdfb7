"""From when to when a seminar lasts: kept by the database, whoever changes its sessions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Event

import pytest
from django.db import connection, transaction
from django.db.models import F

from courses.models import Seminar, SeminarSpan, Session
from courses.services.audit import audit_seats
from tests.factories import A_DAY, NOON, SeminarFactory

AN_HOUR = timedelta(hours=1)


def session(seminar, starts_at):
    return Session(
        seminar=seminar, starts_at=starts_at, ends_at=starts_at + AN_HOUR, teaching_units=1
    )


def span(seminar):
    dated = Seminar.objects.with_dates().get(pk=seminar.pk)
    return dated.starts_at, dated.ends_at


@pytest.mark.django_db
def test_a_span_follows_every_change_of_the_sessions():
    seminar, other = SeminarFactory(), SeminarFactory()
    Session.objects.filter(seminar__in=[seminar, other]).delete()
    assert span(seminar) == (None, None)
    Session.objects.bulk_create(session(seminar, NOON + n * A_DAY) for n in (3, 1, 2))
    assert span(seminar) == (NOON + A_DAY, NOON + 3 * A_DAY + AN_HOUR)
    Session.objects.update(starts_at=F("starts_at") + A_DAY, ends_at=F("ends_at") + A_DAY)
    assert span(seminar) == (NOON + 2 * A_DAY, NOON + 4 * A_DAY + AN_HOUR)
    seminar.sessions.filter(starts_at=NOON + 4 * A_DAY).update(seminar=other)
    assert span(seminar) == (NOON + 2 * A_DAY, NOON + 3 * A_DAY + AN_HOUR)
    assert span(other) == (NOON + 4 * A_DAY, NOON + 4 * A_DAY + AN_HOUR)
    seminar.sessions.earliest("starts_at").delete()
    assert span(seminar) == (NOON + 3 * A_DAY, NOON + 3 * A_DAY + AN_HOUR)
    seminar.delete()
    assert [kept.seminar_id for kept in SeminarSpan.objects.all()] == [other.pk]


@pytest.mark.django_db
def test_the_units_of_all_sessions_are_kept_too():
    seminar = SeminarFactory(days=0)
    assert SeminarSpan.objects.get(seminar=seminar).teaching_units == 0
    Session.objects.bulk_create(session(seminar, NOON + n * A_DAY) for n in (1, 2, 3))
    seminar.sessions.filter(starts_at=NOON + A_DAY).update(teaching_units=4.5)
    assert SeminarSpan.objects.get(seminar=seminar).teaching_units == Decimal("6.5")
    seminar.sessions.earliest("starts_at").delete()
    assert SeminarSpan.objects.get(seminar=seminar).teaching_units == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_sessions_at_once_neither_is_forgotten():
    seminar, added = SeminarFactory(), Event()
    early, late = NOON - 9 * A_DAY, NOON + 900 * A_DAY

    def first():
        with transaction.atomic():
            session(seminar, early).save()
            added.set()
            _wait_for_one_who_waits()
        connection.close()

    def second():
        added.wait(timeout=10)
        session(seminar, late).save()
        connection.close()

    with ThreadPoolExecutor(2) as crowd:
        [done.result() for done in (crowd.submit(first), crowd.submit(second))]
    assert span(seminar) == (early, late + AN_HOUR)
    assert audit_seats(now=NOON) == []


def _wait_for_one_who_waits():
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
    for _look in range(1000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
            cursor.execute(waiting, [connection.settings_dict["NAME"]])
            if cursor.fetchone():
                return
    raise AssertionError("nobody waits")
