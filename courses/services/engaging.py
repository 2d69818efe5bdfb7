"""Engaging speakers for a seminar, for all of it or for some sessions."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from courses.models import EngagedSession, Engagement, Seminar, Session, Speaker
from courses.rules import reasons_not_to_replan
from courses.services.hats import works_for_office_of
from courses.services.moves import lock
from courses.services.occupancy import in_words, reasons_against_engaging
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User


@transacted
def engage(
    *,
    seminar: Seminar,
    speaker: Speaker,
    sessions: Iterable[Session] | None = None,
    reason: str = "",
    by: User | None = None,
) -> Engagement:
    """Engage `speaker` for these sessions, or for all there are and will be.

    Whoever teaches elsewhere at the time is refused, unless the office gives a `reason`, which is
    kept only where it was needed. Engaging again replaces the sessions.
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
    engagement, _new = Engagement.objects.update_or_create(
        seminar=seminar, speaker=speaker, defaults=facts
    )
    engagement.parts.all().delete()
    _teach(engagement, parts)
    return engagement


@transacted
def dismiss(*, engagement: Engagement, by: User) -> None:
    """Take the speaker out of the seminar."""
    seminar = lock(engagement.seminar)
    _refuse_strangers(seminar, engagement.speaker, by)
    refuse(reasons_not_to_replan(seminar=seminar))
    engagement.delete()


def engage_exactly(seminar: Seminar, speakers: Iterable[Speaker]) -> None:
    """Whoever is new teaches all of it, whoever is gone none; others keep their sessions."""
    wanted = {speaker.pk: speaker for speaker in speakers}
    stored = set(seminar.engagements.values_list("speaker", flat=True))
    seminar.engagements.exclude(speaker__in=wanted).delete()
    for key, speaker in wanted.items():
        if key not in stored:
            engage(seminar=seminar, speaker=speaker)


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
