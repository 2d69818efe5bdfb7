"""The list to sign: archival and accessible, with what the funder wants to see, on every page."""

import io

import page
import pikepdf
import pytest

from courses import pdf
from courses.services.engaging import engage
from courses.services.sheets import choose_template, sheet
from tests.cms.desk import book
from tests.factories import NOON, SeminarFactory, counsellor, office, speaker

pytestmark = pytest.mark.django_db
PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]


@pytest.fixture
def printed(monkeypatch):
    """What goes onto the paper."""
    seen = []
    render = pdf.render
    monkeypatch.setattr(pdf, "render", lambda facts, at: seen.append(facts) or render(facts, at=at))
    return seen


@pytest.mark.parametrize("template", ["minimal", "strict"])
@pytest.mark.parametrize("whole", [True, False])
def test_the_list_is_archival_and_accessible_without_a_finding(template, whole):
    seminar = SeminarFactory(sheet_template=template, days=6)
    engage(seminar=seminar, speaker=speaker("Dr. Ewa Nowak"), now=NOON)
    for name in ("Ada", "Ben", "Cem"):
        book(seminar, counsellor(first_name=name, last_name="Łukasik"))
    session = None if whole else seminar.sessions.first()
    paper = sheet(seminar=seminar, session=session, now=NOON)
    for profile in PROFILES:
        report = page.validate_pdf_bytes(paper, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with pikepdf.open(io.BytesIO(paper)) as opened:
        wide = [float(p.mediabox[2]) > float(p.mediabox[3]) for p in opened.pages]
    # Six sessions stand on two pages, four and two side by side.
    assert wide == ([True, True] if whole else [False])


def test_the_list_says_who_is_expected_and_leaves_room_for_others(printed):
    seminar = SeminarFactory()
    book(seminar, counsellor(first_name="Ömer", last_name="Zoř"))
    book(seminar, counsellor(first_name="Ada", last_name="Łukasik"))
    sheet(seminar=seminar, now=NOON)
    people = printed[0]["people"]
    assert [person["name"] for person in people] == ["Łukasik, Ada", "Zoř, Ömer", "", "", ""]
    assert people[0] | {"name": ""} == {
        "number": "1",
        "name": "",
        "function": "Beratungskraft",
        "site": "Beratungsstelle Mitte / Träger Eins",
        "land": "BE",
        "kind": "H",
    }


def test_a_volunteer_is_told_from_whoever_is_paid(printed):
    seminar, person = SeminarFactory(), counsellor()
    person.job.volunteer = True
    person.job.save()
    book(seminar, person)
    sheet(seminar=seminar, now=NOON)
    assert printed[0]["people"][0]["kind"] == "E"


def test_the_code_on_each_page_names_seminar_and_session(printed, settings):
    seminar = SeminarFactory(number="FB-1")
    second = seminar.sessions.latest("starts_at")
    sheet(seminar=seminar, session=second, now=NOON)
    sheet(seminar=seminar, now=NOON)
    (part,), (whole,) = printed[0]["parts"], printed[1]["parts"]
    hub = f"{settings.SITE_URL}/referat/FB-1/anwesenheit/"
    assert (part["code"], part["address"]) == ("FB-1 / Termin 2", f"{hub}?termin={second.pk}")
    assert (whole["code"], whole["address"]) == ("FB-1 / Termine 1–2", hub)


def test_the_template_is_the_seminars_or_else_the_offices():
    seminar = SeminarFactory()
    assert seminar.sheet == "minimal"
    choose_template(seminar=seminar, template="strict", also_of_office=True)
    seminar.refresh_from_db()
    assert (seminar.sheet, office().sheet_template) == ("strict", "strict")
    assert SeminarFactory().sheet == "strict"
    choose_template(seminar=seminar, template="", also_of_office=True)
    assert office().sheet_template == "strict"


def test_a_letter_the_font_does_not_have_stops_no_list():
    seminar = SeminarFactory(place="Haus 漢字 \u200b🙂")
    assert sheet(seminar=seminar, now=NOON).startswith(b"%PDF-")


def test_a_long_list_goes_on_and_counts_its_pages():
    seminar = SeminarFactory(capacity=40, sheet_template="strict")
    for _n in range(30):
        book(seminar)
    paper = sheet(seminar=seminar, session=seminar.sessions.first(), now=NOON)
    with pikepdf.open(io.BytesIO(paper)) as opened:
        assert len(opened.pages) == 2
