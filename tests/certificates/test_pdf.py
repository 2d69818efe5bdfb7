"""The paper: archival, accessible, the same everywhere, and readable whatever the names are."""

import io
import json
from datetime import date
from decimal import Decimal

import page
import pikepdf
import pytest
import typst

from certificates import pdf
from certificates.wording import number, wording
from fortbildung.shared.qr import svg
from fortbildung.shared.typesetting import _compiler
from tests.certificates.settled import AFTER

PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]
BADGE = {"type": "OpenBadgeCredential", "name": "Kurs – Fortbildung"}
LONG = "Von der Aufenthaltsgestattung zur Niederlassungserlaubnis: Verfestigung und Einbürgerung"


def facts(*, days=2, title="", attended="", kind="seminar", **more):
    dates = [date(2026, 12, day) for day in range(1, days + 1)]
    offered = Decimal(8 * days)
    words = wording(
        kind=kind,
        first=dates[0],
        last=dates[-1],
        attended=Decimal(attended or offered),
        offered=offered,
    )
    times = {"starts": "09:00", "ends": "16:00", "title": title, "units": "8"}
    return {
        "number": "AWO-2027-00042",
        "code": "K7QXM2RP9TLA",
        "check_url": "https://fortbildung.example.org/pruefen/K7QXM2RP9TLA/",
        "form_url": "https://fortbildung.example.org/pruefen/",
        "issued_on": "2027-01-01",
        "issued_in": "Berlin",
        "person": {"first_name": "Kim", "last_name": "Muster"},
        "sessions": [{"date": day.isoformat(), **times} for day in dates],
        "units": {"offered": str(offered), "attended": attended or str(offered)},
        "course": {"code": "FB-1", "title": "Aufenthaltsrecht I", "kind": kind, "topics": ["Asyl"]},
        "seminar": {"number": "S-1", "place": "Berlin", "mode": "Präsenz", "speakers": "Jo"},
        "office": {"name": "Zentralstelle AWO", "short_name": "AWO", "email": "a@example.org"},
        "signatory": {"name": "Dr. Ada Muster", "function": "Leitung"},
        "language": "de",
        "kind": "attendance",
        "assessment": None,
        "replaces": "",
        "design": {
            "accent": "#0a4a6b",
            "footer": "",
            "funder_note": "",
            "logo": "",
            "signature": "",
        },
        "wording": {"text": "", **words},
    } | more


def render(facts, *, at=AFTER, credential=None, pictures=None):
    return pdf.render(facts, credential=credential or BADGE, pictures=pictures or {}, at=at)


def bare(**more):
    """Nothing that may be missing is there."""
    seminar = {"number": "S-1", "place": "online", "mode": "Online", "speakers": ""}
    return facts(seminar=seminar, signatory={"name": "", "function": ""}, **more)


def long_series():
    return facts(
        days=12,
        title=LONG,
        attended="90.5",
        kind="series",
        person={
            "first_name": "Maximiliane Alexandra Konstanze",
            "last_name": "Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst",
        },
        course={"code": "FB-1", "title": LONG * 2, "kind": "series", "topics": [LONG, LONG]},
    )


PAPERS = {"short": facts(), "long": long_series(), "bare": bare(days=1)}


