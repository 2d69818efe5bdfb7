"""The training record: what somebody attended, per year, on the page and on paper."""

import page
import pytest
from django.urls import reverse

from certificates.models import Certificate
from certificates.record import training_record
from certificates.services.issuing import issue_due
from courses.models import Enrolment
from tests.certificates.settled import AFTER, settled
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    counsellor,
    has_attended,
    has_qualified,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/meine-fortbildungen/fortbildungspass/"
PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]


def test_units_are_summed_per_year_with_the_latest_on_top(client):
    person = counsellor(first_name="Samira", last_name="Yıldız")
    settled(person, counsellor())
    later = has_attended(person, CourseFactory())
    Enrolment.objects.filter(pk=later.pk).update(moved_at=NOON + 70 * A_DAY)
    issue_due(now=AFTER)
    record = training_record(person, now=AFTER)
    assert [(year.number, year.units) for year in record.years] == [(2027, 16), (2026, 16)]
    client.force_login(person)
    shown = client.get(ADDRESS)
    assert "32 Unterrichtseinheiten zu 45 Minuten in 2 Veranstaltungen." in " ".join(
        shown.content.decode().split()
    )
    assert [(bar.name, bar.value) for bar in shown.context["chart"].bars] == [
        ("2027", 16),
        ("2026", 16),
    ]


def test_the_paper_is_archival_and_accessible_also_when_it_is_empty(client):
    person = counsellor(first_name="Samira", last_name="Yıldız")
    client.force_login(person)
    has_qualified(person)
    for _round in range(2):
        paper = client.get(reverse("certificates:record_pdf"))
        assert paper["Content-Type"] == "application/pdf"
        for profile in PROFILES:
            checked = page.validate_pdf_bytes(paper.content, profile=profile)
            assert checked.is_compliant, checked.failures
        has_attended(person, CourseFactory())


@pytest.mark.parametrize("seminars", [1, 5])
def test_the_record_costs_the_same_for_one_and_many(client, django_assert_num_queries, seminars):
    person = counsellor()
    for number in range(seminars):
        start = NOON + 7 * (number + 1) * A_DAY
        settled(person, seminar=SeminarFactory(days__start=start))
    client.force_login(person)
    client.get(ADDRESS)
    with django_assert_num_queries(6):
        client.get(ADDRESS)


def test_the_record_is_taken_along_as_a_set_of_credentials(client):
    person = counsellor(first_name="Samira", last_name="Yıldız")
    settled(person)
    (certificate,) = issue_due(now=AFTER)
    has_qualified(person, valid_until=(NOON + A_DAY).date())
    client.force_login(person)
    answer = client.get(reverse("certificates:record_json"))
    assert answer["Content-Disposition"] == 'attachment; filename="Fortbildungspass.json"'
    told = answer.json()
    assert told["type"] == ["VerifiableCredential", "ClrCredential"]
    signed, kind = told["credentialSubject"]["verifiableCredential"]
    assert signed == certificate.credential
    assert (kind["name"], kind["validFrom"], kind["validUntil"]) == (
        "Dolmetschen im Gespräch",
        "2026-11-02T00:00:00Z",
        "2026-11-03T23:59:59Z",
    )


def test_a_revoked_certificate_is_not_taken_along(client):
    person = counsellor()
    settled(person)
    issue_due(now=AFTER)
    Certificate.objects.update(state="revoked", ended_at=AFTER)
    client.force_login(person)
    told = client.get(reverse("certificates:record_json")).json()
    assert told["credentialSubject"]["verifiableCredential"] == []
