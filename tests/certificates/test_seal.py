"""The seal: whoever changes a byte breaks it, and the paper stays what it was."""

import os
import shutil
import subprocess
from datetime import timedelta

import page
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.hazmat.primitives.serialization import NoEncryption as Open
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from certificates import keys as keyring
from certificates import seal
from certificates.models import Certificate, Seal
from certificates.services import seals
from certificates.services.issuing import issue_due
from tests.certificates.settled import AFTER, settled
from tests.certificates.test_pdf import PAPERS, PROFILES, render
from tests.factories import A_DAY

NOW = timezone.now()
SECRET = "only for this test"


@pytest.fixture(scope="module")
def keys():
    authority = keyring.new_authority("Prüfstand", now=NOW)
    return keyring.new_keys("Prüfstand", authority, now=NOW)


@pytest.fixture
def folder(settings, tmp_path):
    """A folder for keys of its own, empty."""
    settings.SEAL_FOLDER = tmp_path / "seal"
    return settings.SEAL_FOLDER


def on(paper, keys):
    return seal.sealed(paper, seal.signer_of(keys), reason="Teilnahmebescheinigung A-1")


def tool(*line):
    """What a tool of the machine says; skipped where it is not installed."""
    if shutil.which(line[0]) is None and os.environ.get("REQUIRE_BROWSER") != "1":
        pytest.skip(f"{line[0]} is not installed: apt install poppler-utils libnss3-tools softhsm2")
    return subprocess.run(line, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", PAPERS)
def test_a_sealed_paper_is_archival_and_accessible_without_a_finding(name, keys):
    paper = on(render(PAPERS[name]), keys)
    for profile in PROFILES:
        report = page.validate_pdf_bytes(paper, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_pdfsig_trusts_the_seal_and_sees_a_changed_byte(keys, tmp_path):
    trust, root = tmp_path / "trust", tmp_path / "root.pem"
    trust.mkdir()
    root.write_bytes(keys.root.public_bytes(Encoding.PEM))
    known = f"sql:{trust}"
    tool("certutil", "-N", "-d", known, "--empty-password")
    tool("certutil", "-A", "-d", known, "-n", "root", "-t", "C,C,C", "-i", f"{root}")
    paper = on(render(PAPERS["short"]), keys)
    sound, changed = tmp_path / "sound.pdf", tmp_path / "changed.pdf"
    sound.write_bytes(paper)
    changed.write_bytes(paper.replace(b"Kim Muster", b"Tim Muster", 1))
    said = tool("pdfsig", "-nssdir", known, f"{sound}")
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Digest Mismatch" in tool("pdfsig", "-nssdir", known, f"{changed}")


def test_the_seal_in_a_damaged_file_is_still_known(keys):
    paper = on(render(PAPERS["short"]), keys)
    assert keys.fingerprint in seal.fingerprints_in(paper)
    torn = paper[: len(paper) // 3] + paper[len(paper) // 2 :]
    assert keys.fingerprint in seal.fingerprints_in(torn)
    assert seal.fingerprints_in(render(PAPERS["short"])) == set()
    assert seal.fingerprints_in(b"/Contents <00ff> /Contents <zz> /Contents <3000>") == set()


# Keys


@pytest.mark.django_db
def test_the_first_start_makes_the_keys_and_the_next_ones_change_nothing(folder, capsys):
    call_command("create_seal")
    made = Seal.objects.get()
    assert capsys.readouterr().out.startswith(f"New seal: {made.fingerprint}")
    call_command("create_seal")
    assert Seal.objects.get() == made
    assert capsys.readouterr().out.startswith(f"Seal in use: {made.fingerprint}")
    files = sorted(file.name for file in folder.rglob("*") if file.is_file())
    assert files == ["badge.pem", "root.p12", "seal.p12", "token.pem"]
    assert {file.stat().st_mode & 0o777 for file in folder.rglob("*.p*")} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.django_db
@pytest.mark.usefixtures("folder")
def test_no_key_is_in_the_database():
    call_command("create_seal")
    kept = Seal.objects.values_list(named=False).get()
    assert not [fact for fact in kept if "PRIVATE" in str(fact)]
    assert set(Seal.objects.get().token_key) == {"kty", "alg", "n", "e"}


@pytest.mark.django_db
@pytest.mark.usefixtures("folder")
def test_keys_open_with_their_passphrase_only(settings):
    call_command("create_seal")
    keyring.open_keys.cache_clear()
    settings.SEAL_PASSPHRASE = "another"
    with pytest.raises(ValueError, match=r"(?i)password|decrypt"):
        seals.keys_of(Seal.objects.get())


@pytest.mark.django_db
@pytest.mark.usefixtures("folder")
def test_with_new_keys_the_root_stays_and_old_certificates_stay_valid():
    call_command("create_seal")
    settled()
    (before,) = issue_due(now=AFTER)
    first = before.seal
    second = seals.rotate(now=AFTER + A_DAY)
    settled()
    (after,) = issue_due(now=AFTER + A_DAY)
    assert after.seal == second != first
    assert Seal.objects.get(pk=first.pk).retired_at == AFTER + A_DAY
    assert second.root == first.root
    before.refresh_from_db()
    assert before.state == "issued"


def test_a_root_vouches_for_seals_only_and_for_no_authority(keys):
    limits = keys.root.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (limits.ca, limits.path_length) == (True, 0)
    assert keys.certificate.not_valid_after_utc <= keys.root.not_valid_after_utc
    assert keys.certificate.not_valid_after_utc < NOW + timedelta(days=3 * 365 + 1)
    keys.certificate.verify_directly_issued_by(keys.root)


@pytest.mark.django_db
@pytest.mark.usefixtures("folder")
def test_without_keys_nothing_is_issued_and_it_is_said_what_to_do():
    settled()
    with pytest.raises(ImproperlyConfigured, match=r"manage\.py create_seal"):
        issue_due(now=AFTER)
    assert not Certificate.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("folder")
def test_a_seal_from_elsewhere_is_taken_into_use(keys):
    bought = pkcs12.serialize_key_and_certificates(
        b"seal", keys.key, keys.certificate, [keys.root], Open()
    )
    taken = seals.bring(content=bought, passphrase="", now=AFTER)
    assert taken.fingerprint == keys.fingerprint
    assert seals.in_use() == taken
    settled()
    (made,) = issue_due(now=AFTER)
    with made.pdf.open() as file:
        assert keys.fingerprint in seal.fingerprints_in(file.read())


SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"


@pytest.fixture
def device(settings, folder, tmp_path, monkeypatch):  # noqa: ARG001 – keys of its own
    """A device in software, with an RSA key in it and a certificate for that key."""
    conf = tmp_path / "softhsm2.conf"
    (tmp_path / "tokens").mkdir()
    conf.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", f"{conf}")
    pins = ("--so-pin", "5678", "--pin", "1234")
    tool("softhsm2-util", "--init-token", "--free", "--label", "house", *pins)
    key = rsa.generate_private_key(65537, 2048)
    pem = tmp_path / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, Open()))
    place = ("--token", "house", "--label", "seal", "--id", "01", "--pin", "1234")
    tool("softhsm2-util", "--import", f"{pem}", *place)
    settings.SEAL_BACKEND = "pkcs11"
    settings.SEAL_DEVICE = {"module": SOFTHSM, "token": "house", "key": "seal", "pin": "1234"}
    authority = keyring.new_authority("Gerät", now=NOW)
    return keyring.certificate_for("Gerät", key.public_key(), authority, now=NOW), authority


@pytest.mark.django_db
def test_a_device_seals_with_a_key_nobody_sees(device, tmp_path):
    certificate, authority = device
    chain = [certificate, authority.certificate]
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in chain)
    seals.bring(content=pem, passphrase="", now=AFTER)
    settled()
    (made,) = issue_due(now=AFTER)
    assert seals.keys_of(made.seal).key is None
    with made.pdf.open() as file:
        paper = file.read()
    assert certificate.fingerprint(SHA256()).hex() in seal.fingerprints_in(paper)
    (tmp_path / "paper.pdf").write_bytes(paper)
    assert "Signature is Valid." in tool("pdfsig", f"{tmp_path / 'paper.pdf'}")
    for profile in PROFILES:
        assert page.validate_pdf_bytes(paper, profile=profile).is_compliant