@pytest.mark.parametrize(
    "profile", [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]
)
@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_is_archival_and_accessible_without_a_finding(name, profile):
    report = page.validate_pdf_bytes(render(PAPERS[name], at=AFTER), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_the_validator_does_find_faults():
    """The negative control: the same words without tags are not accessible."""
    inputs = {"paper": json.dumps(pdf.paper(facts())), "qr": svg("https://example.org/")}
    inputs |= {"badge": "", "logo": "", "signature": ""}
    plain = _compiler(pdf.TEMPLATE).compile(format="pdf", pdf_tags=False, sys_inputs=inputs)
    for profile in PROFILES:
        assert not page.validate_pdf_bytes(plain, profile=profile).is_compliant


def test_the_same_facts_give_the_same_bytes():
    first = render(facts(), at=AFTER)
    render(long_series(), at=AFTER)
    _compiler.cache_clear()
    assert render(facts(), at=AFTER) == first


@pytest.mark.parametrize(("name", "pages"), [("short", 1), ("bare", 1), ("long", 2)])
def test_the_paper_has_as_many_pages_as_it_needs(name, pages):
    with pikepdf.open(io.BytesIO(render(PAPERS[name], at=AFTER))) as opened:
        assert len(opened.pages) == pages
        assert [[float(edge) for edge in sheet.mediabox] for sheet in opened.pages] == [
            pytest.approx([0, 0, 595.28, 841.89], abs=0.01)
        ] * pages


def test_only_the_font_of_the_project_is_used_and_it_is_inside():
    with pikepdf.open(io.BytesIO(render(long_series(), at=AFTER))) as opened:
        fonts = [font for sheet in opened.pages for font in sheet.resources.Font.values()]
        names = {str(font.BaseFont).split("+")[-1].split("-")[0] for font in fonts}
        inside = ["/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert names == {"NotoSans"}
    assert all(inside)


def test_markup_in_names_stays_text():
    nasty = '#panic("x") *fett* $x^2$ \\ _k_ @ref <l> `code` #{1+1} "'
    made = render(facts(person={"first_name": nasty, "last_name": "= Titel"}), at=AFTER)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.docinfo["/Title"]).endswith(f"– {nasty} = Titel")


def test_a_letter_outside_the_font_is_an_error_and_never_an_empty_box():
    with pytest.raises(typst.TypstError):
        render(facts(person={"first_name": "李", "last_name": "Muster"}), at=AFTER)


@pytest.mark.parametrize(
    ("first", "last", "opening"),
    [
        (date(2026, 12, 2), date(2026, 12, 2), "hat am 2. Dezember 2026 an der Fortbildung"),
        (
            date(2026, 12, 2),
            date(2026, 12, 3),
            "hat vom 2. bis 3. Dezember 2026 an der Fortbildung",
        ),
        (
            date(2026, 2, 28),
            date(2026, 3, 1),
            "hat vom 28. Februar bis 1. März 2026 an der Fortbildung",
        ),
        (
            date(2026, 12, 31),
            date(2027, 1, 1),
            "hat vom 31. Dezember 2026 bis 1. Januar 2027 an der Fortbildung",
        ),
    ],
)
def test_the_period_is_told_as_germans_tell_it(first, last, opening):
    words = wording(kind="seminar", first=first, last=last, attended=8, offered=8)
    assert words["opening"] == opening


@pytest.mark.parametrize(
    ("attended", "offered", "extent"),
    [
        ("16.00", "16.0", "im vollen Umfang von 16 Unterrichtseinheiten (je 45 Minuten)"),
        ("1.00", "1.0", "im vollen Umfang von 1 Unterrichtseinheit (45 Minuten)"),
        ("14.50", "16.0", "im Umfang von 14,5 der 16 Unterrichtseinheiten (je 45 Minuten)"),
        ("90.25", "100.0", "im Umfang von 90,25 der 100 Unterrichtseinheiten (je 45 Minuten)"),
    ],
)
def test_the_extent_says_what_was_attended(attended, offered, extent):
    day = date(2026, 12, 2)
    words = wording(
        kind="series", first=day, last=day, attended=Decimal(attended), offered=Decimal(offered)
    )
    assert words["extent"] == extent
    assert words["opening"] == "hat am 2. Dezember 2026 an der Fortbildungsreihe"


@pytest.mark.parametrize(
    ("value", "written"),
    [("0", "0"), ("60", "60"), ("100.00", "100"), ("0.50", "0,5"), ("14.25", "14,25")],
)
def test_numbers_are_german(value, written):
    assert number(value) == written
