"""An office's registers: its venues with rooms, its speakers with their papers."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from courses.models import Speaker, SpeakerDocument, Topic, Venue, VenueRoom
from courses.services.overlaps import lock_people
from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice, User
from organisations.services.roles import grant, revoke
from organisations.states import RoleKind

LONGEST_NAME = SpeakerDocument.filename.field.max_length


@transacted
def save_venue(
    *, venue: Venue, rooms: Iterable[VenueRoom], removed: Iterable[VenueRoom] = (), by: User
) -> Venue:
    """Save the venue with new, changed and removed rooms; a room in use cannot be removed."""
    _refuse_strangers(venue.central_office_id, by)
    venue.save()
    for room in removed:
        if room.sessions.exists():
            raise Refused(
                _("The room “%(room)s” is used by seminars and cannot be removed.") % {"room": room}
            )
        room.delete()
    for room in rooms:
        room.venue = venue
        room.save()
    return venue


@transacted
def save_speaker(
    *, speaker: Speaker, topics: Iterable[Topic], login: str | None = None, by: User
) -> Speaker:
    """Save the speaker; `login` is the address of the account that sees the speaker's seminars.

    Whoever is linked gets the role of a trainer, and loses it with the last link of any office.
    An empty address unlinks, None changes nothing.
    """
    _refuse_strangers(speaker.central_office_id, by)
    linked = speaker.user
    if login is not None:
        speaker.user = _account(login, speaker)
    lock_people(user.pk for user in (linked, speaker.user) if user)
    speaker.save()
    speaker.topics.set(topics)
    if speaker.user:
        grant(user=speaker.user, kind=RoleKind.TRAINER)
    if linked and linked != speaker.user:
        _end_training(linked)
    return speaker


def _end_training(user):
    """Whoever no office calls its speaker any more sees nobody's participants."""
    if not user.speakers.exists() and user.roles.of_kind(RoleKind.TRAINER).exists():
        revoke(user=user, kind=RoleKind.TRAINER)


def _account(login, speaker):
    if not login:
        return None
    user = User.objects.filter(email=login.strip().lower(), is_active=True).first()
    if user is None:
        raise Refused(_("There is no account with the address %(login)s.") % {"login": login})
    others = Speaker.objects.filter(central_office=speaker.central_office_id, user=user)
    if other := others.exclude(pk=speaker.pk).first():
        raise Refused(_("This log-in is %(other)s’s already.") % {"other": other})
    return user


@transacted
def add_document(
    *,
    speaker: Speaker,
    title: str,
    file: UploadedFile,
    valid_until: date | None,
    by: User,
    now: datetime,
) -> SpeakerDocument:
    """Keep a paper about the speaker, for the office only."""
    _refuse_strangers(speaker.central_office_id, by)
    facts = {"valid_until": valid_until, "filename": file.name[-LONGEST_NAME:]}
    return SpeakerDocument.objects.create(
        speaker=speaker, title=title, file=file, added_by=by, added_at=now, **facts
    )


@transacted
def remove_document(*, document: SpeakerDocument, by: User) -> None:
    """Delete the paper, on disk too."""
    _refuse_strangers(document.speaker.central_office_id, by)
    document.delete()
    document.file.delete(save=False)


def _refuse_strangers(office, by):
    if not CentralOffice.objects.staffed_by(by).filter(pk=office).exists():
        raise PermissionDenied
