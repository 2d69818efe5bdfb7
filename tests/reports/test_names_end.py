"""A name goes when nobody has to prove any more who took part; no number and no check changes."""

from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, transaction

from certificates.models import Certificate
from certificates.services.forgetting import forget_names
from certificates.services.issuing import issue_due
from courses.models import Enrolment, EnrolmentEvent
from courses.services.enrolments import enrol
from courses.services.erasing import erase, erase_due_names
from courses.services.exchange import replace
from tests.caches import fresh
from tests.certificates.settled import AFTER, settled
from tests.factories import A_DAY, NOON, SeminarFactory, coordinator, counsellor
from tests.reports.asking import asked

pytestmark = pytest.mark.django_db
LAST_DAY = datetime(2031, 12, 31, 12, tzinfo=UTC)  # five years after that of the seminar


@pytest.fixture
def person(settings, tmp_path):
    """Took part with a certificate, and once came instead of a colleague."""
    fresh(settings)
    settings.MEDIA_ROOT = tmp_path
    person = counsellor(first_name="Kim", last_name="Unverwechselbar")
    settled(person)
    issue_due(now=AFTER)
    request = person.erasure_requests.create(asked_at=AFTER)
    erase(request=request, by=coordinator(), now=AFTER)
    return person


def figures():
    return asked()


def test_the_name_stays_until_the_announced_day_and_goes_after_it(client, person):
    before, certificate = figures(), Certificate.objects.get()
    assert (erase_due_names(now=LAST_DAY), forget_names(now=LAST_DAY)) == (0, 0)
    person.refresh_from_db()
    assert str(person) == "Kim Unverwechselbar"

    after = LAST_DAY + A_DAY
    assert (erase_due_names(now=after), forget_names(now=after)) == (1, 1)
    assert (erase_due_names(now=after), forget_names(now=after)) == (0, 0)
    person.refresh_from_db()
    assert str(person) == "gelöschte Person"
    assert figures() == before
    certificate.refresh_from_db()
    assert "Unverwechselbar" not in str(certificate.facts)
    assert certificate.pdf.name == ""
    page = client.get(f"/pruefen/{certificate.code}/")
    assert "echt und gültig" in page.content.decode()
    assert "Der Name wurde gelöscht" in page.content.decode()
    told = client.get(f"/api/v1/certificates/{certificate.code}").json()
    assert (told["state"], told["person"]) == ("issued", "gelöscht")


def test_the_paper_is_deleted_with_the_name(person, django_capture_on_commit_callbacks):
    paper, after = Certificate.objects.get().pdf.name, LAST_DAY + A_DAY
    assert storages["private"].exists(paper)
    erase_due_names(now=after)
    with django_capture_on_commit_callbacks(execute=True):
        forget_names(now=after)
    assert not storages["private"].exists(paper)
    assert not Certificate.objects.visible_to(person).exclude(pdf="").exists()


def test_the_history_of_others_forgets_the_name_and_nothing_else():
    first, heir, seminar = counsellor(), counsellor(last_name="Unverwechselbar"), SeminarFactory()
    old = enrol(person=first, seminar=seminar, employment=first.job, now=NOON)
    new = replace(enrolment=old, person=heir, employment=heir.job, by=first, now=NOON)
    Enrolment.objects.filter(pk=new.pk).update(state="absent")
    told = EnrolmentEvent.objects.filter(enrolment=old, to_state="replaced")
    before = told.values().get()
    request = heir.erasure_requests.create(asked_at=AFTER)
    erase(request=request, by=coordinator(), now=LAST_DAY + A_DAY)
    after = told.values().get()
    assert after == before | {"reason": "Stattdessen kommt gelöschte Person."}
    with pytest.raises(DatabaseError), transaction.atomic():
        told.update(reason="")
