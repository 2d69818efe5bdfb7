"""Journeys in Chromium: a year is closed and stands; a long report is ordered and fetched."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.browser import stack as stacks
from tests.browser.person import Person
from tests.browser.reports import ADA, COORDINATION, OFFICE, PEOPLE, last_year
from tests.reports.held_up import held_up
from tests.reports.ordering import SLOW

pytestmark = pytest.mark.xdist_group("reports")
YEAR = last_year()
LONG = 240_000  # milliseconds: the worker stands back on a busy machine
BY_PROVIDER = f"/berichte/teilnahmen/?year={YEAR}&by=provider"
BY_TOPIC = f"/berichte/teilnahmen/?year={YEAR}&by=provider,topic"


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """Nobody waits at a page: each report that is not kept is left to the worker."""

    def prepare(stack):
        stack.run("tests.browser.reports.prepare()")

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("REPORT_PATIENCE", "0")
        folder = tmp_path_factory.mktemp("stack")
        with stacks.running("reports", folder, prepare=prepare) as stack:
            yield stack


def test_a_closed_year_stands_when_somebody_is_erased(chromium, stack):
    Person.findings.clear()
    stein = Person(chromium, stack, OFFICE)
    close_the_year(stein)
    kept = sums_of_the_kept(stein)
    assert kept[:2] == [str(PEOPLE), str(PEOPLE)]
    erase(Person(chromium, stack, ADA), Person(chromium, stack, COORDINATION))
    assert sums_of_the_kept(stein) == kept
    stein.go(f"/berichte/jahre/awo/{YEAR}/")
    stein.sees("Nichts: Die Zahlen von heute sind dieselben.")
    expect(stein.page.locator(".kern-alert--danger")).to_have_count(0)  # the checksum fits
    stein.go(BY_PROVIDER)
    expect(stein.page.locator("tfoot").first).to_be_visible(timeout=LONG)
    assert sums(stein) == kept
    assert Person.findings == []


def test_a_long_report_is_watched_cancelled_ordered_again_and_fetched(chromium, stack):
    Person.findings.clear()
    bund = Person(chromium, stack, COORDINATION)
    with held_up(SLOW, stack.environment["DATABASE_URL"]):
        bund.go(BY_TOPIC)
        bund.sees("Das Zählen dauert etwas länger.")
        expect(bund.page.get_by_role("status")).to_have_text(
            "1 von 8 Schritten sind getan.", timeout=LONG
        )
        bar = bund.page.locator("progress")
        assert bar.evaluate("bar => [bar.value, bar.max]") == [1, 8]
        bund.look()
        bund.press("Abbrechen", within="main")
        bund.sees("Dieser Bericht wurde abgebrochen.")
    bund.follow("Noch einmal anfragen", within="main")
    expect(bund.page.locator("tfoot").first).to_be_visible(timeout=LONG)  # by itself
    mail = stack.sink.wait_for(COORDINATION, f"Ihr Bericht ist fertig: Teilnahmen {YEAR}")
    bund.go(stacks.link_in(mail, "/berichte/erstellt/"))
    bund.sees(f"Teilnahmen {YEAR}")
    assert ["Träger Eins", PEOPLE] in [[row[0], row[4]] for row in excel(bund)]
    assert Person.findings == []


def excel(somebody):
    """The rows of the file one takes away."""
    with somebody.page.expect_download() as waited:
        somebody.page.get_by_role("link", name="Excel").click()
    book = CalamineWorkbook.from_path(str(Path(waited.value.path())))
    return book.get_sheet_by_index(0).to_python()


def close_the_year(stein):
    stein.go("/berichte/jahre/")
    stein.follow(str(YEAR), within="main")
    stein.press(f"{YEAR} abschließen", within="main")
    stein.sees(f"{YEAR} ist abgeschlossen.")


def sums_of_the_kept(stein):
    stein.go(f"/berichte/jahre/awo/{YEAR}/0/1/")
    return sums(stein)


def sums(somebody):
    return somebody.page.locator("tfoot td").all_inner_texts()


def erase(ada, bund):
    ada.go("/konto/loeschen/")
    ada.press("Löschung meines Kontos beantragen", within="main")
    bund.go("/konto/loeschantraege/")
    bund.follow("Ansehen und löschen", within="main")
    bund.press("Endgültig löschen", within="main")
