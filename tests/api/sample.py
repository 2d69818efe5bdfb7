"""A site with an API of its own: an operation that books, and some that go wrong."""

from django.shortcuts import get_object_or_404
from django.urls import include, path
from ninja import NinjaAPI, Query, Status
from pydantic import BaseModel, Field

from courses.models import Seminar
from courses.services.enrolments import enrol
from fortbildung import urls
from fortbildung.api.auth import OPEN, READ, WRITE
from fortbildung.api.handlers import mounted
from fortbildung.api.idempotency import idempotent
from fortbildung.api.paging import Page, Paging, page_of
from organisations.models import Programme
from tests.factories import NOON

api = NinjaAPI(urls_namespace="sample", docs_url=None)


class Wish(BaseModel):
    note: str = Field("", max_length=5)
    seats: int = 1


class Booked(BaseModel):
    id: int
    state: str


@api.post("book/{number}", auth=WRITE, response={201: Booked})
@idempotent
def book(request, number: str, wish: Wish):
    seminar = get_object_or_404(Seminar, number=number)
    person = request.auth.user
    job = person.employments.get()
    enrolment = enrol(person=person, seminar=seminar, employment=job, note=wish.note, now=NOON)
    if wish.note == "crash":
        raise RuntimeError("a secret of the house")
    return Status(201, Booked(id=enrolment.pk, state=enrolment.state))


@api.get("who", auth=READ)
def who(request):
    return {"email": request.user.email}


@api.get("programmes", auth=OPEN, response=Page[str])
def programmes(request, paging: Query[Paging]):
    return page_of(Programme.objects.order_by("code"), paging, str)


handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
urlpatterns = [path("api/sample/", mounted(api)), path("", include("fortbildung.urls"))]
