"""Why seats cannot be promised, given back or charged like that; always with the numbers."""

from django.utils.translation import gettext as _

from courses.seats import total, unclaimed


def reasons_against_contingents(*, room):
    """Why the contingents do not fit the room they are in."""
    if room.need > room.capacity and room.kept > 0:
        yield _(
            "There are %(capacity)s seats, but %(need)s are needed: %(taken)s are taken and "
            "%(kept)s more would be kept for seat contingents. Reserve %(over)s fewer."
        ) % {
            "capacity": room.capacity,
            "need": room.need,
            "taken": room.taken,
            "kept": room.kept,
            "over": room.need - max(room.capacity, room.taken),
        }


def reasons_not_to_shrink(*, room):
    """Why the seminar cannot have this few seats: taken seats stay, open guarantees must fit."""
    if room.need > room.capacity and room.kept > 0:
        yield _(
            "With %(capacity)s seats the seat contingents do not fit any more: %(taken)s seats "
            "are taken and %(kept)s are kept. Release or lower the contingents first."
        ) % {"capacity": room.capacity, "taken": room.taken, "kept": room.kept}


def reasons_not_to_hand_back(*, contingent, promise, seats):
    """Why so many seats of the contingent cannot be handed back or given away.

    `promise` is the contingent in its room; only what nobody uses can go.
    """
    open_seats = unclaimed(promise)
    if seats < 1:
        yield _("Enter a number of seats from 1.")
    elif seats > open_seats:
        yield _(
            "%(owner)s has %(reserved)s reserved seats, of which %(used)s are used: at most "
            "%(open)s can be handed back."
        ) % {
            "owner": contingent.owner,
            "reserved": promise.reserved,
            "used": total(promise),
            "open": open_seats,
        }


def reasons_not_to_charge(*, room, enrolment, key):
    """Why the seat cannot be charged to the contingent with this key."""
    if not enrolment.holds_a_seat:
        return
    before, old, new = room.need, room.by_key[enrolment.charged_to_id], room.by_key[key]
    old.used, new.used = old.used - 1, new.used + 1
    full = [c for c in room.line(key) if c.limit is not None and total(c) > c.limit]
    need = room.need
    new.used, old.used = new.used - 1, old.used + 1
    if full and new is not old:
        yield _("The limit of the seat contingent is reached. Raise it first.")
    if need > max(room.capacity, before):
        yield _(
            "The seat does not fit there: %(need)s seats are needed and there are %(seats)s."
        ) % {"need": need, "seats": room.capacity}
