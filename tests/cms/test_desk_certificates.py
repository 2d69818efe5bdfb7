"""Certificates at the desk: found, revoked, replaced, issued together, and how they look."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from certificates.models import Certificate, Design, Picture, Run
from certificates.services import running
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from tests.certificates.settled import AFTER, settled
from tests.cms.desk import text_of, to_the_admin
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


@pytest.fixture
def certificate():
    settled(counsellor(first_name="Kim", last_name="Muster"))
    (made,) = issue_due(now=AFTER)
    return made


def at(name, *args):
    return reverse(f"desk_certificates:{name}", args=args)


@pytest.mark.parametrize("rows", [1, 5])
def test_the_register_costs_the_same_for_one_and_many(desk, rows, django_assert_num_queries):
    settled(*[counsellor() for _ in range(rows)])
    issue_due(now=AFTER)
    desk.get(at("index"))
    with django_assert_num_queries(18):
        page = desk.get(at("index"))
    assert len(page.context["certificates"]) == rows


def test_a_certificate_is_found_by_name_number_and_seminar(desk, certificate):
    other = settled(
        counsellor(last_name="Anders"), seminar=SeminarFactory(days__start=NOON + 9 * A_DAY)
    )
    assert other
    issue_due(now=AFTER)
    for asked in ("muster", certificate.number, certificate.enrolment.seminar.number):
        page = desk.get(at("index"), {"q": asked})
        assert list(page.context["certificates"]) == [certificate]
    page = desk.get(at("index"), {"state": CertificateState.REVOKED})
    assert list(page.context["certificates"]) == []


def test_the_page_of_one_names_what_can_be_done(desk, certificate):
    page = text_of(desk.get(at("show", certificate.pk)))
    for shown in (certificate.number, "Kim Muster", certificate.code, "Ersetzen", "Widerrufen"):
        assert shown in page


def test_an_office_revokes_with_a_reason_it_alone_reads(desk, certificate):
    address = at("revoke", certificate.pk)
    desk.post(address, {"reason": ""})
    assert Certificate.objects.get().state == CertificateState.ISSUED
    page = text_of(desk.post(address, {"reason": "Verwechselt"}, follow=True))
    assert "AWO-2027-00001 ist widerrufen." in page
    assert "Verwechselt" in page
    assert "Widerrufen" not in text_of(desk.get(at("show", certificate.pk)))
    assert "gilt bereits nicht mehr" in text_of(desk.get(address))


def test_an_office_replaces_and_the_chain_is_shown(desk, certificate):
    facts = {"reason": "Neuer Name", "language": "en"}
    page = text_of(desk.post(at("replace", certificate.pk), facts, follow=True))
    new = Certificate.objects.get(state=CertificateState.ISSUED)
    assert f"AWO-2027-00001 ist durch {new.number} ersetzt." in page
    assert certificate.number in text_of(desk.get(at("show", new.pk)))
    assert new.facts["language"] == "en"


def test_what_is_owed_is_issued_at_once_with_progress(desk):
    settled(counsellor(), counsellor())
    assert "2 Bescheinigungen" in text_of(desk.get(at("index")))
    page = desk.post(at("start", office().pk), follow=True)
    assert "0 von 2 Bescheinigungen sind ausgestellt." in text_of(page)
    assert "progress.js" in page.content.decode()
    running.carry_on(now=AFTER)
    page = desk.get(at("run", Run.objects.get().pk))
    assert "Fertig: 2 Bescheinigungen sind ausgestellt." in text_of(page)
    assert "progress.js" not in page.content.decode()
    page = desk.post(at("start", office().pk), follow=True)
    assert "Zurzeit steht keine Bescheinigung aus." in text_of(page)


# Design


def png(colour="#9c4221"):
    file = io.BytesIO()
    Image.new("RGBA", (60, 30), colour).save(file, "PNG")
    return SimpleUploadedFile("bild.png", file.getvalue(), "image/png")


def typed(**fields):
    facts = {
        "language": "de",
        "accent": "#9C4221",
        "footer": "AWO Bundesverband e. V.",
        "funder_note": "Gefördert vom Bund.",
        "signatory_name": "Dr. Ada Muster",
        "signatory_function": "Leitung",
        "title_attendance_de": "Bescheinigung der Teilnahme",
        "text_attendance_de": "Anerkannt nach den Richtlinien.",
    }
    return facts | fields


def test_a_design_is_kept_and_frozen_into_what_is_issued_from_then_on(desk, certificate):
    address = at("design", office().pk)
    page = desk.post(address, typed(logo_file=png(), signature_file=png("#000000")), follow=True)
    assert "Die Gestaltung ist gespeichert." in text_of(page)
    design = Design.objects.get()
    assert (design.accent, Picture.objects.count()) == ("#9c4221", 2)
    settled(counsellor(), seminar=SeminarFactory(days__start=NOON + 9 * A_DAY))
    (made,) = issue_due(now=AFTER)
    assert made.facts["design"] == {
        "accent": "#9c4221",
        "footer": "AWO Bundesverband e. V.",
        "funder_note": "Gefördert vom Bund.",
        "logo": design.logo_id,
        "signature": design.signature_id,
    }
    assert made.facts["wording"]["title"] == "Bescheinigung der Teilnahme"
    assert made.facts["wording"]["text"] == "Anerkannt nach den Richtlinien."
    assert made.facts["signatory"] == {"name": "Dr. Ada Muster", "function": "Leitung"}
    certificate.refresh_from_db()
    assert certificate.facts["wording"]["title"] == "Teilnahmebescheinigung"
    desk.post(address, typed(no_logo="on", title_attendance_de="", text_attendance_de=""))
    design.refresh_from_db()
    assert (design.logo, design.texts.count()) == (None, 0)
    assert design.signature is not None


@pytest.mark.parametrize("kind", ["attendance", "partial", "achievement"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sample_shows_what_is_typed_and_keeps_nothing(desk, kind, language):
    address = at("preview", office().pk)
    before = desk.get(address)
    assert before["Content-Type"] == "image/png"
    asked = typed(shown=kind, language=language, logo_file=png(), signature_file=png())
    after = desk.post(address, asked)
    assert after["Content-Type"] == "image/png"
    assert after.content != before.content
    paper = desk.post(address, typed(shown=kind, language=language) | {"as": "pdf"})
    assert paper.content.startswith(b"%PDF-")
    assert not Design.objects.exists()
    assert not Picture.objects.exists()


def test_what_cannot_be_printed_or_read_is_refused_beside_its_field(desk):
    wrong = typed(accent="#ffff00", footer="李")
    page = desk.post(at("design", office().pk), wrong)
    assert set(page.context["form"].errors) == {"accent", "footer"}
    told = desk.post(at("preview", office().pk), wrong)
    assert told.status_code == 422
    assert "李 (U+674E)" in told.content.decode()
