"""After a seminar is closed: what the message promises, and what the cockpit shows of it."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from certificates.services.issuing import issue_due
from courses.services.attendance import record_attendance
from tests.cms.desk import book, seminar_begun, to_the_admin, url
from tests.factories import office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def proofs(desk, seminar):
    """Person → what stands in the column “Bescheinigung”; empty where there is none."""
    page = desk.get(url("roster", seminar.pk), {"shown": "participants"}).content.decode()
    table = page.partition("data-roster")[2].partition("</table>")[0]
    rows = [
        [" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in CELL.findall(row)]
        for row in table.split("<tr>")[1:]
    ]
    if "Bescheinigung" not in rows[0]:
        return {}
    return {row[1]: row[rows[0].index("Bescheinigung")] for row in rows[1:]}


def record(seminar, minutes):
    sessions = seminar.sessions.all()
    record_attendance(
        seminar=seminar,
        minutes={e.pk: {s.pk: spent for s in sessions} for e, spent in minutes.items()},
        by=office_staff(),
        now=timezone.now(),
    )


def test_after_closing_everybody_sees_who_gets_a_certificate_and_then_has_it(desk):
    seminar = seminar_begun()
    there, partly = book(seminar), book(seminar)
    record(seminar, {there: 420, partly: 30})
    assert proofs(desk, seminar) == {}
    desk.post(url("close", seminar.pk))
    assert said(desk.get(url("cockpit", seminar.pk))) == [
        (
            "Die Veranstaltung ist abgeschlossen. In den nächsten Minuten erhält eine Person ihre "
            "Bescheinigung per E-Mail; Sie finden sie bei den Teilnehmenden."
        )
    ]
    too_little = "keine, zu wenig Anwesenheit"
    assert proofs(desk, seminar) == {
        str(there.person): "wird ausgestellt",
        str(partly.person): too_little,
    }
    [certificate] = issue_due(now=timezone.now())
    assert proofs(desk, seminar) == {
        str(there.person): f"{certificate.number} (PDF)",
        str(partly.person): too_little,
    }
    pdf = desk.get(reverse("certificates:pdf", args=[certificate.number]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


def test_where_nobody_earned_a_certificate_none_is_promised(desk):
    seminar = seminar_begun()
    record(seminar, {book(seminar): 0})
    desk.post(url("close", seminar.pk))
    assert said(desk.get(url("cockpit", seminar.pk))) == [
        (
            "Die Veranstaltung ist abgeschlossen. Niemand war lange genug da, um eine "
            "Bescheinigung zu erhalten."
        )
    ]


def test_the_cockpit_of_a_closed_seminar_costs_the_same_for_one_and_many(
    desk, django_assert_num_queries
):
    for people in (1, 5):
        seminar = seminar_begun()
        record(seminar, {book(seminar): 420 for _n in range(people)})
        desk.post(url("close", seminar.pk))
        issue_due(now=timezone.now())
        desk.get(url("cockpit", seminar.pk))  # fills Wagtail's caches
        with django_assert_num_queries(27):
            desk.get(url("cockpit", seminar.pk))
        with django_assert_num_queries(20):
            desk.get(url("roster", seminar.pk), {"shown": "participants"})
