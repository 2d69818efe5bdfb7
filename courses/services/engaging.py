"""Engaging speakers for a seminar, for all of it or for some sessions."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from courses.kinds import SeatEventKind
from courses.models import EngagedSession, Engagement, Seminar, Session, Speaker
from courses.rules import reasons_not_to_replan
from courses.services.hats import works_for_office_of
from courses.services.history import remember, taught_in
from courses.services.moves import lock
from courses.services.occupancy import in_words, reasons_against_engaging
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User


@transacted
def engage(  # noqa: PLR0913 – all facts of one act
    *,
    seminar: Seminar,
    speaker: Speaker,
    sessions: Iterable[Session] | None = None,
    reason: str = "",
    why: str = "",
    by: User | None = None,
    now: datetime,
) -> Engagement:
    """Engage `speaker` for these sessions, or for all there are and will be.

    Whoever teaches elsewhere at the time is refused, unless the office gives a `reason`, which is
    kept only where it was needed. Engaging again replaces the sessions. The history tells of it,
    with that reason or else with `why`, which sets nothing aside.
    """
    seminar = lock(seminar)
    _refuse_strangers(seminar, speaker, by)
    refuse(reasons_not_to_replan(seminar=seminar))
    parts = list(seminar.sessions.all()) if sessions is None else list(sessions)
    if sessions is not None and not parts:
        raise Refused(_("Choose at least one session."))
    against = reasons_against_engaging(speaker=speaker, sessions=parts, but=seminar.pk)
    if not reason.strip():
        refuse(against)
    facts = {"whole": sessions is None, "override_reason": reason.strip() if against else ""}
    before = taught_in(seminar.engagements.filter(speaker=speaker).first())
    engagement, _new = Engagement.objects.update_or_create(
        seminar=seminar, speaker=speaker, defaults=facts
    )
    engagement.parts.all().delete()
    _teach(engagement, parts)
    change = {"before": before, "after": taught_in(engagement)}
    facts = change | {"whom": speaker.name, "reason": engagement.override_reason or why}
    remember(seminar, SeatEventKind.SPEAKER, by=by, now=now, **facts)
    return engagement


@transacted
def dismiss(*, engagement: Engagement, reason: str = "", by: User, now: datetime) -> None:
    """Take the speaker out of the seminar; the history says who did so, and why."""
    seminar = lock(engagement.seminar)
    _refuse_strangers(seminar, engagement.speaker, by)
    refuse(reasons_not_to_replan(seminar=seminar))
    _take_out(engagement, seminar, reason=reason.strip(), by=by, now=now)


def engage_exactly(
    seminar: Seminar,
    speakers: Iterable[Speaker],
    *,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> None:
    """Whoever is new teaches all of it, whoever is gone none; others keep their sessions."""
    wanted = {speaker.pk: speaker for speaker in speakers}
    engagements = seminar.engagements.select_related("speaker").order_by("pk")
    stored = {engagement.speaker_id: engagement for engagement in engagements}
    for key, engagement in stored.items():
        if key not in wanted:
            _take_out(engagement, seminar, reason=reason, by=by, now=now)
    for key, speaker in wanted.items():
        if key not in stored:
            engage(seminar=seminar, speaker=speaker, why=reason, by=by, now=now)


def _take_out(engagement, seminar, *, reason, by, now):
    facts = {"whom": engagement.speaker.name, "before": taught_in(engagement), "after": {}}
    engagement.delete()
    remember(seminar, SeatEventKind.SPEAKER, **facts, reason=reason, by=by, now=now)


def engage_for_added(seminar: Seminar) -> None:
    """Whoever teaches all of the seminar also teaches the sessions that were added."""
    for engagement in seminar.engagements.filter(whole=True).select_related("speaker"):
        taught = engagement.parts.values("session")
        added = list(seminar.sessions.exclude(pk__in=taught).order_by("starts_at"))
        if not engagement.override_reason:
            refuse(
                reasons_against_engaging(speaker=engagement.speaker, sessions=added, but=seminar.pk)
            )
        _teach(engagement, added)


def _teach(engagement, sessions):
    with in_words(engagement.seminar, sessions):
        EngagedSession.objects.bulk_create(
            EngagedSession(
                engagement=engagement,
                session=session,
                speaker=engagement.speaker,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                blocks=not engagement.override_reason,
            )
            for session in sessions
        )


def _refuse_strangers(seminar, speaker, by):
    """Nobody plans another office's seminar, nor with another office's speaker."""
    if by is not None and not works_for_office_of(by, seminar):
        raise PermissionDenied
    if speaker.central_office_id != seminar.central_office_id:
        raise Refused(_("This speaker belongs to another office’s register."))
