"""What the tests of the pages around a booking share."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.kinds import ApprovalPolicy
from courses.services.enrolments import cancel, enrol
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor

HOUR = A_DAY / 24


def book(seminar, person=None, now=NOON, **facts):
    person = person or counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=now, **facts)


def asked(person=None, now=NOON, **fields):
    """The approval a new booking in a new seminar needs."""
    seminar = SeminarFactory(approval_policy=ApprovalPolicy.MANAGER, **fields)
    return book(seminar, person, now).approval_steps.get()


def offered(person=None, **fields):
    """An enrolment that has moved up to an offer at NOON."""
    seminar = SeminarFactory(capacity=1, offers=True, **fields)
    first, second = book(seminar, now=NOON - 2 * HOUR), book(seminar, person, NOON - HOUR)
    give_up(first)
    second.refresh_from_db()
    return second


def give_up(enrolment, now=NOON):
    return cancel(enrolment=enrolment, by=enrolment.person, now=now)


def text_of(response):
    return " ".join(response.content.decode().split())


def seen(client, name, *arguments):
    return text_of(client.get(reverse(name, args=arguments)))


def send(client, name, *arguments, **fields):
    """The page one lands on."""
    return client.post(reverse(name, args=arguments), fields, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def cost(client, name, *arguments):
    """How many queries a page takes once whatever the house keeps in memory is there."""
    address = reverse(name, args=arguments)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
