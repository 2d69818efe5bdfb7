"""Proofs from elsewhere: handed in, decided about, recognised between associations."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.models import Certificate, Equivalence, Evidence, RecognitionConsent
from certificates.services import evidence as services
from certificates.services import recognising
from certificates.services.earning import keep_up
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from courses.models import Qualification, QualificationRecord
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment
from tests.certificates.kinds import grants, kind, spans
from tests.certificates.required import requirement, state
from tests.certificates.settled import AFTER, settled
from tests.courses.pages import text_of
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    association,
    counsellor,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
)
from tests.post import letter, letters

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7 Zertifikat %%EOF"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(content=PAPER, name="Zertifikat.pdf"):
    return SimpleUploadedFile(name, content)


def handed_in(person, **fields):
    facts = {"title": "Asylrecht", "issuer": "VHS", "completed_on": date(2026, 10, 1)}
    return services.hand_in(
        evidence=Evidence(person=person, **(facts | fields)), upload=upload(), now=NOON
    )


def accepted(proof, recht, by, **fields):
    facts = {"effect": "grants", "valid_from": date(2026, 10, 1), "valid_until": None}
    return services.accept(evidence=proof, qualification=recht, by=by, now=NOON, **(facts | fields))


def test_a_person_hands_in_and_whoever_decides_is_told(client):
    boss, person = manager(email="leitung@example.org"), counsellor()
    client.force_login(person)
    form = {"title": "Asylrecht", "issuer": "VHS", "completed_on": "2026-10-01"}
    client.post(reverse("certificates:evidence"), form | {"upload": upload()})
    proof = Evidence.objects.get()
    assert (proof.person, proof.state, proof.filename, proof.units) == (
        person,
        "handed_in",
        "Zertifikat.pdf",
        0,
    )
    assert [mail.to for mail in OutgoingMail.objects.all()] == [boss.email]
    with proof.file.open() as file:
        assert file.read() == PAPER


@pytest.mark.parametrize("content", [b"MZ evil", b"%PDF-1.7 cut off", b"<svg/>"])
def test_what_is_no_paper_is_not_kept(client, content):
    client.force_login(counsellor())
    form = {"title": "Asylrecht", "issuer": "VHS", "completed_on": "2026-10-01"}
    answer = client.post(
        reverse("certificates:evidence"), form | {"upload": upload(content, "x.pdf")}
    )
    assert "weder ein PDF noch ein Bild" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_an_accepted_proof_meets_the_requirement_from_its_date():
    recht, person, boss = kind(), counsellor(), manager()
    requirement(recht)
    proof = accepted(handed_in(person), recht, boss)
    assert (proof.state, proof.decided_by, proof.record.source_kind) == (
        "accepted",
        boss,
        "evidence",
    )
    assert spans(person) == [("2026-10-01", "2028-10-01")]
    assert state(person) == "met"


def test_the_paper_may_name_the_end():
    recht, person = kind(), counsellor()
    accepted(handed_in(person), recht, manager(), valid_until=date(2027, 3, 31))
    assert spans(person) == [("2026-10-01", "2027-03-31")]


def test_a_declined_proof_tells_why_and_counts_for_nothing():
    person, boss = counsellor(), manager()
    proof = services.decline(
        evidence=handed_in(person), reason="Kein Datum auf dem Papier.", by=boss, now=NOON
    )
    assert (proof.state, proof.record) == ("declined", None)
    (mail,) = letters(to=person.email)
    assert "Kein Datum auf dem Papier." in mail.body
    assert not QualificationRecord.objects.exists()


def test_nothing_is_decided_twice_and_nothing_taken_back_afterwards():
    recht, boss = kind(), manager()
    proof = accepted(handed_in(counsellor()), recht, boss)
    with pytest.raises(Refused):
        services.decline(evidence=proof, reason="x", by=boss, now=NOON)
    with pytest.raises(Refused):
        services.take_back(evidence=proof)


def test_what_is_taken_back_leaves_no_file(django_capture_on_commit_callbacks):
    proof = handed_in(counsellor())
    storage, path = proof.file.storage, proof.file.name
    with django_capture_on_commit_callbacks(execute=True):
        services.take_back(evidence=proof)
    assert not storage.exists(path)
    assert Evidence.objects.get().state == "withdrawn"


def test_managers_and_the_associations_office_decide_and_nobody_else():
    person = counsellor()
    proof = handed_in(person)
    sees = {
        "own": person,
        "boss": manager(),
        "office": office_staff(),
        "other boss": manager(provider("Träger Zwei")),
        "other office": office_staff(office("DRK")),
        "colleague": counsellor(),
    }
    today = NOON.date()
    deciding = [
        name
        for name, user in sees.items()
        if proof in Evidence.objects.decidable_by(user, on=today)
    ]
    seeing = [
        name for name, user in sees.items() if proof in Evidence.objects.visible_to(user, on=today)
    ]
    assert (deciding, seeing) == (["boss", "office"], ["own", "boss", "office"])


def test_a_manager_decides_on_the_page(client):
    recht, person = kind(), counsellor()
    proof = handed_in(person)
    client.force_login(manager())
    assert proof in client.get(reverse("certificates:team_evidence")).context["object_list"]
    address = reverse("certificates:decide", args=[proof.pk])
    refused = client.post(address, {"decision": "accept", "effect": "grants"})
    assert refused.context["form"].errors.keys() == {"qualification", "valid_from"}
    assert client.post(address, {"decision": "decline", "effect": "grants"}).status_code == 200
    form = {"decision": "accept", "effect": "grants", "valid_from": "2026-10-01"}
    client.post(address, form | {"qualification": recht.pk})
    assert spans(person) == [("2026-10-01", "2028-10-01")]
    assert client.get(address).status_code == 404


def test_kinds_are_called_in_english_where_a_proof_is_handed_in_and_decided(client):
    recht, person = kind(), counsellor(language="en")
    Qualification.objects.filter(pk=recht.pk).update(name_en="Residence law")
    proof, english = handed_in(person), {"accept-language": "en"}
    proof.qualification = recht
    proof.save()
    client.force_login(person)
    address = reverse("certificates:evidence")
    assert ">Residence law</option>" in client.get(address, headers=english).content.decode()
    assert f">{recht.name}</option>" in client.get(address).content.decode()
    client.force_login(boss := manager())
    asked = client.get(reverse("certificates:team_evidence"), headers=english)
    assert 'lang="en" >Residence law</span>' in text_of(asked)
    accepted(proof, recht, boss)
    assert "It counts for “Residence law”" in letter(to=person.email).body


@pytest.mark.parametrize("proofs", [1, 5])
def test_the_list_costs_the_same_for_one_and_many(client, proofs, django_assert_num_queries):
    for _number in range(proofs):
        handed_in(counsellor())
    client.force_login(manager())
    client.get(reverse("certificates:team_evidence"))
    with django_assert_num_queries(12):
        client.get(reverse("certificates:team_evidence"))


# Between associations


def moved(person):
    """From the AWO to the Caritas."""
    office("Caritas")
    there = site("Caritas-Stelle", below=provider("Caritasverband", below=association("Caritas")))
    Employment.objects.create(
        user=person,
        organisation=there,
        programme=programme(),
        starts=NOON.date(),
        state="confirmed",
        decided_at=NOON,
    )


def recognised(course, own, **fields):
    facts = {"valid_from": date(2026, 1, 1), "reason": "Gleicher Lehrplan", "decided_at": NOON}
    return Equivalence.objects.create(
        central_office=office("Caritas"), course=course, counts_as=own, **(facts | fields)
    )


@pytest.fixture
def mover():
    """Has attended the AWO's course and works for the Caritas now, which grants its own kind."""
    course, own = CourseFactory(), grants(kind())
    (enrolment,) = settled(seminar=SeminarFactory(course=course))
    moved(enrolment.person)
    person = enrolment.person
    person.rule = recognised(course, own)
    person.enrolment = enrolment
    return person


