"""The seat rule, applied to all seminars anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from courses.kinds import EventKind, SeatEventKind
from courses.models import Contingent, Enrolment, EnrolmentEvent, SeatEvent, Seminar
from courses.seats import Room, total
from courses.services.overlaps import seem_busy
from courses.services.queue import serves_by_itself
from courses.services.rooms import rooms_of
from courses.states import ENDED, HOLDS_A_SEAT, EnrolmentState

# What ends elsewhere may bring a seat here; the worker looks soon.
SOON = timedelta(minutes=10)


def promises_broken(*, now: datetime) -> Iterator[str]:
    """Guarantees that cannot be claimed, limits exceeded, kept seats counted wrongly."""
    for seminar, room in _rooms(Seminar.objects.all(), now):
        if room.need > max(seminar.capacity, room.taken, seminar.were_taken):
            yield (
                f"Seminar {seminar.number} has {seminar.capacity} seats; {room.need} are needed "
                f"for the {room.taken} taken and what is guaranteed."
            )
        if room.stored_kept != max(room.kept, 0) and not seminar.has_deadlines_due:
            yield (
                f"Seminar {seminar.number}: stored are {room.stored_kept} kept seats; there are "
                f"{max(room.kept, 0)}."
            )
        yield from _limits_exceeded(seminar, room)


def seats_left_unused(*, now: datetime) -> Iterator[str]:
    """People who wait although there is a seat for them and the queue serves itself."""
    seminars = Seminar.objects.filter(seats__waiting__gt=0, closes_at__gt=now)
    for seminar, room in _rooms(seminars.prefetch_related("sessions"), now):
        if seminar.has_deadlines_due or not serves_by_itself(seminar, now):
            continue
        could = [row for key in room.claimable() for row in _waiting(seminar, key, now)]
        for row in set(could) - seem_busy(seminar, could):
            yield f"Seminar {seminar.number}: enrolment {row.pk} waits although a seat is free."


def _rooms(seminars, now):
    """Each seminar with its room; `were_taken` when its number of seats was last changed."""
    changes = SeatEvent.objects.filter(seminar=OuterRef("pk"), kind=SeatEventKind.CAPACITY)
    were = changes.order_by("-pk").annotate(n=Cast(KT("after__taken"), IntegerField()))
    own = Q(seminar=OuterRef("pk"))
    due = Exists(Contingent.objects.due(now).filter(own))
    overdue = Exists(Enrolment.objects.overdue(now).filter(own))
    seminars = seminars.annotate(
        were_taken=Coalesce(Subquery(were.values("n")[:1]), 0), has_deadlines_due=due | overdue
    )
    seminars = list(seminars.order_by("number"))
    rooms = rooms_of(seminars, now=now)
    return [(seminar, rooms[seminar.pk]) for seminar in seminars if seminar.pk in rooms]


def _limits_exceeded(seminar, room: Room):
    for key, contingent in room.by_key.items():
        used = total(contingent)
        if contingent.limit is not None and used > contingent.limit:
            inside = [c.key for c in room.by_key.values() if contingent in room.line(c.key)]
            if _given_since_the_limit_was_set(seminar, inside):
                yield (
                    f"Seminar {seminar.number}, contingent {key}: at most {contingent.limit} "
                    f"seats, {used} are used."
                )


def _given_since_the_limit_was_set(seminar, inside):
    """Whether a seat came to these contingents after they were last changed.

    A limit may be lowered below what is used; only then is more right, and nobody comes in.
    """
    plans = [SeatEventKind.CONTINGENT, SeatEventKind.GIVEN, SeatEventKind.RECEIVED]
    changes = seminar.seat_events.filter(kind__in=plans)
    last = changes.order_by("-at").values_list("at", flat=True).first()
    came = Q(from_state=EnrolmentState.WAITING, to_state__in=HOLDS_A_SEAT) & Q(
        enrolment__replaces=None
    )
    given = EnrolmentEvent.objects.filter(
        came | Q(kind=EventKind.CHARGE),
        enrolment__charged_to__in=inside,
        enrolment__state__in=HOLDS_A_SEAT,
    )
    return given.filter(at__gt=last).exists() if last else True


def _waiting(seminar, key, now):
    """Who waits for a seat of this contingent and is not hindered by the provider's limit."""
    rows = seminar.enrolments.filter(charged_to=key, state=EnrolmentState.WAITING)
    if seminar.provider_limit:
        seats = seminar.enrolments.holding_a_seat().values_list("provider", flat=True)
        counts = list(seats)
        rows = rows.exclude(
            provider__in=[p for p in {*counts} if counts.count(p) >= seminar.provider_limit]
        )
    freed = Enrolment.objects.filter(
        person=OuterRef("person"), state__in=ENDED, moved_at__gt=now - SOON
    )
    return rows.exclude(Exists(freed.exclude(pk=OuterRef("pk")))).order_by("pk")
