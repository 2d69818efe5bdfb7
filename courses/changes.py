"""What a new plan changes for those who have the old one in their calendars."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from courses.models import Seminar, Session

WHEN = ("starts_at", "ends_at")
FROZEN = ("pk", "title", "room", "sequence")


@dataclass(frozen=True)
class Shift:
    """A session as it was and as it is; None where there was or is none."""

    before: object
    after: object

    def concerns(self, now):
        """Whether the session was or is still to come, at least in part."""
        return any(session and session.ends_at > now for session in (self.before, self.after))

    @property
    def visible(self):
        """Whether day, time or room differ; else only the place of the whole seminar does."""
        return _seen(self.before) != _seen(self.after)


@dataclass(frozen=True)
class Change:
    """A seminar before and after, with the shifts of its sessions."""

    before: object
    seminar: object
    shifts: list

    @classmethod
    def thawed(cls, facts):
        """The change from what `frozen` told: unsaved seminars and sessions."""
        shifts = [Shift(*(_thawed(session) for session in pair)) for pair in facts["shifts"]]
        return cls(Seminar(**facts["before"]), Seminar(**facts["after"]), shifts)

    def frozen(self):
        """All that is told of the change, as JSON keeps it."""
        return {
            "before": _where(self.before),
            "after": _where(self.seminar),
            "shifts": [[_frozen(shift.before), _frozen(shift.after)] for shift in self.shifts],
        }

    @property
    def removed(self):
        """The sessions that no longer take place, as calendars know them."""
        return [shift.before for shift in self.shifts if shift.after is None]

    @property
    def other_place(self):
        return self.before.place != self.seminar.place

    @property
    def other_link(self):
        return self.before.online_link != self.seminar.online_link

    @property
    def concerns_those_waiting(self):
        """They do not know the link to the online room yet."""
        return self.other_place or any(shift.visible for shift in self.shifts)

    @property
    def key(self):
        """Unlike that of every other change: sequences only rise and keys never return."""
        sessions = self.seminar.sessions.order_by("pk").values_list("pk", "sequence")
        return sha256(repr(list(sessions)).encode()).hexdigest()[:16]


def _seen(session):
    return session and (session.starts_at, session.ends_at, session.room)


def _where(seminar):
    return {"place": seminar.place, "online_link": seminar.online_link}


def _frozen(session):
    if session is None:
        return None
    when = {field: getattr(session, field).isoformat() for field in WHEN}
    return when | {field: getattr(session, field) for field in FROZEN}


def _thawed(facts):
    if facts is None:
        return None
    when = {field: datetime.fromisoformat(facts[field]) for field in WHEN}
    return Session(**facts | when)
