"""Giving seats by selection: the office looks, moves people with a reason, and commits once."""

from datetime import datetime
from secrets import token_hex

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses import mails
from courses.kinds import SeatEventKind
from courses.lottery import ELSEWHERE, LEFT_OUT, PROVIDER, Applicant, Choice, Criteria, select
from courses.models import (
    Enrolment,
    SeatEvent,
    Selection,
    SelectionMove,
    SelectionResult,
    Seminar,
)
from courses.rules import reasons_not_to_select
from courses.seats import Hindrance
from courses.services.hats import works_for_office_of
from courses.services.moves import lock, move_all
from courses.services.overlaps import seem_busy
from courses.services.queue import give_seats
from courses.services.rooms import open_room, room_of, void_steps
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.records import for_the_record
from fortbildung.shared.transactions import transacted
from organisations.models import User

LONGEST = SelectionResult.reason.field.max_length
BLOCKED = {
    Hindrance.FULL: gettext_lazy("Every seat is taken."),
    Hindrance.KEPT: gettext_lazy("The seats left are kept for seat contingents."),
    Hindrance.LIMIT: gettext_lazy("The limit of the seat contingent is reached."),
    ELSEWHERE: gettext_lazy("The person has a seat elsewhere at the same time."),
    PROVIDER: gettext_lazy("The provider has as many seats as it may."),
}


@transacted
def open_selection(*, seminar: Seminar, now: datetime) -> Selection:
    """The selection of the seminar; its seed is drawn the first time and never again."""
    seminar = lock(seminar)
    facts = {"seed": token_hex(16), "drawn_at": now}
    return Selection.objects.get_or_create(seminar=seminar, defaults=facts)[0]


def preview(*, selection: Selection, now: datetime) -> list[Choice]:
    """Whom the selection would give a seat at this moment, in the order of the ranking."""
    return _choices(selection, room_of(selection.seminar, now=now))


@transacted
def set_criteria(*, selection: Selection, criteria: Criteria, by: User) -> Selection:
    """Switch criteria on or off, as long as nothing is committed."""
    selection = _take(selection, by)
    for name, on in vars(criteria).items():
        setattr(selection, name, on)
    selection.save(update_fields=[*vars(criteria)])
    return selection


@transacted
def move_applicant(
    *,
    selection: Selection,
    enrolment: Enrolment,
    taken_in: bool | None,
    by: User,
    reason: str,
    now: datetime,
) -> None:
    """Take somebody in, leave them out, or (None) let the ranking decide again."""
    selection = _take(selection, by)
    own = selection.seminar.enrolments.filter(state=EnrolmentState.WAITING)
    if not own.filter(pk=enrolment.pk).exists():
        raise Refused(_("Only who waits has a place in the queue."))
    SelectionMove.objects.filter(enrolment=enrolment).delete()
    if taken_in is None:
        return
    if not reason.strip():
        raise Refused(_("Say why: the reason is published to the person."))
    SelectionMove.objects.create(
        selection=selection, enrolment=enrolment, taken_in=taken_in, reason=reason, by=by, at=now
    )


@transacted
def commit(*, selection: Selection, by: User, now: datetime) -> list[Choice]:
    """Give the seats as the preview shows them, end the other applications, and tell everybody."""
    selection = _take(selection, by)
    seminar = selection.seminar
    room = open_room(seminar, now=now)
    refuse(reasons_not_to_select(seminar=seminar, committed=selection.committed_at, now=now))
    choices = _choices(selection, room_of(seminar, now=now))
    selection.committed_at, selection.committed_by = now, by
    selection.save(update_fields=["committed_at", "committed_by"])
    reasons = explained(selection, choices)
    _note_results(selection, choices, reasons, by=by, now=now)
    waiting = seminar.enrolments.filter(state=EnrolmentState.WAITING).select_related("person")
    people = {enrolment.pk: enrolment for enrolment in waiting}
    for enrolment in people.values():
        enrolment.seminar = seminar
    chosen = [people[c.applicant.key] for c in choices if c.selected]
    give_seats(seminar, room, chosen, by=by, reason=_selected(selection), now=now)
    _end_the_others(choices, people, reasons, by=by, now=now)
    return choices


@for_the_record
def _selected(selection):
    return _("Selected; the seed is %(seed)s.") % {"seed": selection.seed}


