"""Published seminars: when and where, and how many seats are left."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from courses.models import Seminar, Session
from courses.states import PUBLIC, SeminarState
from fortbildung.api.auth import OPEN
from fortbildung.api.paging import Page, Paging, page_of

router = Router(tags=["seminars"])


class SeminarsWanted(BaseModel):
    course: str = Field("", description="code of the course")
    state: Literal[*(state.value for state in PUBLIC)] | None = None
    from_: date | None = Field(None, alias="from", description="begins on this day or later")
    to: date | None = Field(None, description="begins on this day or earlier")
    free: bool | None = Field(None, description="has free seats, or has none")


class SessionOut(BaseModel):
    id: int
    starts_at: datetime
    ends_at: datetime
    teaching_units: float
    title: str
    room: str


class SeminarOut(BaseModel):
    number: str
    course: str = Field(description="its code")
    title: str
    central_office: str
    state: SeminarState
    place: str
    land: str | None = Field(description="short, such as BE")
    starts_at: datetime | None
    ends_at: datetime | None
    opens_at: datetime
    closes_at: datetime
    fee: Decimal = Field(description="in euros")
    capacity: int
    taken: int
    free: int
    waiting: int


class SeminarInFull(SeminarOut):
    min_seats: int
    sessions: list[SessionOut]


@router.get(
    "seminars",
    auth=OPEN,
    response=Page[SeminarOut],
    url_name="seminars",
    summary=_("Published seminars, soonest first"),
)
def seminars(request, wanted: Query[SeminarsWanted], paging: Query[Paging]):
    soonest_first = F("starts_at").asc(nulls_last=True)
    rows = _wanted(_published(), wanted).order_by(soonest_first, "pk")
    return page_of(rows, paging, lambda seminar: SeminarOut(**_facts(seminar)))


@router.get(
    "seminars/{number}",
    auth=OPEN,
    response=SeminarInFull,
    url_name="seminar",
    summary=_("A published seminar with its sessions"),
)
def seminar(request, number: str):
    in_order = Prefetch("sessions", Session.objects.order_by("starts_at"))
    found = get_object_or_404(_published().prefetch_related(in_order), number=number)
    sessions = [_session(session) for session in found.sessions.all()]
    return SeminarInFull(**_facts(found), min_seats=found.min_seats, sessions=sessions)


def _published():
    rows = Seminar.objects.published().with_dates().with_seats()
    return rows.select_related("course", "central_office", "land")


def _wanted(rows, wanted):
    limits = {
        "course__code": wanted.course or None,
        "state": wanted.state,
        "starts_at__gte": wanted.from_ and _midnight(wanted.from_),
        "starts_at__lt": wanted.to and _midnight(wanted.to + timedelta(days=1)),
    }
    rows = rows.filter(**{name: value for name, value in limits.items() if value is not None})
    if wanted.free is None:
        return rows
    return rows.filter(free__gt=0) if wanted.free else rows.filter(free=0)


def _midnight(day):
    """When the day begins in Germany."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _facts(seminar):
    return {
        "number": seminar.number,
        "course": seminar.course.code,
        "title": seminar.course.title,
        "central_office": seminar.central_office.short_name,
        "state": seminar.state,
        "place": seminar.place,
        "land": seminar.land and seminar.land.short,
        "starts_at": seminar.starts_at,
        "ends_at": seminar.ends_at,
        "opens_at": seminar.opens_at,
        "closes_at": seminar.closes_at,
        "fee": seminar.fee,
        "capacity": seminar.capacity,
        "taken": seminar.taken,
        "free": seminar.free,
        "waiting": seminar.waiting,
    }


def _session(session):
    return SessionOut(
        id=session.pk,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        teaching_units=session.teaching_units,
        title=session.title,
        room=session.room,
    )