def test_nothing_moves_without_consent(mover):
    (offer,) = recognising.offers_for(mover, now=AFTER)
    assert (offer.equivalence, offer.completed_on) == (mover.rule, date(2026, 12, 3))
    assert recognising.recognise_due(now=AFTER) == 0
    assert spans(mover) == []


def test_with_consent_the_record_moves_along_and_the_new_office_sees_it(mover, client):
    client.force_login(mover)
    client.post(reverse("certificates:agree", args=[mover.rule.pk]))
    assert spans(mover) == [("2026-12-03", "2028-12-03")]
    record = QualificationRecord.objects.get()
    assert (record.source_kind, record.central_office) == ("recognition", office("Caritas"))
    seen = QualificationRecord.objects.visible_to(office_staff(office("Caritas")))
    assert list(seen) == [record]
    assert recognising.offers_for(mover, now=AFTER) == []
    assert recognising.recognise_due(now=AFTER) == 0


def test_consent_taken_back_takes_the_record_back(mover):
    consent = recognising.agree(person=mover, equivalence=mover.rule, now=AFTER)
    recognising.withdraw_consent(consent=consent, now=AFTER)
    assert spans(mover) == []
    assert recognising.recognise_due(now=AFTER) == 0
    recognising.agree(person=mover, equivalence=mover.rule, now=AFTER + A_DAY)
    assert spans(mover) == [("2026-12-03", "2028-12-03")]
    assert RecognitionConsent.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"valid_from": date(2026, 12, 4)},
        {"valid_until": date(2026, 12, 2)},
        {"withdrawn_at": NOON},
    ],
)
def test_only_what_was_completed_while_it_was_recognised_is_offered(mover, fields):
    Equivalence.objects.update(**fields)
    assert recognising.offers_for(mover, now=AFTER) == []


def test_what_another_association_recognises_is_not_offered(mover):
    Employment.objects.filter(organisation__name="Caritas-Stelle").delete()
    assert recognising.offers_for(mover, now=AFTER) == []


def test_a_revoked_certificate_takes_the_recognition_with_it(mover):
    recognising.agree(person=mover, equivalence=mover.rule, now=AFTER)
    issue_due(now=AFTER)
    Certificate.objects.update(state=CertificateState.REVOKED, ended_at=AFTER)
    keep_up(now=AFTER + A_DAY)
    assert spans(mover) == []
    assert recognising.recognise_due(now=AFTER + A_DAY) == 0
