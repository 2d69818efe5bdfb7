"""A seminar that does not take place, and one that does after all."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from courses import mails
from courses.kinds import SeatEventKind
from courses.models import Enrolment, EnrolmentEvent, Seminar
from courses.rules import reasons_not_to_call_off, reasons_not_to_reopen
from courses.services.asking import ask_employer
from courses.services.hats import works_for_office_of
from courses.services.history import become, parts_of, remember, taught_in, times_of
from courses.services.interest import keep_interest
from courses.services.messages import drop_held_back
from courses.services.moves import lock, move_all
from courses.services.occupancy import free, occupy_again
from courses.services.overlaps import busy
from courses.services.rooms import note_kept, room_of, void_steps
from courses.states import LIVE, Acceptance, ApprovalState, EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.transactions import transacted
from organisations.models import User


@transacted
def call_off(*, seminar: Seminar, by: User, reason: str, now: datetime) -> Seminar:
    """End every enrolment and tell everybody why; nothing is due, their interest is kept."""
    seminar = _take(seminar, by)
    refuse(reasons_not_to_call_off(seminar=seminar, now=now))
    if not reason.strip():
        raise Refused(_("Say why: everybody enrolled is told."))
    live = list(seminar.enrolments.filter(state__in=LIVE).select_related("person", "booked_by"))
    for enrolment in live:
        enrolment.seminar = seminar
    void_steps(live)
    free(seminar)
    # Calendars take a cancellation only when it is newer than what they have.
    seminar.sessions.update(sequence=F("sequence") + 1)
    facts = {"by": by, "reason": reason, "now": now}
    become(seminar, SeminarState.CALLED_OFF, SeatEventKind.CALLED_OFF, **facts)
    mails.tell_all(move_all(live, EnrolmentState.CALLED_OFF, by=by, reason=reason, now=now))
    note_kept(seminar, room_of(seminar, now=now))
    drop_held_back(seminar)
    for enrolment in live:
        if enrolment.person_id:
            keep_interest(enrolment=enrolment, now=now)
    return seminar


@transacted
def reopen(*, seminar: Seminar, by: User, reason: str, now: datetime) -> Seminar:
    """Plan a seminar that was called off anew. Publishing it invites everybody back.

    Rooms and speakers another seminar has meanwhile are lost to it.
    """
    seminar = _take(seminar, by)
    refuse(reasons_not_to_reopen(seminar=seminar))
    facts = {"by": by, "reason": reason, "now": now}
    become(seminar, SeminarState.PLANNED, SeatEventKind.REOPENED, **facts)
    taught = {each.speaker_id: taught_in(each) for each in seminar.engagements.all()}
    losses = occupy_again(seminar)
    _remember_rooms(seminar, losses.rooms, by=by, now=now)
    for speaker in losses.speakers:
        left = seminar.engagements.filter(speaker=speaker).first()
        what = {"before": taught[speaker.pk], "after": parts_of(left)}
        why = {"whom": speaker.name, "reason": _("Teaches elsewhere meanwhile.")}
        remember(seminar, SeatEventKind.SPEAKER, **what, **why, by=by, now=now)
    return seminar


def _remember_rooms(seminar, lost, *, by, now):
    if lost:
        there = seminar.sessions.filter(pk__in=[session.pk for session in lost])
        what = {"before": {"sessions": times_of(lost)}, "after": {"sessions": times_of(there)}}
        reason = _("The room is taken meanwhile.")
        remember(seminar, SeatEventKind.TERMS, **what, reason=reason, by=by, now=now)


def invite_back(seminar: Seminar, *, now: datetime) -> list[EnrolmentEvent]:
    """Put those who were called off back into the queue, in their order; a seat is an offer.

    Whoever has booked something else meanwhile keeps that. Returns their events, nobody is told
    yet: who gets an offer now need not read that they wait.
    """
    gone = seminar.enrolments.of_people().filter(state=EnrolmentState.CALLED_OFF)
    gone = list(gone.select_related("person", "organisation").order_by("pk"))
    live = set(seminar.enrolments.live().values_list("person", flat=True))
    for enrolment in gone:
        enrolment.seminar = seminar
    elsewhere = busy(seminar, gone)
    rebooked = _rebooked_elsewhere(gone)
    back = [
        e
        for e in _last_of_each(gone)
        if e not in elsewhere and e.person_id not in live and e.rebooks_id not in rebooked
    ]
    reason = _takes_place_after_all()
    facts = {"acceptance": Acceptance.PENDING}
    events = move_all(back, EnrolmentState.WAITING, reason=reason, now=now, **facts)
    for enrolment in back:
        if enrolment.approval == ApprovalState.PENDING:
            ask_employer(enrolment, now=now)
    return events


@for_the_record
def _takes_place_after_all():
    return _("The seminar takes place after all.")


def _rebooked_elsewhere(gone):
    """The seats some of those gone wanted to give up, and now give up for yet another date."""
    asked = [enrolment.rebooks_id for enrolment in gone if enrolment.rebooks_id]
    others = Enrolment.objects.live().filter(rebooks__in=asked)
    return set(others.values_list("rebooks", flat=True))


def _last_of_each(enrolments):
    return list({enrolment.person_id: enrolment for enrolment in enrolments}.values())


def _take(seminar, by):
    seminar = lock(seminar)
    if not works_for_office_of(by, seminar):
        raise PermissionDenied
    return seminar
