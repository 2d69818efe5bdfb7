"""Journeys in Chromium: a proof turns the matrix green, one button books for all who lack it."""

import pytest
from playwright.sync_api import expect

from fortbildung.demo import processes
from tests import servers
from tests.browser.person import Person
from tests.browser.proofs import KIM, KIND, MANAGER, TEAM, TITLE

pytestmark = pytest.mark.xdist_group("proofs")
PAPER = b"%PDF-1.7\nZertifikat\n%%EOF\n"


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.proofs.prepare()")

    facts = {"mail_port": 9, "prepare": prepare, "lines": lambda port: [processes.web(port)]}
    with servers.running("proofs", tmp_path_factory.mktemp("stack"), **facts) as stack:
        yield stack


def row_of(person, name):
    """The row of the matrix that begins with this name."""
    return person.page.get_by_role("row").filter(has_text=name)


def hand_in(kim):
    kim.go("/meine-fortbildungen/")
    kim.follow("Meine Qualifikationen")
    kim.sees("überfällig")
    kim.follow("Nachweis von anderswo einreichen")
    kim.enter({"Was gelernt wurde": "Asylrecht kompakt", "Wer es ausgestellt hat": "VHS"})
    kim.page.get_by_label("Abgeschlossen am").fill("2026-10-01")
    paper = {"name": "Zertifikat.pdf", "mimeType": "application/pdf", "buffer": PAPER}
    kim.page.get_by_label("Das Papier").set_input_files(paper)
    kim.press("Einreichen", within="main")
    kim.sees("Ihr Nachweis ist eingereicht.")


def accept(lenz):
    lenz.follow("Eingereichte Nachweise")
    lenz.follow("Asylrecht kompakt")
    lenz.page.get_by_label("anerkennen").check()
    lenz.choose("Qualifikation", KIND)
    lenz.press("Entscheiden", within="main")
    lenz.sees("Der Nachweis ist anerkannt.")


def test_a_proof_is_handed_in_accepted_and_turns_the_matrix_green(chromium, stack):
    Person.findings.clear()
    lenz, kim = Person(chromium, stack, MANAGER), Person(chromium, stack, KIM)
    lenz.go("/team/qualifikationen/")
    expect(row_of(lenz, "Kaya")).to_contain_text("überfällig")
    hand_in(kim)
    accept(lenz)
    lenz.go("/team/qualifikationen/")
    expect(row_of(lenz, "Kaya")).to_contain_text("erfüllt")
    kim.go("/meine-fortbildungen/qualifikationen/")
    kim.sees("beginnt die Gültigkeit")
    assert Person.findings == []


def test_whoever_is_overdue_is_booked_by_one_button(chromium, stack):
    Person.findings.clear()
    lenz = Person(chromium, stack, MANAGER)
    lenz.go("/team/qualifikationen/?state=overdue")
    for name in TEAM:
        expect(row_of(lenz, f"Muster, {name}")).to_contain_text("überfällig")
    lenz.page.get_by_role("link", name=TITLE).first.click()
    lenz.look()
    lenz.page.locator("main").get_by_role("button").first.click()
    lenz.page.wait_for_load_state()
    for name in TEAM:
        lenz.sees(f"{name} Muster: ")
    lenz.go("/team/qualifikationen/")
    for name in TEAM:
        expect(row_of(lenz, f"Muster, {name}")).to_contain_text("geplant")
    assert Person.findings == []
