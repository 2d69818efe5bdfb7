"""The same proof for machines: an Open Badges 3.0 credential (a W3C Verifiable Credential 2.0).

It carries no name: whom it is about is said by a number of ours and by a salted hash of their
address, so that only who knows the address can tell that it is theirs.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from urllib.parse import quote, urlsplit

import jwt
from cryptography.exceptions import InvalidSignature
from pyld import jsonld

from certificates import contexts, multikey
from certificates.states import CertificateKind

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
ACHIEVEMENTS = {
    CertificateKind.ATTENDANCE: "CertificateOfCompletion",
    CertificateKind.PARTIAL: "Course",
    CertificateKind.ACHIEVEMENT: "Certificate",
}
SUITE = "eddsa-rdfc-2022"


def did_of(site):
    """The name under which this house issues badges."""
    return f"did:web:{quote(urlsplit(site).netloc, safe='')}"


def method_of(site, fingerprint, kind="ed25519"):
    """The name of one of its keys."""
    return f"{did_of(site)}#{kind}-{fingerprint[:16]}"


def credential(facts, *, kind, subject, issued_at, site):
    """The badge that says what the paper with these facts says."""
    status = f"{site}/abzeichen/status/{facts['status']['list']}"
    return {
        "@context": CONTEXT,
        "id": facts["check_url"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{facts['wording']['title']}: {facts['course']['title']}",
        "issuer": {
            "id": did_of(site),
            "type": ["Profile"],
            "name": facts["office"]["name"],
            "url": site,
            "email": facts["office"]["email"],
        },
        "validFrom": moment(issued_at),
        "credentialSubject": {
            **subject,
            "type": ["AchievementSubject"],
            "activityStartDate": f"{facts['first_day']}T00:00:00Z",
            "activityEndDate": f"{facts['last_day']}T00:00:00Z",
            "creditsEarned": _amount(facts["units"]["attended"]),
            "licenseNumber": facts["number"],
            "achievement": _achievement(facts, kind, site),
        },
        "credentialStatus": {
            "id": f"{status}#{facts['status']['index']}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": f"{facts['status']['index']}",
            "statusListCredential": status,
        },
        "credentialSchema": [SCHEMA],
    }


def _achievement(facts, kind, site):
    course = facts["course"]
    about = {"tag": course["topics"]} if course["topics"] else {}
    return {
        "id": f"{site}/katalog/#{quote(course['code'])}",
        "type": ["Achievement"],
        "achievementType": ACHIEVEMENTS[kind],
        "name": course["title"],
        "humanCode": course["code"],
        "inLanguage": facts["language"],
        "description": facts["wording"]["extent"],
        "creditsAvailable": _amount(facts["units"]["offered"]),
        "criteria": {"narrative": facts["wording"]["criteria"]},
        **about,
    }


def subject(*, about, email, salt):
    """Whom it is about, for whoever knows their address."""
    known = sha256(f"{email}{salt}".encode()).hexdigest()
    identifier = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${known}",
        "identityType": "emailAddress",
        "salt": salt,
    }
    return {"id": f"urn:uuid:{about}", "identifier": [identifier]}


def status_list(*, name, bits, at, site):
    """Which badges of the list `name` count no more, as the credential that says so."""
    address = f"{site}/abzeichen/status/{name}"
    return {
        "@context": CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_of(site),
        "validFrom": moment(at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits,
        },
    }


def identity(seals, *, site):
    """`did.json`: every key that ever signed a badge, so that old ones are checked too."""
    did = did_of(site)
    keys = [_multikey(seal, did, site) for seal in seals]
    tokens = [_jwk(seal, did, site) for seal in seals]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": [*keys, *tokens],
        "assertionMethod": [each["id"] for each in (*keys, *tokens)],
    }


def _multikey(seal, did, site):
    return {
        "id": method_of(site, seal.fingerprint),
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": seal.badge_key,
    }


def _jwk(seal, did, site):
    name = method_of(site, seal.fingerprint, "rs256")
    jwk = {"id": name, "type": "JsonWebKey", "controller": did}
    return {**jwk, "publicKeyJwk": seal.token_key | {"kid": name}}


# Signing


def signed(document, *, key, method, at):
    """The document with its proof, in the list the schema of badges asks for."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(at),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    value = multikey.base58(key.sign(_digest(document, proof)))
    return {**document, "proof": [{**proof, "proofValue": value}]}


def is_signed(document, *, key):
    """Whether the proof is of this key and the document as it was signed."""
    (proof,) = document["proof"]
    plain = {name: part for name, part in document.items() if name != "proof"}
    options = {name: part for name, part in proof.items() if name != "proofValue"}
    try:
        key.verify(multikey.from_base58(proof["proofValue"]), _digest(plain, options))
    except (InvalidSignature, ValueError):
        return False
    return True


def _digest(document, proof):
    options = {"@context": document["@context"], **proof}
    return sha256(_canonical(options)).digest() + sha256(_canonical(document)).digest()


def _canonical(document):
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    return jsonld.normalize(document, {**options, "documentLoader": contexts.load}).encode()


def token(document, *, key, method):
    """The same badge as VC-JWT, signed with RS256."""
    plain = {name: part for name, part in document.items() if name != "proof"}
    claims = {
        **plain,
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": int(datetime.fromisoformat(document["validFrom"]).timestamp()),
    }
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": method})


def digest_of(document):
    """The same for the same badge, however somebody's program has laid it out."""
    text = json.dumps(_whole(document), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def _whole(part):
    """16.0 as 16: programs do not tell them apart."""
    if isinstance(part, dict):
        return {name: _whole(each) for name, each in part.items()}
    if isinstance(part, list):
        return [_whole(each) for each in part]
    if isinstance(part, float) and part.is_integer():
        return int(part)
    return part


def moment(at):
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _amount(text):
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)
