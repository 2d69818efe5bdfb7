"""A journey in Chromium: a seminar is accounted for, its file downloaded and looked into."""

import io
from pathlib import Path
from zipfile import ZipFile

import page as pages
import pytest

from fortbildung.demo import processes
from tests import servers
from tests.browser.funding import NUMBER, OFFICE
from tests.browser.office import open_tab
from tests.browser.person import Person

pytestmark = pytest.mark.xdist_group("funding")
PROFILES = (pages.ValidationProfile.PDF_A_3A, pages.ValidationProfile.PDF_UA_1)
PARTS = ["Anlass und Ziele", "Verlauf", "Ergebnisse", "Abweichungen vom Plan", "Ausblick"]


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.funding.prepare()")

    def lines(port):
        return [processes.web(port), [*processes.worker(), "--pool=solo"]]

    facts = {"mail_port": 9, "prepare": prepare, "lines": lines}
    with servers.running("funding", tmp_path_factory.mktemp("stack"), **facts) as stack:
        yield stack


def test_what_is_missing_is_mended_and_the_file_taken_away(chromium, stack):
    Person.findings.clear()
    stein = Person(chromium, stack, OFFICE)
    charge(stein)
    write(stein)
    packed = take_away(stein)
    papers = [name for name in packed.namelist() if name.startswith(("01", "02"))]
    assert papers == ["01-Verwendungsnachweis.pdf", "02-Teilnehmendenliste.pdf"]
    reports = [
        pages.validate_pdf_bytes(packed.read(name), profile=profile)
        for name in papers
        for profile in PROFILES
    ]
    assert [(f.rule_id, f.message) for report in reports for f in report.failures] == []
    assert "06-Belege/001-beleg.pdf" in packed.namelist()
    assert Person.findings == []


def charge(stein):
    """What is missing leads to where it is mended."""
    open_tab(stein, NUMBER, "Verwendungsnachweis")
    stein.sees("Die Veranstaltung ist keiner Zuwendung zugeordnet.")
    stein.follow("Erledigen", within="main")  # the first of what is missing
    stein.choose("Zuwendung", "Bundesamt, AZ 2026/1")
    stein.press("Dieser Zuwendung zuordnen", within="main")
    stein.sees("zugeordnet.")


def write(stein):
    """The draft knows the facts; the brackets are filled in."""
    stein.follow("Schreiben", within="main")
    assert "Es nahmen 2 Personen teil" in stein.page.get_by_label("Verlauf").input_value()
    for label in PARTS:
        field = stein.page.get_by_label(label)
        field.fill(field.input_value().replace("[Bitte", "(Erledigt"))
    stein.page.get_by_label("Diese Version ist fertig").check()
    stein.press("Als neue Fassung speichern", within="main")
    stein.sees("Es fehlt nichts.")


def take_away(stein):
    """The worker makes the file; the page says when it is there."""
    stein.press("Datei erstellen", within="main")
    stein.page.get_by_text("Die Datei ist fertig.").first.wait_for(timeout=240_000)
    stein.look()
    with stein.page.expect_download() as waited:
        stein.page.get_by_role("link", name="Herunterladen").click()
    assert waited.value.suggested_filename == f"Verwendungsnachweis-{NUMBER}.zip"
    return ZipFile(io.BytesIO(Path(waited.value.path()).read_bytes()))
