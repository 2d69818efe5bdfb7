"""Rooms and speakers are in one place at a time: asked first, then guarded by the database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from courses.models import EngagedSession, Engagement, Seminar, Session, Speaker
from courses.rules import reason_room_is_taken, reason_speaker_teaches
from courses.states import SeminarState
from fortbildung.shared.errors import Refused


@dataclass(frozen=True)
class Losses:
    """What a seminar planned anew does without: the rooms of sessions, and speakers in some."""

    rooms: list[Session]
    speakers: list[Speaker]


Pair = tuple[Session, Session]  # what is wanted, and what stands against it
ROOM, SPEAKER = "room_is_booked_once_at_a_time", "speaker_is_in_one_place_at_a_time"


def rooms_taken(*, sessions: Iterable[Session], but: int | None) -> list[Pair]:
    """Which of `sessions` wants a room another seminar has then, and that seminar's session."""
    wanted = [session for session in sessions if session.venue_room_id]
    if not wanted:
        return []
    asked = Q(pk__in=[])
    for session in wanted:
        asked |= _during(session) & Q(venue_room=session.venue_room_id)
    others = Session.objects.filter(asked, blocks=True).exclude(seminar=but)
    others = list(others.select_related("seminar__course", "venue_room").order_by("starts_at"))
    return [(one, other) for one in wanted for other in others if _same_room(one, other)]


def speaker_elsewhere(
    *, speaker: Speaker, sessions: Iterable[Session], but: int | None
) -> list[Pair]:
    """In which of `sessions` the speaker teaches another seminar, and that seminar's session."""
    found = speakers_elsewhere(wanted=[(speaker, session) for session in sessions], but=but)
    return [(one, other) for _speaker, one, other in found]


def speakers_elsewhere(
    *, wanted: Iterable[tuple[Speaker, Session]], but: int | None
) -> list[tuple[Speaker, Session, Session]]:
    """Of all these at once: speaker, session wanted, and the session of another seminar.

    The same log-in or address at another office is the same person.
    """
    wanted = list(wanted)
    asked = Q(pk__in=[])
    for _speaker, session in wanted:
        asked |= _during(session)
    parts = EngagedSession.objects.filter(asked, _is_one_of({speaker for speaker, _s in wanted}))
    parts = parts.exclude(
        Q(session__seminar=but) | Q(session__seminar__state=SeminarState.CALLED_OFF)
    )
    parts = parts.select_related("speaker", "session__seminar__course").order_by("starts_at", "pk")
    return [
        (speaker, session, part.session)
        for speaker, session in wanted
        for part in parts
        if _overlap(session, part) and same_person(speaker, part.speaker)
    ]


def _is_one_of(speakers):
    users = [speaker.user_id for speaker in speakers if speaker.user_id]
    same = Q(speaker__in=speakers) | Q(speaker__user__in=users)
    for speaker in speakers:
        if speaker.email:
            same |= Q(speaker__email__iexact=speaker.email)
    return same


def same_person(one: Speaker, other: Speaker) -> bool:
    """Whether two registers mean the same person."""
    if one.pk == other.pk:
        return True
    same_user = one.user_id is not None and one.user_id == other.user_id
    return same_user or (bool(one.email) and one.email.lower() == other.email.lower())


def _during(session):
    return Q(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)


def _overlap(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _same_room(one, other):
    return one.venue_room_id == other.venue_room_id and _overlap(one, other)


def reasons_against_rooms(*, sessions: Iterable[Session], but: int | None) -> list[str]:
    """Why the rooms are not free, one reason per room and seminar."""
    taken = rooms_taken(sessions=sessions, but=but)
    return list(dict.fromkeys(reason_room_is_taken(other) for _one, other in taken))


def reasons_against_engaging(
    *, speaker: Speaker, sessions: Iterable[Session], but: int | None
) -> list[str]:
    """Why the speaker is not free."""
    taken = speaker_elsewhere(speaker=speaker, sessions=sessions, but=but)
    return list(dict.fromkeys(reason_speaker_teaches(speaker, other) for _one, other in taken))


@contextmanager
def in_words(seminar: Seminar, sessions: Iterable[Session]) -> Iterator[None]:
    """What the database refuses because somebody was faster is told like what was known before."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        violated = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if violated not in (ROOM, SPEAKER):
            raise
        raise Refused(_who_was_faster(violated, seminar, list(sessions))) from error


def _who_was_faster(violated, seminar, sessions):
    if violated == ROOM:
        found = reasons_against_rooms(sessions=sessions, but=seminar.pk)
        return found or [_("Somebody has just booked this room. Reload the page.")]
    engaged = Engagement.objects.filter(seminar=seminar.pk).select_related("speaker")
    found = [
        reason
        for engagement in engaged
        for reason in reasons_against_engaging(
            speaker=engagement.speaker, sessions=sessions, but=seminar.pk
        )
    ]
    return found or [_("Somebody has just engaged this speaker. Reload the page.")]


def free(seminar: Seminar) -> None:
    """A seminar that is called off needs neither rooms nor speakers."""
    Session.objects.filter(seminar=seminar.pk).update(blocks=False)
    EngagedSession.objects.filter(session__seminar=seminar.pk).update(blocks=False)


def occupy_again(seminar: Seminar) -> Losses:
    """A reopened seminar has its rooms and speakers back, but for what was taken meanwhile."""
    sessions = list(seminar.sessions.select_related("venue_room").order_by("starts_at"))
    lost = rooms_taken(sessions=sessions, but=seminar.pk)
    Session.objects.filter(pk__in=[one.pk for one, _other in lost]).update(venue_room=None, room="")
    speakers = []
    for engagement in seminar.engagements.filter(override_reason="").select_related("speaker"):
        gone = speaker_elsewhere(speaker=engagement.speaker, sessions=sessions, but=seminar.pk)
        if engagement.parts.filter(session__in=[one for one, _other in gone]).delete()[0]:
            speakers.append(engagement.speaker)
    Engagement.objects.filter(seminar=seminar.pk, parts=None).delete()
    with in_words(seminar, sessions):
        Session.objects.filter(seminar=seminar.pk).update(blocks=True)
        parts = EngagedSession.objects.filter(session__seminar=seminar.pk)
        parts.filter(engagement__override_reason="").update(blocks=True)
    return Losses([one for one, _other in lost], speakers)
