"""Seminars with all that a booking asks of them at hand, by hand-written SQL."""

from itertools import chain

from courses.models import Course, Seminar, Session
from courses.states import PUBLIC
from fortbildung.shared.sql import Select, keep_related
from fortbildung.shared.trips import Question
from organisations.models import CentralOffice

# With the keys of the programmes the course is meant for, and whether it has prerequisites.
_SEMINARS = """
    SELECT {s}, {c}, {z},
        ARRAY(SELECT programme_id FROM courses_course_programmes WHERE course_id = c.id),
        EXISTS (SELECT 1 FROM courses_prerequisite WHERE course_id = c.id)
    FROM courses_seminar AS s
    JOIN courses_course AS c ON c.id = s.course_id
    JOIN organisations_centraloffice AS z ON z.id = s.central_office_id
"""
_MODELS = {"s": Seminar, "c": Course, "z": CentralOffice}
LOCKED = Select(_SEMINARS + "WHERE s.id = %s FOR NO KEY UPDATE OF s", **_MODELS)
_PUBLISHED = "WHERE s.number = %s AND s.state = ANY(%s)"
NUMBERED = Select(_SEMINARS + _PUBLISHED, **_MODELS)
BARE = Select("SELECT {s} FROM courses_seminar AS s " + _PUBLISHED, s=Seminar)  # noqa: S608 – ours
SESSIONS = Select(
    "SELECT {x} FROM courses_session AS x WHERE x.seminar_id = ANY(%s) ORDER BY x.starts_at",
    x=Session,
)


def published(number: str) -> Seminar | None:
    """The seminar with this number, if the public may see it; without its sessions."""
    return next(iter(_read(NUMBERED.rows(number, list(PUBLIC)))), None)


def asks_for_row(number: str) -> Question:
    """What `published_row` asks, for `ahead`."""
    return BARE.asked(number, list(PUBLIC))


def published_row(number: str) -> Seminar | None:
    """The same with nothing at hand, for who will lock it anyway."""
    return next((seminar for (seminar,) in BARE.rows(number, list(PUBLIC))), None)


def with_sessions(seminars: list[Seminar]) -> list[Seminar]:
    """The same seminars, their sessions at hand in the order of time."""
    by_key = {seminar.pk: (seminar, []) for seminar in seminars}
    for (session,) in SESSIONS.rows(list(by_key)):
        seminar, sessions = by_key[session.seminar_id]
        session.seminar = seminar
        sessions.append(session)
    for seminar, sessions in by_key.values():
        keep_related(seminar, "sessions", sessions)
    return seminars


def locked(keys: list[int]) -> list[Seminar]:
    """These seminars, locked in the order of their keys until the transaction ends.

    Their sessions are asked under the lock: whoever held it before may have changed them.
    """
    keys = sorted(set(keys))
    return with_sessions(_read(chain.from_iterable(LOCKED.rows(key) for key in keys)))


def asks_to_lock(keys: list[int]) -> list[Question]:
    """What `locked` asks, for `ahead`."""
    return [*(LOCKED.asked(key) for key in sorted(set(keys))), SESSIONS.asked(keys)]


def _read(rows):
    seminars = []
    for seminar, course, office, targets, asks in rows:
        seminar.course, seminar.central_office = course, office
        seminar.targets, seminar.asks = targets, asks
        seminars.append(seminar)
    return seminars
