"""Revoked and replaced: nothing vanishes, and everybody learns what is theirs to know."""

import pytest
from django.core.exceptions import PermissionDenied

from certificates.models import Certificate
from certificates.services import issuing
from certificates.services.ending import replace, revoke
from certificates.services.examining import Outcome, examine
from certificates.services.forgetting import forget_names
from certificates.services.issuing import issue_due
from certificates.states import CertificateKind, CertificateState
from courses.models import Assessment, Enrolment
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from tests.certificates.settled import AFTER, settled
from tests.factories import A_DAY, CourseFactory, SeminarFactory, counsellor, office, office_staff
from tests.post import letter

pytestmark = pytest.mark.django_db
LATER = AFTER + A_DAY


@pytest.fixture
def staff():
    return office_staff()


@pytest.fixture
def certificate():
    settled(counsellor(first_name="Kim", last_name="Muster"))
    (made,) = issue_due(now=AFTER)
    OutgoingMail.objects.all().delete()
    return made


def content_of(certificate):
    with certificate.pdf.open() as file:
        return file.read()


def test_revoking_keeps_when_who_and_why_and_tells_the_person_only_that(certificate, staff):
    revoke(certificate=certificate, by=staff, reason=" Erschlichen ", now=LATER)
    kept = Certificate.objects.get()
    assert (kept.state, kept.ended_at, kept.ended_by, kept.end_reason) == (
        CertificateState.REVOKED,
        LATER,
        staff,
        "Erschlichen",
    )
    told = letter(key__startswith="certificate-revoked")
    assert told.to == certificate.enrolment.person.email
    assert certificate.number in told.subject
    assert "Erschlichen" not in told.body
    assert examine(content_of(kept)).outcome == Outcome.REVOKED
    assert issue_due(now=LATER) == []


def test_a_new_name_gets_a_new_paper_and_the_old_one_says_by_what(client, certificate, staff):
    person = certificate.enrolment.person
    person.last_name = "Neumann"
    person.save()
    new = replace(certificate=certificate, by=staff, reason="Heirat", now=LATER)
    certificate.refresh_from_db()
    assert (certificate.number, new.number) == ("AWO-2027-00001", "AWO-2027-00002")
    assert (new.replaces, certificate.replaced_by) == (certificate, new)
    assert new.facts["person"]["last_name"] == "Neumann"
    assert new.facts["replaces"] == certificate.number
    assert certificate.facts["person"]["last_name"] == "Muster"
    page = client.get(f"/pruefen/{certificate.code}/").content.decode()
    assert "AWO-2027-00002" in page
    assert "kern-alert--warning" in page
    assert client.get(f"/api/v1/certificates/{certificate.code}").json()["replaced_by"] == (
        "AWO-2027-00002"
    )
    assert "AWO-2027-00001" in letter(key=f"certificate-issued-{new.pk}").body
    assert examine(content_of(new)).outcome == Outcome.GENUINE
    again = replace(certificate=new, by=staff, reason="Tippfehler", now=LATER)
    assert again.replaces.replaces == certificate


def test_a_paper_may_be_replaced_by_one_in_english(certificate, staff):
    new = replace(certificate=certificate, by=staff, reason="Ausland", language="en", now=LATER)
    assert (new.facts["language"], new.facts["wording"]["title"]) == (
        "en",
        "Certificate of Attendance",
    )
    assert new.facts["wording"]["extent"] == (
        "from 2 to 3 December 2026, in full: 16 teaching units (45 minutes each)"
    )


@pytest.mark.parametrize("act", [revoke, replace])
def test_what_has_ended_does_not_end_again(certificate, staff, act):
    revoke(certificate=certificate, by=staff, reason="Grund", now=LATER)
    with pytest.raises(Refused):
        act(certificate=certificate, by=staff, reason="Grund", now=LATER)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("act", [revoke, replace])
