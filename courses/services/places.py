"""Places a manager reserves in their contingent and names people for later."""

from datetime import datetime

from django.utils.translation import gettext as _

from courses.models import Enrolment, Seminar
from courses.rules import reasons_not_to_book
from courses.services.enrolments import newcomer
from courses.services.hats import Hat, hat_of
from courses.services.moves import lock, save_new
from courses.services.queue import serve
from courses.services.rooms import open_room
from courses.states import EnrolmentState
from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.transactions import transacted
from organisations.models import Organisation, User
from organisations.services.context import place_context

MOST = 50  # at once


@transacted
def reserve(
    *, seminar: Seminar, organisation: Organisation, count: int, by: User, now: datetime
) -> list[Enrolment]:
    """Reserve `count` places inside the contingent of `organisation`, all or none.

    They are held until enrolment closes; `exchange.replace` names somebody, with every check.
    """
    seminar = lock(seminar)
    hat = hat_of(by, seminar=seminar, person=None, place=organisation)
    room = open_room(seminar, now=now)
    refuse(_reasons_against(seminar, room, organisation, count, now))
    facts = place_context(organisation)
    places = [_enter(seminar, room, facts, by, hat, now) for _place in range(count)]
    got = serve(seminar, room, now=now)
    if not set(places) <= set(got):
        raise Refused(
            _("Only %(free)s seats of your seat contingent are free.")
            % {"free": len(set(places) & set(got))}
        )
    return [enrolment for enrolment in got if enrolment in places]


def _reasons_against(seminar, room, organisation, count, now):
    yield from reasons_not_to_book(seminar=seminar, now=now)
    if not 1 <= count <= MOST:
        yield _("Enter a number of places from 1 to %(most)s.") % {"most": MOST}
    if room.charge_of(organisation.path) is None:
        yield _(
            "There is no seat contingent for %(organisation)s in this seminar. Enrol people by "
            "name."
        ) % {"organisation": organisation}


def _enter(seminar, room, facts, by, hat: Hat, now):
    place = newcomer(seminar, room, {"person": None, **facts}, by=by, hat=hat, now=now)
    room.join(place.charged_to_id)
    save_new(place, by=by)
    return place


def unnamed(enrolment: Enrolment) -> bool:
    """Whether the place still waits for a name."""
    return enrolment.person_id is None and enrolment.state == EnrolmentState.HELD
