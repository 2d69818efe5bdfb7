"""Attendance makes the facts that certificates and reports rest on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.kinds import AttendanceSource
from courses.models import Attendance, AttendanceEvent, Seminar, Session
from courses.rules import reasons_not_to_record, units_offered
from courses.services.moves import RESULT, lock, move
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User

Minutes = dict[int, dict[int, int]]  # enrolment id → session id → minutes
HUNDREDTH = Decimal("0.01")
FACTS = ["minutes", "late", "early", "away", "excused", "note"]


@dataclass(frozen=True)
class Entry:
    """How somebody attended one session: not at all, or all of it but for some minutes."""

    present: bool = True
    late: int = 0
    early: int = 0
    away: int = 0
    excused: bool = False
    note: str = ""

    def facts(self, length: int) -> dict:
        """What is stored of it for a session of `length` minutes."""
        missed = self.late + self.early + self.away
        return asdict(self) | {"minutes": length - missed if self.present else 0}

    @classmethod
    def of_minutes(cls, spent: int, length: int) -> "Entry":
        """Of somebody of whom only the minutes are known."""
        return cls(away=length - spent) if spent else cls(present=False)

    @classmethod
    def of(cls, record: Attendance) -> "Entry":
        facts = {name: getattr(record, name) for name in FACTS if name != "minutes"}
        return cls(present=record.minutes > 0, **facts)


Entries = Mapping[tuple[int, int], Entry]  # (enrolment id, session id) → how


def record_attendance(
    *, seminar: Seminar, minutes: Minutes, by: User | None, now: datetime
) -> None:
    """Record how many minutes each participant was there. Recording again corrects.

    Raises Refused when an enrolment or session is not of this seminar, or when somebody was
    there longer than the session lasted. Who has a record for every session gets their result.
    """
    if not minutes.keys() <= set(seminar.enrolments.values_list("pk", flat=True)):
        raise Refused(_foreign())
    lengths = {session.pk: session.minutes for session in seminar.sessions.all()}
    entries = {
        (enrolment, session): Entry.of_minutes(spent, lengths.get(session, spent))
        for enrolment, parts in minutes.items()
        for session, spent in parts.items()
    }
    record(seminar=seminar, entries=entries, by=by, now=now)


@transacted
def record(
    *,
    seminar: Seminar,
    entries: Entries,
    by: User | None,
    now: datetime,
    source: AttendanceSource = AttendanceSource.MANUAL,
    correction: str = "",
) -> int:
    """Record how each participant attended; how many entries were new or changed.

    What stays as it is remains whose it was. Raises Refused as `record_attendance` does. A
    `correction`, which is its reason, may come when the seminar is closed: certificates then
    follow, see above this app, and nobody else's result is touched.
    """
    seminar = lock(seminar)
    if not correction:
        refuse(reasons_not_to_record(seminar=seminar, now=now))
    sessions = {session.pk: session for session in seminar.sessions.all()}
    seats = set(seminar.enrolments.taking_part().values_list("pk", flat=True))
    refuse(_reasons_against(entries, seats, sessions))
    changes = _changes(entries, sessions)
    rows = {"recorded_by": by, "recorded_at": now, "source": source}
    Attendance.objects.bulk_create(
        [
            Attendance(enrolment_id=enrolment, session_id=session, **after, **rows)
            for (enrolment, session), _before, after in changes
        ],
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=[*FACTS, *rows],
    )
    AttendanceEvent.objects.bulk_create(
        AttendanceEvent(
            enrolment_id=enrolment,
            session_id=session,
            at=now,
            by=by,
            source=source,
            before=before,
            after=after,
            reason=correction,
        )
        for (enrolment, session), before, after in changes
    )
    people = seminar.enrolments.taking_part()
    if correction:
        people = people.filter(pk__in={enrolment for enrolment, _session in entries})
    _settle(people, seminar, {"by": by, "now": now, "reason": correction})
    return len(changes)


def _changes(entries, sessions):
    """What differs from what is stored: whose and when, how it was (or None), how it is now."""
    keys = {enrolment for enrolment, _session in entries}
    stored = {
        (row.pop("enrolment_id"), row.pop("session_id")): row
        for row in Attendance.objects.filter(enrolment__in=keys).values(
            "enrolment_id", "session_id", *FACTS
        )
    }
    found = []
    for key, entry in entries.items():
        after = entry.facts(sessions[key[1]].minutes)
        del after["present"]
        if stored.get(key) != after:
            found.append((key, stored.get(key), after))
    return found


def history(seminar: Seminar) -> QuerySet[AttendanceEvent]:
    """Every entry and correction, the latest first."""
    events = AttendanceEvent.objects.filter(session__in=seminar.sessions.all())
    return events.select_related("enrolment__person", "session", "by").order_by("-at", "-pk")


def settle(*, seminar: Seminar, by: User | None, now: datetime) -> None:
    """Derive units and state of all who have a record for every session."""
    _settle(seminar.enrolments.taking_part(), seminar, {"by": by, "now": now})


def _settle(people, seminar, facts):
    sessions = {session.pk: session for session in seminar.sessions.all()}
    offered = units_offered(seminar)
    for enrolment in people.prefetch_related("attendances"):
        spent = {record.session_id: record.minutes for record in enrolment.attendances.all()}
        if not sessions or spent.keys() != sessions.keys():
            continue
        units = attended_units(sessions.values(), spent)
        days = attended_days(sessions.values(), spent)
        state = _result(units, offered, seminar.course.attendance_threshold)
        if (days, state) != (enrolment.attended_days, enrolment.state):
            enrolment.attended_units, enrolment.attended_days = units, days
            _note_result(enrolment, state, facts)


def attended_units(sessions: Iterable[Session], spent: dict[int, int]) -> Decimal:
    """Teaching units attended, each session's in proportion to the minutes spent in it."""
    units = sum(s.teaching_units * spent[s.pk] / s.minutes for s in sessions)
    return Decimal(units).quantize(HUNDREDTH)


def attended_days(sessions: Iterable[Session], spent: dict[int, int]) -> list[Decimal]:
    """The same for each day in order; a session past midnight belongs to the day it began."""
    days = defaultdict(list)
    for session in sorted(sessions, key=lambda session: session.starts_at):
        days[timezone.localdate(session.starts_at)].append(session)
    return [attended_units(those, spent) for those in days.values()]


def _reasons_against(entries, seats, sessions):
    for (enrolment, session), entry in entries.items():
        if enrolment not in seats or session not in sessions:
            yield _foreign()
            continue
        longest = sessions[session].minutes
        missed = entry.late + entry.early + entry.away
        if min(entry.late, entry.early, entry.away) < 0 or not 0 <= missed <= longest:
            yield _(
                "The session lasted %(longest)s minutes; %(spent)s cannot be right. "
                "Enter 0 to %(longest)s."
            ) % {"longest": longest, "spent": longest - missed}


def _foreign():
    return _("This entry does not belong to the seminar. Reload the page.")


def _result(attended, offered, threshold):
    if attended == 0:
        return EnrolmentState.ABSENT
    if attended * 100 >= offered * threshold:
        return EnrolmentState.ATTENDED
    return EnrolmentState.PARTLY_ATTENDED


def _note_result(enrolment, state, facts):
    if state == enrolment.state:
        enrolment.save(update_fields=RESULT)
    else:
        move(enrolment, state, **facts)
