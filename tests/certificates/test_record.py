"""The training record: what somebody attended, per year, on the page and on paper."""

from copy import deepcopy

import page
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates import contexts, seal
from certificates.models import Certificate, SealedRecord
from certificates.record import training_record
from certificates.services import seals
from certificates.services.issuing import issue_due
from certificates.services.records import credentials
from courses.models import Enrolment
from tests.certificates.settled import AFTER, settled
from tests.certificates.test_badge import verdicts
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
        assert seals.in_use().fingerprint in seal.fingerprints_in(paper.content)
        for profile in PROFILES:
            checked = page.validate_pdf_bytes(paper.content, profile=profile)
            assert checked.is_compliant, checked.failures
        has_attended(person, CourseFactory())


def test_the_paper_is_known_again_by_whoever_checks_it_and_a_changed_one_too(client):
    person = counsellor(first_name="Samira", last_name="Yıldız")
    client.force_login(person)
    paper = client.get(reverse("certificates:record_pdf")).content
    client.logout()
    for content, verdict in (
        (paper, "Dieser Fortbildungspass ist echt"),
        (paper + b"\n", "nach der Ausstellung verändert"),
    ):
        file = SimpleUploadedFile("pass.pdf", content)
        page = client.post(reverse("certificates:check"), {"file": file}).content.decode()
        assert verdict in page
        assert "Samira" not in page
    assert list(SealedRecord.objects.values_list("digest", flat=True)) == [seal.digest_of(paper)]


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
    assert kind["credentialSubject"]["id"] == signed["credentialSubject"]["id"]
    assert (kind["name"], kind["validFrom"], kind["validUntil"]) == (
        "Dolmetschen im Gespräch",
        "2026-11-02T00:00:00Z",
        "2026-11-03T23:59:59Z",
    )


def test_others_accept_the_set_and_each_part_and_refuse_what_is_changed(client):
    person = counsellor()
    settled(person)
    issue_due(now=AFTER)
    has_qualified(person)
    told = credentials(person=person, now=AFTER)
    parts = told["credentialSubject"]["verifiableCredential"]
    fewer, longer = deepcopy(told), deepcopy(parts[1])
    del fewer["credentialSubject"]["verifiableCredential"][0]
    longer["validUntil"] = "2040-01-01T00:00:00Z"
    known = {contexts.CLR: contexts.load(contexts.CLR)["document"]}
    judged = verdicts(client, told, *parts, fewer, longer, contexts=known)["credentials"]
    assert [each["verified"] for each in judged] == [True, True, True, False, False], judged


def test_a_revoked_certificate_is_not_taken_along(client):
    person = counsellor()
    settled(person)
    issue_due(now=AFTER)
    Certificate.objects.update(state="revoked", ended_at=AFTER)
    client.force_login(person)
    told = client.get(reverse("certificates:record_json")).json()
    assert told["credentialSubject"]["verifiableCredential"] == []
