"""Checking in while the network comes and goes: nothing is lost, nothing counts twice."""

import re

import pytest
from playwright.sync_api import expect

from courses import codes
from fortbildung.demo import processes
from tests import servers
from tests.browser.before import ADA, SPEAKER
from tests.browser.person import Person

A_PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.before.take_place_today()")

    folder, lines = tmp_path_factory.mktemp("stack"), lambda port: [processes.web(port)]
    with servers.running("check_in", folder, mail_port=9, prepare=prepare, lines=lines) as stack:
        yield stack


@pytest.fixture(autouse=True)
def alone(chromium):
    """The connections lost here are no other story's."""
    yield
    for context in chromium.contexts:
        context.close()
    Person.findings.clear()


def test_checking_in_without_a_network(chromium, stack):
    speaker = Person(chromium, stack, SPEAKER)
    page = open_the_door(speaker)
    ben, ada = page.locator("[data-seat]").all()
    come_while_the_network_is_away(page, ada)
    come_while_the_answer_gets_lost(page, ben)
    speaker.go(page.url)
    expect(page.locator("[data-here]")).to_have_text("2")
    once = re.compile(r"^\s*gekommen\s+\d\d:\d\d\s*$")
    expect(ben.locator("[data-seen]")).to_have_text(once)
    enter(page, "UNSINN")
    expect(page.locator("[data-said]")).to_contain_text("Dieser Code gehört niemandem")
    speaker.follow("Code zum Scannen zeigen")
    leave_with_ones_own_phone(chromium, stack, page.locator("[data-code]").inner_text())
    assert serious(Person.findings) == []


def come_while_the_network_is_away(page, row):
    """Both notes wait on the device; then both arrive, and Ada has come."""
    page.context.set_offline(True)
    enter(page, personal_code(row))
    enter(page, personal_code(row))
    expect(page.locator("[data-waiting]")).to_have_text("2 Einträge warten auf diesem Gerät.")
    kept = page.evaluate("localStorage.getItem('check-in:' + location.pathname)")
    assert kept.count(personal_code(row)) == 2
    page.context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_empty(timeout=20_000)
    expect(row.locator("[data-seen]")).to_have_text(re.compile(r"kommt \d\d:\d\d"))


def come_while_the_answer_gets_lost(page, row):
    """The server has the note but the device does not know; it sends it once more."""

    def swallow(route):
        route.fetch()
        route.abort()

    page.route("**/check-in/**", swallow, times=1)
    enter(page, personal_code(row))
    expect(page.locator("[data-said]")).to_contain_text("Keine Verbindung")
    expect(page.locator("[data-said]")).to_have_text("Dieser Eintrag ist schon angekommen.")
    expect(page.locator("[data-waiting]")).to_be_empty()


def leave_with_ones_own_phone(chromium, stack, typed):
    """Ada types the code on the wall, and says that she leaves while there is no network."""
    ada = Person(chromium, stack, ADA)
    ada.page.set_viewport_size(A_PHONE)
    ada.go("/einchecken/")
    ada.enter({"Code": typed})
    ada.press("Weiter", within="main")
    ada.page.context.set_offline(True)
    ada.page.get_by_role("button", name="Ich gehe jetzt").click()
    said = ada.page.locator("[data-said]")
    expect(said).to_contain_text("Keine Verbindung")
    ada.page.context.set_offline(False)
    expect(said).to_have_text("Ada Łukasik ist gegangen.", timeout=20_000)


def open_the_door(speaker):
    speaker.go("/referat/HEUTE/anwesenheit/")
    speaker.follow("Einchecken", within="main")
    return speaker.page


def personal_code(row):
    return codes.personal_code(int(row.get_attribute("data-seat")))


def enter(page, code):
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Eintragen").click()


def serious(findings):
    """Without what the console says of the lost connection itself."""
    return [finding for finding in findings if "ERR_" not in finding]
