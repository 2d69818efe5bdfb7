"""Who books, waits, cancels and comes; with the history and the attendance that go with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import connection
from django.utils import timezone

from courses.models import Enrolment
from courses.states import ATTENDANCE_KNOWN, EnrolmentState, SeminarState
from fortbildung.demo.vast.copying import copy, first_free_key
from fortbildung.demo.vast.people import Somebody
from fortbildung.demo.vast.seminars import UNITS, Dated

CAME = [EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED, EnrolmentState.ABSENT]
SHARES = [88, 5, 7]  # percent, in this order
PRESENT = {CAME[0]: Decimal(1), CAME[1]: Decimal("0.5"), CAME[2]: Decimal(0)}
COLUMNS = [
    "id", "seminar_id", "person_id", "state", "requested_at", "moved_at", "charged_to_id",
    "employment_id", "organisation_id", "provider_id", "association_id", "land_id",
    "programme_id", "function", "attended_units", "attended_days",
]  # fmt: skip
HISTORY = """
    WITH event AS (
        SELECT id, requested_at AS at, '' AS from_state,
            CASE WHEN state IN ('waiting', 'expired') THEN 'waiting' ELSE 'confirmed' END
                AS to_state
        FROM courses_enrolment WHERE id >= %(first)s
        UNION ALL
        SELECT id, moved_at, CASE WHEN state = 'expired' THEN 'waiting' ELSE 'confirmed' END, state
        FROM courses_enrolment WHERE id >= %(first)s AND state NOT IN ('waiting', 'confirmed')
    )
    INSERT INTO courses_enrolmentevent (enrolment_id, at, kind, from_state, to_state, reason)
    SELECT id, at, 'moved', from_state, to_state, '' FROM event ORDER BY id, from_state
"""
ATTENDANCE = """
    INSERT INTO courses_attendance (
        enrolment_id, session_id, minutes, late, early, away, excused, note, source, recorded_at
    )
    SELECT e.id, s.id, round(length * share.share)::int, 0, round(length * (1 - share.share))::int
        * (share.share > 0)::int, 0, FALSE, '', 'manual', e.moved_at
    FROM courses_enrolment AS e
    JOIN courses_session AS s ON s.seminar_id = e.seminar_id
    CROSS JOIN LATERAL (SELECT extract(epoch FROM s.ends_at - s.starts_at) / 60 AS length) AS n
    JOIN (VALUES ('attended', 1.0), ('partly_attended', 0.5), ('absent', 0.0))
        AS share (state, share) ON share.state = e.state
    WHERE e.id >= %(first)s
"""


def fill(
    seminars: list[Dated], people: list[Somebody], count: int, chance: Random, *, now: datetime
) -> None:
    """About `count` enrolments, evenly over the seminars; a seat where there is one."""
    first = first_free_key(Enrolment)
    each = count / len(seminars)
    copy(Enrolment, COLUMNS, _rows(seminars, people, each, first, chance, now))
    with connection.cursor() as cursor:
        cursor.execute(HISTORY, {"first": first})
        cursor.execute(ATTENDANCE, {"first": first})


def _rows(seminars, people, each, key, chance, now) -> Iterator[tuple]:
    owed = 0.0
    for seminar in seminars:
        owed += each
        wanted = min(int(owed), len(people))
        owed -= wanted
        day = timezone.localdate(seminar.starts_at)
        spread = (seminar.starts_at - seminar.opens_at) * 0.9
        taken = 0
        for turn, person in enumerate(chance.sample(people, wanted)):
            state = _state(seminar, taken, chance, now)
            taken += state in (*ATTENDANCE_KNOWN, EnrolmentState.CONFIRMED)
            requested = min(seminar.opens_at, now - timedelta(days=130)) + spread * turn / wanted
            yield key, *_row(seminar, person.key, state, requested, person.job_on(day))
            key += 1


def _state(seminar, taken, chance, now):
    """While there are seats people get one and one in ten gives it up; the others wait."""
    over = seminar.ends_at < now
    if seminar.state == SeminarState.CALLED_OFF:
        return EnrolmentState.CALLED_OFF
    if chance.random() < 0.1:  # noqa: PLR2004
        return EnrolmentState.CANCELLED
    if taken >= seminar.capacity:
        return EnrolmentState.EXPIRED if over else EnrolmentState.WAITING
    return chance.choices(CAME, SHARES)[0] if over else EnrolmentState.CONFIRMED


def _row(seminar, person, state, requested, job):
    place, known = job.place, state in ATTENDANCE_KNOWN
    settled = known or state == EnrolmentState.EXPIRED
    return (
        seminar.key, person, state, requested, seminar.ends_at if settled else requested,
        seminar.contingents.get(place.association) if known else None,
        job.key, place.site, place.provider, place.association, place.land,
        job.programme, job.function, seminar.units * PRESENT[state] if known else None,
        [UNITS * PRESENT[state]] * seminar.days if known else None,
    )  # fmt: skip
