"""The badge, judged by those who did not make it: Digital Bazaar, jose and 1EdTech's schema."""

import gzip
import io
import json
import shutil
import subprocess
from base64 import urlsafe_b64decode
from copy import deepcopy
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from jsonschema import Draft201909Validator

from certificates import badge, multikey
from certificates.models import Certificate, Seal
from certificates.services import badges, seals
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from tests.certificates.settled import AFTER, settled
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor

pytestmark = pytest.mark.django_db
SCHEMA = settings.BASE_DIR.parent / "shared" / "standards" / "ob3_achievement_schema.json"
VERIFIER = Path(__file__).with_name("verify.mjs")


@pytest.fixture
def certificate():
    settled(counsellor(first_name="Zoë", last_name="Żółkiewska", email="zoe@example.org"))
    (made,) = issue_due(now=AFTER)
    return made


def verdicts(client, *credentials, tokens=(), contexts=None):
    """What Digital Bazaar's verifier and jose say, knowing our keys from `did.json`."""
    node = shutil.which("node") or f"{settings.BASE_DIR}/.venv/bin/node"
    did = client.get("/.well-known/did.json").json()
    asked = {"did": did, "credentials": credentials, "tokens": tokens, "contexts": contexts or {}}
    asked["now"] = badge.moment(AFTER + 2 * A_DAY)
    outcome = subprocess.run(
        [node, VERIFIER], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_others_accept_the_badge_and_refuse_a_changed_one(client, certificate):
    good = certificate.credential
    more, other, later = deepcopy(good), deepcopy(good), deepcopy(good)
    more["credentialSubject"]["creditsEarned"] = 160
    other["credentialSubject"]["id"] = "urn:uuid:6ba7b810-9dad-41d1-80b4-00c04fd430c8"
    later["proof"][0]["created"] = "2027-02-01T11:00:00Z"
    judged = verdicts(client, good, more, other, later)["credentials"]
    assert [each["verified"] for each in judged] == [True, False, False, False], judged


def test_after_new_keys_others_accept_old_badges_and_new_ones(client, certificate):
    folder = settings.SEAL_FOLDER
    before = set(folder.iterdir())
    seals.rotate(now=AFTER + A_DAY)
    try:
        settled()
        (new,) = issue_due(now=AFTER + A_DAY)
        judged = verdicts(client, certificate.credential, new.credential)["credentials"]
        assert [each["verified"] for each in judged] == [True, True], judged
        assert (
            new.credential["proof"][0]["verificationMethod"]
            != (certificate.credential["proof"][0]["verificationMethod"])
        )
    finally:
        for made in set(folder.iterdir()) - before:
            shutil.rmtree(made)


def test_the_token_says_the_same_and_is_accepted(client, certificate):
    token = badges.token_of(certificate, now=AFTER)
    head, body, seal = token.split(".")
    claims = json.loads(urlsafe_b64decode(body + "=="))
    assert claims["credentialSubject"] == certificate.credential["credentialSubject"]
    changed = multikey.base64url(json.dumps(claims | {"name": "Anders"}).encode())
    judged = verdicts(client, tokens=[token, f"{head}.{changed}.{seal}"])["tokens"]
    assert judged == [
        {"verified": True, "id": certificate.facts["check_url"]},
        {"verified": False, "why": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"},
    ]


def test_the_schema_of_1edtech_accepts_it(certificate):
    if not SCHEMA.exists():
        pytest.skip("1EdTech's schema is not here: ../shared/standards/ob3_achievement_schema.json")
    judge = Draft201909Validator(json.loads(SCHEMA.read_text()))
    assert [error.message for error in judge.iter_errors(certificate.credential)] == []
    broken = deepcopy(certificate.credential)
    del broken["credentialSubject"]["achievement"]["criteria"]
    assert list(judge.iter_errors(broken)) != []


def test_the_badge_lies_in_the_paper_and_names_nobody(certificate):
    with certificate.pdf.open() as file, pikepdf.open(io.BytesIO(file.read())) as paper:
        inside = paper.attachments["open-badge.json"].get_file().read_bytes()
    assert json.loads(inside) == certificate.credential
    text = inside.decode()
    assert not [word for word in ("Zoë", "Żółkiewska", "zoe@example.org") if word in text]
    (identifier,) = certificate.credential["credentialSubject"]["identifier"]
    known = sha256(f"zoe@example.org{identifier['salt']}".encode()).hexdigest()
    assert identifier["identityHash"] == f"sha256${known}"


def test_the_same_person_has_the_same_number_in_all_badges_and_others_another():
    person = counsellor()
    settled(person)
    later = SeminarFactory(days__start=NOON + 9 * A_DAY)
    settled(person, counsellor(), seminar=later)
    ids = [made.credential["credentialSubject"]["id"] for made in issue_due(now=AFTER)]
    assert (ids[0], len(set(ids))) == (ids[1], 2)


def test_the_list_of_what_counts_no_more_is_signed_and_right(client, certificate):
    settled(counsellor(), counsellor())
    issue_due(now=AFTER)
    Certificate.objects.filter(serial=2).update(state=CertificateState.REVOKED, ended_at=AFTER)
    status = certificate.credential["credentialStatus"]
    answer = client.get(status["statusListCredential"].removeprefix(settings.SITE_URL))
    assert answer["Content-Type"] == "application/vc"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=300" in answer["Cache-Control"]
    document = json.loads(answer.content)
    packed = document["credentialSubject"]["encodedList"]
    bits = gzip.decompress(urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))
    assert len(bits) * 8 == 131_072
    assert [bool(bits[place // 8] & 0x80 >> place % 8) for place in range(5)] == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert (status["statusListIndex"], status["statusPurpose"]) == ("1", "revocation")
    (judged,) = verdicts(client, document)["credentials"]
    assert judged["verified"], judged


def test_a_list_grows_with_its_office():
    packed = badges.encoded([200_000], places=200_001)
    bits = gzip.decompress(urlsafe_b64decode(packed[1:] + "=="))
    assert len(bits) == 25_001
    assert (bits[25_000], sum(bits)) == (0x80, 0x80)


def test_did_json_names_every_key_under_the_name_of_the_house(client, certificate):
    did = client.get("/.well-known/did.json").json()
    assert did["id"] == badge.did_of(settings.SITE_URL) == "did:web:localhost%3A8000"
    assert {key["type"] for key in did["verificationMethod"]} == {"Multikey", "JsonWebKey"}
    assert did["assertionMethod"] == [key["id"] for key in did["verificationMethod"]]
    assert certificate.credential["proof"][0]["verificationMethod"] in did["assertionMethod"]
    key = multikey.key_of(Seal.objects.get().badge_key)
    assert badge.is_signed(certificate.credential, key=key)
    assert not badge.is_signed({**certificate.credential, "name": "Anders"}, key=key)


@pytest.mark.parametrize(("route", "ending"), [("badge", "json"), ("token", "jwt")])
def test_the_person_downloads_the_badge_in_both_forms(client, certificate, route, ending):
    client.force_login(certificate.enrolment.person)
    answer = client.get(reverse(f"certificates:{route}", args=[certificate.number]))
    assert answer["Content-Disposition"] == (
        f'attachment; filename="Open-Badge-AWO-2027-00001.{ending}"'
    )
    assert "no-store" in answer["Cache-Control"]
    if ending == "json":
        assert json.loads(answer.content) == certificate.credential


@pytest.mark.parametrize("content", [b"", b"\0\0\1", b"\xff" * 34, b"\0" * 5])
def test_base58_goes_there_and_back(content):
    assert multikey.from_base58(multikey.base58(content)) == content
