"""Fifty certificates by chance: all of them archival, accessible and sealed."""

import io
import random
import unicodedata
from decimal import Decimal

import page
import pikepdf
import pytest
from django.utils import timezone

from certificates import keys as keyring
from certificates import seal
from certificates.states import CertificateKind
from certificates.wording import wording
from fortbildung.shared.letters import printable_letters
from tests.certificates.test_pdf import LONG, PROFILES, facts, render

# Latin letters of DIN 91379, with those that only exist as a letter and a mark above or below it.
BLOCKS = [(0xC0, 0x17F), (0x180, 0x24F), (0x1E00, 0x1EFF)]
TWO_CODES = """
    A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ D̂ F̀ H̄ J́ K̀ K̂ K̄
    L̂ M̀ N̂ N̄ Ŗ̄ S̀ Ṣ̌ T̀ Ṭ́ U̇ Z̀ Z̄ a̋ k͟h l̥ ṉ̄
"""
SEQUENCES = TWO_CODES.split()
SPEAKERS = "RAin Dr. Ilse Brandt, Prof. Dr. Tarek Nasser, Ömer Kaya, Marlene Huth, Dr. Ewa Nowak"


def letters():
    known = printable_letters()
    codes = [code for first, last in BLOCKS for code in range(first, last + 1) if code in known]
    return [chr(code) for code in codes if unicodedata.category(chr(code))[0] == "L"]


def name(chance, alphabet, longest):
    parts = chance.choices([*alphabet, *SEQUENCES], k=chance.randint(3, longest))
    return unicodedata.normalize("NFC", "".join(parts)).capitalize()


def by_chance(chance, alphabet):
    """Kind, language, names, titles and 1 to 20 sessions as they come."""
    kind, language = chance.choice(list(CertificateKind)), chance.choice(["de", "en"])
    made = facts(
        days=chance.randint(1, 20),
        title=chance.choice(["", "Einführung", LONG]),
        person={
            "first_name": name(chance, alphabet, 20),
            "last_name": " ".join(name(chance, alphabet, 25) for _ in range(chance.randint(1, 3))),
        },
        seminar={
            "number": "S-1",
            "place": chance.choice(["online", "Berlin"]),
            "mode": "Hybrid",
            "speakers": SPEAKERS,
        },
    )
    offered = Decimal(made["units"]["offered"])
    attended = offered if kind != CertificateKind.PARTIAL else offered / 3
    made["units"]["attended"] = f"{attended:.2f}"
    made["course"] |= {"title": LONG * chance.randint(1, 2), "topics": [LONG, "Asyl"]}
    words = wording(
        proof=kind,
        language=language,
        kind=chance.choice(["seminar", "series"]),
        first=timezone.localdate(),
        last=timezone.localdate(),
        attended=attended,
        offered=offered,
    )
    text = chance.choice(["", LONG * 2])
    assessed = {"subject": "Projekt", "result": "1,3"} if kind == "achievement" else None
    more = {"wording": words | {"text": text}, "language": language, "assessment": assessed}
    return made | more | {"kind": kind, "replaces": chance.choice(["", "AWO-2026-00001"])}


@pytest.fixture(scope="module")
def papers():
    chance, now = random.Random(50), timezone.now()
    authority = keyring.new_authority("Prüfstand", now=now)
    signer = seal.signer_of(keyring.new_keys("Prüfstand", authority, now=now))
    alphabet = letters()
    made = [by_chance(chance, alphabet) for _paper in range(50)]
    return [seal.sealed(render(each), signer, reason="Probe") for each in made]


@pytest.mark.parametrize("profile", PROFILES)
def test_in_fifty_certificates_nothing_is_found(papers, profile):
    reports = [page.validate_pdf_bytes(paper, profile=profile) for paper in papers]
    found = [failure.rule_id for report in reports for failure in report.failures]
    assert found == []
    assert all(report.is_compliant for report in reports)


def test_they_differ_as_much_as_they_should(papers):
    opened = [pikepdf.open(io.BytesIO(paper)) for paper in papers]
    pages = [len(paper.pages) for paper in opened]
    assert min(pages) == 1
    assert max(pages) > 1
    assert {str(paper.Root.Lang) for paper in opened} == {"de-DE", "en-GB"}
