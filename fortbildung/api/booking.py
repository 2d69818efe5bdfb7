"""Booking: join the queue for a seminar, for oneself or for somebody one acts for."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router, Status
from ninja.decorators import decorate_view
from pydantic import BaseModel, Field

from courses.rules import warnings
from courses.services.at_hand import asks_for_row, published_row
from courses.services.consents import TOGETHER, enrol_informing
from fortbildung.api.auth import WRITE
from fortbildung.api.idempotency import idempotent
from fortbildung.api.people import employment_of, person_of
from fortbildung.api.shapes import EnrolmentOut, shown
from fortbildung.shared.trips import ahead
from organisations.services.context import asks_for_jobs

router = Router(tags=["enrolments"])


class Wish(BaseModel):
    person: str | None = Field(None, description="e-mail address; else the token's owner")
    employment: int | None = Field(None, description="where the person has several")
    note: str = Field("", max_length=500)
    override_reason: str = Field(
        "", max_length=300, description="central office only: why rules are set aside"
    )


@router.post(
    "seminars/{number}/enrolments",
    auth=WRITE,
    response={201: EnrolmentOut},
    url_name="book",
    summary=_("Book a seat, or join the queue"),
)
@decorate_view(TOGETHER.setting_out())
@idempotent
def book(request, number: str, wish: Wish):
    person = person_of(request.user, wish.person)
    with ahead(asks_for_row(number), asks_for_jobs(person)):
        seminar = published_row(number)
        if seminar is None:
            raise Http404
        employment = employment_of(person, wish.employment)
    enrolment = enrol_informing(
        person=person,
        seminar=seminar,
        employment=employment,
        by=request.user,
        note=wish.note,
        override_reason=wish.override_reason,
        now=timezone.now(),
    )
    missing = warnings(person=person, seminar=enrolment.seminar)
    room = vars(enrolment).get("room")  # where it waits
    return Status(201, shown(enrolment, room=room, warnings=missing))
