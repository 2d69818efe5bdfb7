"""What may change in a seminar that people may have booked already, and changing it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Seminar
from courses.services.imports.contingents import differs
from courses.services.imports.sessions import Span
from courses.services.imports.timetable import arrange, pair, recorded, span_of
from courses.services.seminars import plan
from courses.states import ATTENDANCE_KNOWN, SETTLED
from fortbildung.shared.importing import CHANGED, NEW, UNCHANGED, Report


def check_change(seminar: Seminar, line, problems) -> None:
    """Note what the line wants of an existing seminar that must not happen to it."""
    if seminar.state in SETTLED and _differs(seminar, line):
        problems.add(
            line.row,
            "number",
            _("The seminar is %(state)s and does not change any more.")
            % {"state": seminar.get_state_display()},
            _("Remove the line, or undo the changes in it."),
        )
        return
    course = line.facts["course"]
    if course and course != seminar.course and seminar.enrolments.exists():
        problems.add(
            line.row,
            "course",
            _("People have enrolled for the course %(course)s.") % {"course": seminar.course.code},
            _("Give the other course a seminar with a number of its own."),
        )
    _check_attendance(seminar, line, problems)


def _differs(seminar, line):
    facts = any(getattr(seminar, name) != fact for name, fact in line.facts.items())
    return (
        facts
        or differs(seminar, line.seats)
        or [span_of(session) for session in seminar.sessions.order_by("starts_at")] != line.spans
    )


def _check_attendance(seminar, line, problems):
    """A session whose attendance is recorded stays when it was."""
    pairs = pair(seminar, line.spans)
    stays = {session.pk for session, span in pairs if session and span_of(session) == span}
    gone = recorded(seminar) - stays
    for session in seminar.sessions.filter(pk__in=gone).order_by("starts_at"):
        problems.add(
            line.row,
            "sessions",
            _("The attendance of the session %(session)s is recorded.")
            % {"session": span_of(session)},
            _("It can be neither moved nor removed."),
        )
    complete = seminar.enrolments.filter(state__in=ATTENDANCE_KNOWN).exists()
    if complete and not all(session for session, _span in pairs):
        problems.add(
            line.row,
            "sessions",
            _("Attendance is complete already."),
            _("No further session can be added."),
        )


def save_seminar(
    seminar: Seminar | None, facts: dict, spans: list[Span], report: Report, *, now: datetime
) -> Seminar:
    """Create the seminar, or update the one there is, whose row the caller has locked."""
    if seminar is None:
        seminar = Seminar(**facts)
        sessions, _none = arrange(seminar, spans)
        plan(seminar=seminar, sessions=sessions, now=now)
        outcome = NEW
    else:
        outcome = _update(seminar, facts, spans, report, now=now)
    report.add(_("Seminars"), seminar.number, outcome)
    return seminar


def _update(seminar, facts, spans, report, *, now):
    if seminar.state in SETTLED:  # nothing differs but perhaps the course's teaching units
        return UNCHANGED
    changed = {name: fact for name, fact in facts.items() if getattr(seminar, name) != fact}
    for name, fact in changed.items():
        setattr(seminar, name, fact)
    sessions, removed = arrange(seminar, spans)
    if {"place", "land"} & changed.keys():
        sessions = _elsewhere(seminar, sessions, removed)
    if not (changed or sessions or removed):
        return UNCHANGED
    planned = plan(seminar=seminar, sessions=sessions, removed=removed, now=now)
    if planned.told:
        _report_who_is_told(planned, report)
    return CHANGED


def _elsewhere(seminar, sessions, removed):
    """The file has moved the seminar: it leaves its venue, and every session its room."""
    seminar.venue = None
    known = {session.pk for session in [*sessions, *removed]}
    everything = [*sessions, *seminar.sessions.exclude(pk__in=known - {None})]
    housed = [session for session in everything if session.venue_room_id]
    for session in housed:
        session.venue_room, session.room = None, ""
    return [*sessions, *(session for session in housed if session not in sessions)]


def _report_who_is_told(planned, report):
    text = ngettext(
        "%(number)s: sessions or place changed. One person is told by e-mail.",
        "%(number)s: sessions or place changed. %(people)s persons are told by e-mail.",
        planned.told,
    )
    report.notes.append(text % {"number": planned.seminar.number, "people": planned.told})
