"""A file that is brought: genuine, replaced, revoked, changed, or not from here."""

import json
import random

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from certificates import pdf
from certificates.checking import FOUND
from certificates.models import Certificate
from certificates.services import badges
from certificates.services.examining import LARGEST, Outcome, examine
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from tests.api.calling import problem
from tests.certificates.settled import AFTER, settled
from tests.certificates.test_pdf import PAPERS, render
from tests.factories import NOON, counsellor

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    settled(counsellor(first_name="Kim", last_name="Muster"))
    (made,) = issue_due(now=AFTER)
    return made


def paper_of(certificate):
    with certificate.pdf.open() as file:
        return file.read()


def badge_of(certificate):
    return badges.as_text(certificate).encode()


def token_of(certificate):
    return badges.token_of(certificate, now=AFTER).encode()


FORMS = {"paper": paper_of, "badge": badge_of, "token": token_of}
ENDED = [CertificateState.REPLACED, CertificateState.REVOKED]


def found(content):
    finding = examine(content)
    return finding.outcome, finding.certificate


@pytest.mark.parametrize("form", FORMS)
def test_what_was_issued_here_is_genuine_until_it_ends(certificate, form):
    content = FORMS[form](certificate)
    assert found(content) == (Outcome.GENUINE, certificate)
    for state in ENDED:
        Certificate.objects.update(state=state, ended_at=AFTER)
        assert found(content) == (Outcome(state.value), certificate)


def test_one_changed_byte_is_noticed_wherever_it_is(certificate):
    """A hundred places by chance, and the last one, in a padding nobody reads."""
    content, chance = paper_of(certificate), random.Random(5)
    places = [*(chance.randrange(len(content)) for _ in range(100)), len(content) - 1]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        assert found(bytes(changed))[0] == Outcome.ALTERED, place


def test_what_is_added_or_cut_off_is_noticed(certificate):
    content = paper_of(certificate)
    for changed in (content + b"\n", content[:-1], content[:-1000]):
        assert examine(changed).outcome == Outcome.ALTERED


def test_a_badge_may_be_laid_out_anew_but_not_changed(certificate):
    document = json.loads(badge_of(certificate))
    assert found(json.dumps(document).encode()) == (Outcome.GENUINE, certificate)
    document["credentialSubject"]["creditsEarned"] = 17
    assert found(json.dumps(document).encode()) == (Outcome.ALTERED, certificate)


def test_a_changed_token_is_noticed(certificate):
    head, body, seal = token_of(certificate).decode().split(".")
    swapped = seal[:10] + ("A" if seal[10] != "A" else "B") + seal[11:]
    assert found(f"{head}.{body}.{swapped}".encode()) == (Outcome.ALTERED, certificate)