def test_only_the_issuing_office_ends_it_and_says_why(certificate, staff, act):
    for stranger in (certificate.enrolment.person, office_staff(of=office("DRK"))):
        with pytest.raises(PermissionDenied):
            act(certificate=certificate, by=stranger, reason="Grund", now=LATER)
    with pytest.raises(Refused):
        act(certificate=certificate, by=staff, reason="  ", now=LATER)
    assert Certificate.objects.get().state == CertificateState.ISSUED


def test_what_does_not_fit_any_more_is_not_replaced(certificate, staff):
    Enrolment.objects.update(state="absent", attended_units=0)
    with pytest.raises(Refused, match="Widerrufen"):
        replace(certificate=certificate, by=staff, reason="Grund", now=LATER)
    assert Certificate.objects.get().state == CertificateState.ISSUED


def test_erasing_a_name_takes_paper_badge_and_reason_and_keeps_the_check(certificate, staff):
    content, person = content_of(certificate), certificate.enrolment.person
    revoke(certificate=certificate, by=staff, reason="Kim Muster war es nicht", now=LATER)
    person.erasure_requests.create(asked_at=AFTER, done_at=AFTER, name_erased_at=LATER)
    assert forget_names(now=LATER) == 1
    kept = Certificate.objects.get()
    assert (kept.pdf.name, kept.credential, kept.end_reason) == ("", None, "")
    assert examine(content) == examine(content)
    assert (examine(content).outcome, examine(content).certificate) == (Outcome.REVOKED, kept)


# Kinds


def kinds():
    return list(Certificate.objects.order_by("serial").values_list("kind", flat=True))


@pytest.mark.parametrize(("allowed", "found"), [(True, ["partial"]), (False, [])])
def test_below_the_threshold_the_units_are_confirmed_where_the_course_allows_it(allowed, found):
    seminar = SeminarFactory(course=CourseFactory(confirms_partial=allowed))
    settled(seminar=seminar, minutes=210)
    issue_due(now=AFTER)
    assert kinds() == found
    if found:
        facts = Certificate.objects.get().facts
        assert facts["wording"]["title"] == "Teilnahmebestätigung"
        assert facts["wording"]["extent"] == (
            "im Umfang von 8 der 16 Unterrichtseinheiten (je 45 Minuten)"
        )


def test_whoever_was_never_there_gets_nothing_to_confirm():
    seminar = SeminarFactory(course=CourseFactory(confirms_partial=True))
    settled(seminar=seminar, minutes=0)
    assert issue_due(now=AFTER) == []


def test_whoever_passed_gets_a_certificate_of_achievement_beside_that_of_attendance():
    seminar = SeminarFactory(course=CourseFactory(awards_certificate=True))
    passed, failed, _open = settled(counsellor(), counsellor(), counsellor(), seminar=seminar)
    for enrolment, outcome in ((passed, True), (failed, False)):
        Assessment.objects.create(
            enrolment=enrolment, passed=outcome, subject="Projekt", result="1,3", recorded_at=AFTER
        )
    issue_due(now=AFTER)
    assert kinds() == ["attendance", "achievement", "attendance", "attendance"]
    made = Certificate.objects.get(kind=CertificateKind.ACHIEVEMENT)
    assert made.enrolment == passed
    assert made.facts["assessment"] == {"subject": "Projekt", "result": "1,3"}
    assert made.facts["wording"]["ending"] == "erfolgreich abgeschlossen."
    assert made.credential["credentialSubject"]["achievement"]["achievementType"] == "Certificate"
    assert not issuing.owed_any().exists()


def test_an_achievement_is_certified_when_it_is_assessed_late():
    seminar = SeminarFactory(course=CourseFactory(awards_certificate=True))
    (enrolment,) = settled(seminar=seminar)
    issue_due(now=AFTER)
    Assessment.objects.create(enrolment=enrolment, passed=True, recorded_at=LATER)
    issue_due(now=LATER)
    assert kinds() == ["attendance", "achievement"]
