"""The sessions of a seminar, put where its plan wants them."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from courses.changes import Shift
from courses.models import Seminar, Session
from courses.rules import (
    reasons_against_times,
    reasons_not_to_add_a_session,
    reasons_not_to_remove,
    reasons_not_to_reschedule,
)
from courses.services.occupancy import in_words, reasons_against_rooms
from fortbildung.shared.errors import Refused, refuse

WHEN = ("starts_at", "ends_at", "teaching_units")
# Whoever has the session in a calendar must hear of a change in one of these.
IN_THE_CALENDAR = ("starts_at", "ends_at", "room")


def rearrange(
    seminar: Seminar, sessions: Sequence[Session], removed: Iterable[Session], *, moved: bool
) -> list[Shift]:
    """Save new and changed `sessions`, delete those `removed`; what calendars must know of it.

    `moved` says that the whole seminar takes place elsewhere: then calendars must know of each.
    """
    _name_rooms(seminar, sessions)
    gone = [stored for session in removed if (stored := _remove(seminar, session))]
    shifts = [Shift(before=stored, after=None) for stored in gone]
    before = {session.pk: session for session in seminar.sessions.select_for_update()}
    changed = {session.pk: session for session in sessions if session.pk}
    if not changed.keys() <= before.keys():
        raise Refused(_("The sessions were changed meanwhile. Reload the page."))
    for pk, session in changed.items():
        if differ(session, before[pk], WHEN):
            refuse(reasons_not_to_reschedule(session=before[pk]))
    kept = [Shift(session, changed.get(pk, session)) for pk, session in before.items()]
    news = [shift for shift in kept if moved or differ(shift.before, shift.after, IN_THE_CALENDAR)]
    for shift in kept:
        shift.after.sequence = shift.before.sequence
    for shift in news:
        shift.after.sequence += 1
    added = [session for session in sessions if not session.pk]
    staying = [shift.after for shift in kept]
    refuse(reasons_against_times(sessions=[*staying, *added]))
    _book(seminar, staying, added)
    return [*shifts, *news, *(Shift(before=None, after=session) for session in added)]


def _book(seminar, staying, added):
    """Save the sessions with their rooms, unless a room or a speaker is needed elsewhere then."""
    everything = [*staying, *added]
    refuse(reasons_against_rooms(sessions=everything, but=seminar.pk))
    with in_words(seminar, everything):
        # One statement, so that two sessions can swap their times.
        Session.objects.bulk_update(staying, ["title", "room", "venue_room", "sequence", *WHEN])
        _add(added, seminar)


def _name_rooms(seminar, sessions):
    """People read the name of the room; it must be one of the office's own."""
    for session in sessions:
        if not session.venue_room:
            continue
        if session.venue_room.venue.central_office_id != seminar.central_office_id:
            raise Refused(_("This room belongs to another office’s register."))
        session.room = session.venue_room.name


def _remove(seminar, session):
    """The session as it was; None when somebody else has removed it meanwhile."""
    refuse(reasons_not_to_remove(session=session))
    stored = seminar.sessions.filter(pk=session.pk).first()
    # By query: `stored` keeps its key, which calendars know.
    seminar.sessions.filter(pk=session.pk).delete()
    return stored


def _add(sessions, seminar):
    if sessions:
        refuse(reasons_not_to_add_a_session(seminar=seminar))
    for session in sessions:
        session.seminar = seminar
    Session.objects.bulk_create(sessions)


def differ(one: object, other: object, fields: Iterable[str]) -> bool:
    return any(getattr(one, field) != getattr(other, field) for field in fields)
