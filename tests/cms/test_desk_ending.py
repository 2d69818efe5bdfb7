"""Calling a seminar off and planning it anew: consequences first, then one press."""

import pytest
from django.utils import timezone

from courses.models import SeatEvent
from courses.services.seminars import publish
from fortbildung.shared.models import OutgoingMail
from tests.cms.desk import seminar_begun, text_of, url
from tests.cms.seats import book, coming, logged_in, said

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def test_calling_off_says_how_many_are_told_and_tells_them(desk):
    seminar = coming(capacity=1)
    people = [book(seminar), book(seminar)]
    page = url("call_off", seminar.pk)
    assert "2 Anmeldungen enden; alle erfahren es per E-Mail." in text_of(desk.get(page))
    assert "Räume und Referierende sind wieder frei." in text_of(desk.get(page))
    assert desk.post(page).context["form"].errors.keys() == {"reason"}
    before = timezone.now()
    response = desk.post(page, {"reason": "Referentin erkrankt"})
    for enrolment in people:
        enrolment.refresh_from_db()
    assert {e.state for e in people} == {"called_off"}
    assert said(desk.get(response.url)) == [
        "Die Veranstaltung ist abgesagt. 2 Personen erfahren es per E-Mail."
    ]
    told = OutgoingMail.objects.filter(created_at__gte=before).values_list("to", flat=True)
    assert set(told) == {e.person.email for e in people}
    history = text_of(desk.get(url("history", seminar.pk)))
    assert "Die Veranstaltung wurde abgesagt." in history
    assert "Referentin erkrankt" in history


def test_planning_anew_says_whom_publishing_invites_back(desk):
    seminar = coming(capacity=1)
    enrolment = book(seminar)
    desk.post(url("call_off", seminar.pk), {"reason": "Referentin erkrankt"})
    page = url("reopen", seminar.pk)
    assert "steht die zuvor angemeldete Person wieder auf der Warteliste" in text_of(desk.get(page))
    desk.post(page)
    seminar.refresh_from_db()
    assert (seminar.state, SeatEvent.objects.last().kind) == ("planned", "reopened")
    publish(seminar=seminar, now=timezone.now())
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.acceptance) == ("held", "pending")


def test_what_has_begun_is_not_called_off_and_the_page_says_so(desk):
    seminar = seminar_begun()
    for page in ("call_off", "reopen"):
        assert "Das ist zurzeit nicht möglich" in text_of(desk.get(url(page, seminar.pk)))
    desk.post(url("call_off", seminar.pk), {"reason": "Zu spät"})
    seminar.refresh_from_db()
    assert seminar.state == "open"
