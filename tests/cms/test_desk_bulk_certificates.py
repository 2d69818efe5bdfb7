"""Certificates for many people at once: who gets one, who does not and why, and nobody twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from certificates.models import Certificate
from certificates.services import issuing
from courses.kinds import BatchKind
from courses.models import Batch, Seminar
from courses.services import batches
from courses.services.batches import carry_out
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import book, seminar_begun, text_of, url
from tests.cms.seats import logged_in
from tests.factories import counsellor, office_staff

pytestmark = pytest.mark.ignore_template_errors
BUSY = 4  # workers at once


def press(desk, seminar, **fields):
    facts = {"all": "1", "kind": "certify", "key": str(uuid4())}
    answer = desk.post(url("bulk", seminar.pk), facts | fields)
    return answer if "sure" in fields else desk.get(answer.url)


def four_kinds_of_people():
    """Who is owed one, who has one, who was there too little, whose name cannot be printed."""
    owed, proven = counsellor(last_name="Offen"), counsellor(last_name="Fertig")
    (first,) = settled(proven)
    issuing.issue_due(now=AFTER)
    seminar = first.seminar
    seminar.state = "open"
    seminar.save()
    settled(counsellor(last_name="Weg"), seminar=seminar, minutes=0)
    seminar.state = "open"
    seminar.save()
    settled(owed, counsellor(last_name="李"), seminar=seminar)
    return seminar, owed


@pytest.mark.django_db
def test_it_is_shown_who_gets_one_and_why_others_do_not_then_it_is_done_once(client):
    seminar, owed = four_kinds_of_people()
    desk = logged_in(client)
    page = press(desk, seminar)
    assert [str(p.enrolment.person) for p in page.context["possible"]] == [str(owed)]
    reasons = {p.enrolment.person.last_name: " ".join(p.reasons) for p in page.context["hindered"]}
    assert reasons["Fertig"] == "Die Bescheinigung AWO-2027-00001 ist schon ausgestellt."
    assert reasons["Weg"] == "Die Anwesenheit war zu gering."
    assert "李 (U+674E)" in reasons["李"]
    key = str(uuid4())
    there = {press(desk, seminar, sure=1, key=key).url for _click in range(2)}
    assert there == {url("batch", seminar.pk, Batch.objects.get().pk)}
    assert carry_out(now=AFTER) == 0  # not the courses' business
    assert [issuing.carry_out(now=AFTER) for _run in range(2)] == [4, 0]
    assert issuing.issue_due(now=AFTER) == []
    page = text_of(desk.get(there.pop()))
    assert "4 von 4 erledigt." in page
    assert "Nicht erledigt (3)" in page
    assert Certificate.objects.get(enrolment__person=owed).number in page


@pytest.mark.django_db
def test_before_closing_nobody_gets_one_and_it_is_said_why(client):
    seminar = seminar_begun()
    book(seminar)
    Seminar.objects.update(state="held")
    page = press(logged_in(client), seminar)
    assert page.context["possible"] == []
    assert "Schließen Sie zuerst die Veranstaltung ab" in text_of(page)


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_and_the_beat_issue_each_certificate_once():
    enrolments = settled(*(counsellor() for _n in range(3)))
    facts = {"by": office_staff(), "task": issuing.CARRY_OUT, "now": timezone.now()}
    seminar = enrolments[0].seminar
    kind = BatchKind.CERTIFY
    batches.start(key=uuid4(), seminar=seminar, kind=kind, chosen=enrolments, **facts)

    def work(number):
        try:
            return issuing.carry_out(now=AFTER) if number else len(issuing.issue_due(now=AFTER))
        finally:
            connection.close()

    with ThreadPoolExecutor(BUSY) as crowd:
        list(crowd.map(work, range(BUSY)))
    assert issuing.carry_out(now=AFTER) == 0
    owners = Certificate.objects.order_by("pk").values_list("enrolment", flat=True)
    assert sorted(owners) == [enrolment.pk for enrolment in enrolments]