STRANGE = {
    "nothing": b"",
    "text": b"Guten Tag",
    "another PDF": render(PAPERS["short"]),
    "another badge": b'{"id": "https://elsewhere.example/pruefen/K7QXM2RP9TLA/"}',
    "a code nobody has": f'{{"id": "{settings.SITE_URL}/pruefen/K7QXM2RP9TLA/"}}'.encode(),
    "no object": b"[1, 2]",
    "an id that is none": b'{"id": 7}',
    "a deep one": b"[" * 100_000,
    "no text": b"\xff\xfe\x00",
    "a token of nothing": b"a.b.c",
    "too large for a badge": b"{" + b" " * 300_000 + b"}",
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_not_from_here_is_unknown(what):
    assert found(STRANGE[what]) == (Outcome.UNKNOWN, None)


def test_a_paper_made_up_under_a_number_of_ours_is_no_copy_of_it(certificate):
    facts = certificate.facts | {"person": {"first_name": "Tim", "last_name": "Betrug"}}
    made_up = pdf.render(facts, credential=certificate.credential, pictures={}, at=AFTER)
    assert found(made_up) == (Outcome.ALTERED, certificate)


def test_what_was_issued_before_there_were_seals_is_compared_with_what_is_kept(certificate):
    Certificate.objects.update(seal=None, pdf_digest="", credential_digest="", credential=None)
    content = paper_of(certificate)
    assert found(content) == (Outcome.GENUINE, certificate)
    assert found(content + b"\n") == (Outcome.ALTERED, certificate)
    Certificate.objects.update(pdf="")
    assert found(content) == (Outcome.UNKNOWN, None)


def test_a_certificate_of_somebody_erased_is_still_genuine(client, certificate):
    content = paper_of(certificate)
    certificate.facts["person"] = {"first_name": "", "last_name": ""}
    certificate.pdf, certificate.credential = "", None
    certificate.save()
    page = brought(client, content).content.decode()
    assert str(FOUND["issued"]) in page or "kern-alert--success" in page
    assert "gelöscht" in page
    assert "Muster" not in page


# The page


def brought(client, content, path="/pruefen/"):
    return client.post(path, {"file": SimpleUploadedFile("datei.pdf", content)})


def test_who_brings_the_paper_reads_the_name_and_who_brings_the_badge_does_not(client, certificate):
    page = brought(client, paper_of(certificate))
    assert "Kim Muster" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    page = brought(client, badge_of(certificate)).content.decode()
    assert "K… M…" in page
    assert "Muster" not in page


@pytest.mark.parametrize(
    ("change", "alert"),
    [(lambda c: c, "success"), (lambda c: c + b"x", "danger"), (lambda _: b"x", "warning")],
)
def test_the_page_says_what_it_is(client, certificate, change, alert):
    page = brought(client, change(paper_of(certificate))).content.decode()
    assert f"kern-alert--{alert}" in page
    assert "data-drop" in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_why_one_was_revoked_is_the_issuers_business(client, certificate):
    Certificate.objects.update(
        state=CertificateState.REVOKED, ended_at=AFTER, end_reason="Erschlichen"
    )
    for page in (
        brought(client, paper_of(certificate)),
        client.get(f"/pruefen/{certificate.code}/"),
    ):
        text = page.content.decode()
        assert str(FOUND[CertificateState.REVOKED]) in text
        assert "Erschlichen" not in text


def test_too_large_a_file_is_refused_beside_the_field(client):
    page = brought(client, b"%PDF-" + b"x" * LARGEST)
    assert list(page.context["file_form"].errors) == ["file"]
    assert client.post("/pruefen/", {}).status_code == 200


def test_files_are_counted_together_with_codes(client, certificate, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert {brought(client, b"x").status_code for _ in range(15)} == {200}
    assert {client.get(f"/pruefen/{certificate.code}/").status_code for _ in range(15)} == {200}
    assert brought(client, b"x").status_code == 429
    assert problem(brought(client, b"x", "/api/v1/certificates/check"))["status"] == 429


# The API


@pytest.mark.parametrize("form", FORMS)
def test_the_api_says_the_same(client, certificate, form):
    answer = brought(client, FORMS[form](certificate), "/api/v1/certificates/check").json()
    assert (answer["outcome"], answer["certificate"]["number"]) == ("issued", "AWO-2027-00001")
    assert answer["certificate"]["person"] == ("Kim Muster" if form == "paper" else "K… M…")
    assert answer["verdict"] == str(FOUND["issued"])


def test_the_api_knows_nothing_of_other_files(client):
    answer = brought(client, b"x", "/api/v1/certificates/check")
    assert answer.json() == {
        "outcome": "unknown",
        "verdict": str(FOUND["unknown"]),
        "certificate": None,
    }
    assert problem(client.post("/api/v1/certificates/check", {}))["status"] == 422
    large = brought(client, b"x" * (LARGEST + 1), "/api/v1/certificates/check")
    assert problem(large)["status"] == 422


# The seal


def test_everybody_gets_the_root(client, certificate):
    page = client.get("/pruefen/siegel/").content.decode()
    assert certificate.seal.fingerprint in page
    root = client.get(f"/pruefen/siegel/{certificate.seal.fingerprint[:16]}.pem")
    assert root.content.decode() == certificate.seal.root
    assert root.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert client.get("/pruefen/siegel/nichts.pem").status_code == 404