@for_the_record
def explained(selection: Selection, choices: list[Choice]) -> dict[int, str]:
    """Per application the reason in plain words, as the person and the office read it."""
    moves = dict(selection.moves.values_list("enrolment", "reason"))
    seats = sum(choice.selected for choice in choices)
    return {
        choice.applicant.key: _in_words(choice, selection, moves, len(choices), seats)
        for choice in choices
    }


def _in_words(choice, selection, moves, count, seats):
    facts = {"rank": choice.rank, "count": count, "seats": seats, "seed": selection.seed}
    head = _("Rank %(rank)s of %(count)s for %(seats)s seats.") % facts
    parts = [head, *_criteria_in_words(choice, selection)]
    if choice.applicant.key in moves:
        parts.append(_("Decided by the office: %(why)s") % {"why": moves[choice.applicant.key]})
    if choice.blocked and choice.blocked != LEFT_OUT:
        parts.append(BLOCKED[choice.blocked])
    return " ".join(map(str, parts))[:LONGEST]


def _criteria_in_words(choice, selection):
    if selection.mandatory_first and choice.applicant.mandatory:
        yield _("The course is compulsory for the person.")
    if selection.one_per_provider_first:
        yield _("Number %(turn)s of the provider.") % {"turn": choice.turn}
    if selection.not_selected_first and choice.applicant.not_selected_last_time:
        yield _("Was not selected last time.")
    yield _("Lot %(lot)s from the seed %(seed)s.") % {
        "lot": choice.lot[:8],
        "seed": selection.seed,
    }


def _choices(selection, room):
    criteria = Criteria(
        selection.mandatory_first,
        selection.one_per_provider_first,
        selection.not_selected_first,
    )
    seats = selection.seminar.enrolments.holding_a_seat()
    return select(
        _applicants(selection),
        room=room,
        criteria=criteria,
        seed=selection.seed,
        provider_limit=selection.seminar.provider_limit,
        seats_before=seats.values_list("provider", flat=True),
    )


def _applicants(selection):
    """Everybody who waits, with what the criteria ask about, in one query."""
    seminar = selection.seminar
    same_course = Enrolment.objects.filter(
        person=OuterRef("person"), seminar__course=seminar.course_id
    ).exclude(seminar=seminar.pk)
    last = same_course.exclude(state=EnrolmentState.WAITING).order_by("-requested_at")
    rows = seminar.enrolments.waiting_in_order().annotate(
        attended=Exists(same_course.filter(state=EnrolmentState.ATTENDED)),
        last=Subquery(last.values("state")[:1]),
        moved=Subquery(
            SelectionMove.objects.filter(enrolment=OuterRef("pk")).values("taken_in")[:1]
        ),
    )
    elsewhere = seem_busy(seminar, rows)
    return [
        Applicant(
            key=row.pk,
            provider=row.provider_id,
            charged_to=row.charged_to_id,
            mandatory=seminar.course.mandatory and not row.attended,
            not_selected_last_time=row.last == EnrolmentState.NOT_SELECTED,
            priority=row.priority,
            moved=row.moved,
            elsewhere=row in elsewhere,
        )
        for row in rows
    ]


def _take(selection, by):
    """The selection with its seminar locked, while the office may still change it."""
    seminar = lock(selection.seminar)
    selection = Selection.objects.get(pk=selection.pk)
    selection.seminar = seminar
    if not works_for_office_of(by, seminar):
        raise PermissionDenied
    if selection.committed_at:
        raise Refused(_("The selection is committed; it does not change any more."))
    return selection


def _note_results(selection, choices, reasons, *, by, now):
    SelectionResult.objects.bulk_create(
        [
            SelectionResult(
                selection=selection,
                enrolment_id=choice.applicant.key,
                rank=choice.rank,
                selected=choice.selected,
                reason=reasons[choice.applicant.key],
            )
            for choice in choices
        ]
    )
    SeatEvent.objects.create(
        seminar=selection.seminar,
        at=now,
        by=by,
        kind=SeatEventKind.SELECTION,
        after={
            "applications": len(choices),
            "selected": sum(choice.selected for choice in choices),
            "seed": selection.seed,
        },
    )


def _end_the_others(choices, people, reasons, *, by, now):
    for choice in choices:
        if not choice.selected:
            enrolment, reason = people[choice.applicant.key], reasons[choice.applicant.key]
            void_steps([enrolment])
            ended = move_all(
                [enrolment], EnrolmentState.NOT_SELECTED, by=by, reason=reason, now=now
            )
            mails.tell_all(ended)
