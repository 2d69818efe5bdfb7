"""A certificate in Chromium: downloaded, dropped where anybody checks it, revoked."""

from base64 import b64encode

import pytest
from playwright.sync_api import expect

from fortbildung.demo import processes
from tests import servers
from tests.browser.person import Person
from tests.browser.proof import BEN, OFFICE

pytestmark = pytest.mark.browser
DROP = """content => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], "bescheinigung.pdf", {type: "application/pdf"}));
    document.body.dispatchEvent(
        new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
}"""
GENUINE = "Diese Bescheinigung ist echt und gültig."
REVOKED = "Diese Bescheinigung wurde widerrufen und ist nicht gültig."
CHANGED = "Diese Datei wurde nach der Ausstellung verändert."


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.proof.prepare()")

    folder, lines = tmp_path_factory.mktemp("stack"), lambda port: [processes.web(port)]
    with servers.running("proof", folder, mail_port=9, prepare=prepare, lines=lines) as stack:
        yield stack


def test_a_certificate_is_genuine_until_it_is_revoked(chromium, stack):
    Person.findings = []
    visitor = Person(chromium, stack)
    paper = downloaded(Person(chromium, stack, BEN))
    drop(visitor, paper, GENUINE)
    visitor.sees("Ben Brückner")
    drop(visitor, changed(paper), CHANGED)
    revoke(Person(chromium, stack, OFFICE))
    drop(visitor, paper, REVOKED)
    assert Person.findings == []


def downloaded(ben):
    ben.go("/meine-fortbildungen/")
    link = ben.page.get_by_role("link", name="Teilnahmebescheinigung")
    answer = ben.page.request.get(link.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def changed(paper):
    """One byte in the middle."""
    middle = len(paper) // 2
    return paper[:middle] + bytes([paper[middle] ^ 1]) + paper[middle + 1 :]


def drop(visitor, paper, verdict):
    """The file is dropped onto the page, which checks it at once."""
    visitor.go("/pruefen/")
    visitor.page.evaluate(DROP, b64encode(paper).decode())
    visitor.sees("Ergebnis der Prüfung")
    visitor.sees(verdict)
    visitor.look()


def revoke(office):
    """The office finds it in its register, says why, and sees what became of it."""
    office.go("/verwaltung/bescheinigungen/")
    office.page.get_by_role("rowheader").get_by_role("link").click()
    office.page.get_by_role("main").get_by_role("link", name="Widerrufen").click()
    office.page.get_by_label("Grund").fill("Versehentlich ausgestellt")
    office.page.get_by_role("main").get_by_role("button", name="Widerrufen").click()
    expect(office.page.locator("body")).to_contain_text("ist widerrufen.")
    expect(office.page.get_by_role("main")).to_contain_text("Versehentlich ausgestellt")
