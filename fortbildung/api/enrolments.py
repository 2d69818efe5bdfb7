"""Enrolments one may see, and what can be done with them."""

from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router
from pydantic import BaseModel, Field

from courses.models import ApprovalStep, Enrolment, Seminar, Session
from courses.services import approvals, enrolments, exchange, offers
from courses.services.rooms import rooms_of
from courses.states import Acceptance, EnrolmentState
from fortbildung.api.auth import READ, WRITE
from fortbildung.api.idempotency import idempotent
from fortbildung.api.paging import Page, Paging, page_of
from fortbildung.api.people import colleague_of, employment_of
from fortbildung.api.shapes import EnrolmentOut, shown
from fortbildung.shared.errors import Refused
from organisations.services.approvers import bookings_approved_by

router = Router(tags=["enrolments"])


class EnrolmentsWanted(BaseModel):
    seminar: str = Field("", description="its number")
    person: str = Field("", description="e-mail address")
    state: EnrolmentState | None = None


class Reason(BaseModel):
    reason: str = Field("", max_length=300)


class Cancelling(Reason):
    waive_reason: str = Field(
        "", max_length=300, description="central office only: why no fee is due"
    )


class Replacing(BaseModel):
    person: str = Field(description="e-mail address")
    employment: int | None = None


class Rebooking(BaseModel):
    seminar: str = Field(description="number of another date of the course")


def _visible(user):
    """Everyone's own, those of one's staff and seminars, and those one decides on."""
    rows = Enrolment.objects.visible_to(user).order_by()
    decided = Enrolment.objects.filter(bookings_approved_by(user, on=timezone.localdate()))
    sessions = Prefetch("seminar__sessions", Session.objects.order_by("starts_at"))
    found = Enrolment.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=decided.values("pk")))
    related = ("person", "organisation", "provider", "seminar__course", "seminar__central_office")
    return found.with_position().select_related(*related).prefetch_related(sessions, "events")


def _one(request, pk):
    return get_object_or_404(_visible(request.user), pk=pk)


@router.get(
    "enrolments",
    auth=READ,
    response=Page[EnrolmentOut],
    url_name="enrolments",
    summary=gettext_lazy("Enrolments you may see, the latest first"),
)
def enrolment_list(request, wanted: Query[EnrolmentsWanted], paging: Query[Paging]):
    limits = {
        "seminar__number": wanted.seminar,
        "person__email": wanted.person.lower(),
        "state": wanted.state,
    }
    rows = _visible(request.user).filter(**{name: value for name, value in limits.items() if value})
    page = page_of(rows.order_by("-requested_at", "-pk"), paging, lambda row: row)
    found = page["items"]
    waiting = {row.seminar for row in found if row.state == EnrolmentState.WAITING}
    rooms = rooms_of(waiting, now=timezone.now()) if waiting else {}
    items = [shown(row, room=rooms.get(row.seminar_id)) for row in found]
    return page | {"items": items}


@router.get(
    "enrolments/{int:pk}",
    auth=READ,
    response=EnrolmentOut,
    url_name="enrolment",
    summary=gettext_lazy("An enrolment, and why it is as it is"),
)
def enrolment(request, pk: int):
    return shown(_one(request, pk))


def _action(path, summary):
    """An operation on one enrolment that answers with what has become of it."""
    return router.post(
        f"enrolments/{{int:pk}}/{path}",
        auth=WRITE,
        response=EnrolmentOut,
        url_name=f"enrolment_{path}",
        summary=summary,
    )


def _after(request, changed):
    return shown(_one(request, changed.pk))


@_action("accept", gettext_lazy("Accept the seat that is offered"))
@idempotent
def accept(request, pk: int):
    made = offers.accept(enrolment=_one(request, pk), by=request.user, now=timezone.now())
    return _after(request, made)


@_action("cancel", gettext_lazy("Give up the seat or the place in the queue"))
@idempotent
def cancel(request, pk: int, how: Cancelling):
    made = enrolments.cancel(
        enrolment=_one(request, pk), by=request.user, now=timezone.now(), **how.model_dump()
    )
    return _after(request, made)


@_action("approve", gettext_lazy("Approve for the employer or the central office"))
@idempotent
def approve(request, pk: int):
    step = _step(request, _one(request, pk))
    return _after(request, approvals.approve(step=step, by=request.user, now=timezone.now()))


@_action("decline", gettext_lazy("Decline the seat that is offered, or deny the approval"))
@idempotent
def decline(request, pk: int, why: Reason):
    found, by, now = _one(request, pk), request.user, timezone.now()
    offered = found.state == EnrolmentState.HELD and found.acceptance == Acceptance.PENDING
    if offered and found.person_id == by.pk:
        return _after(request, offers.decline(enrolment=found, by=by, now=now, reason=why.reason))
    step = _step(request, found)
    return _after(request, approvals.deny(step=step, by=by, now=now, reason=why.reason))


def _step(request, found):
    """The approval that is asked for, if it is this person's to decide."""
    step = ApprovalStep.objects.filter(enrolment=found).order_by("-pk").first()
    if step is None:
        raise Refused(_("This enrolment needs no approval."))
    step.enrolment = found
    if not approvals.may_decide(request.user, step, now=timezone.now()):
        raise Http404
    return step


@_action("replace", gettext_lazy("Hand the seat to a colleague of the same provider"))
@idempotent
def replace(request, pk: int, how: Replacing):
    found = _one(request, pk)
    person = colleague_of(request.user, found, how.person)
    made = exchange.replace(
        enrolment=found,
        person=person,
        employment=employment_of(person, how.employment),
        by=request.user,
        now=timezone.now(),
    )
    return shown(_visible_to_giver(request, made))


def _visible_to_giver(request, made):
    """Whoever hands their seat over sees what has become of it, once."""
    return _visible(request.user).filter(pk=made.pk).first() or made


@_action("rebook", gettext_lazy("Exchange it for another date of the course"))
@idempotent
def rebook(request, pk: int, how: Rebooking):
    target = get_object_or_404(Seminar.objects.published(), number=how.seminar)
    made = exchange.rebook(
        enrolment=_one(request, pk), seminar=target, by=request.user, now=timezone.now()
    )
    return _after(request, made)
