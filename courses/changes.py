"""What a new plan changes for those who have the old one in their calendars."""

from dataclasses import dataclass
from hashlib import sha256


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
