"""Checking in while the network comes and goes: nothing is lost, nothing counts twice."""

import re

from playwright.sync_api import expect

from courses import codes

A_PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # milliseconds, until what waits is sent


def open_the_door(speaker, number):
    speaker.go(f"/referat/{number}/anwesenheit/")
    speaker.follow("Einchecken", within="main")


def come_while_the_network_is_away(speaker, name):
    """Two notes wait on the device, over a reload, too; then they arrive, and count once."""
    page, row = speaker.page, row_of(speaker, name)
    code = personal_code(row)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    enter(page, code)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Einchecken ohne Verbindung")
    enter(page, code)
    expect(page.locator("[data-waiting]")).to_have_text("2 Einträge warten auf diesem Gerät.")
    kept = page.evaluate("localStorage.getItem('check-in:' + location.pathname)")
    assert kept.count(code) == 2
    page.context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_empty(timeout=PATIENCE)
    expect(row.locator("[data-seen]")).to_have_text(re.compile(r"kommt \d\d:\d\d"))


def come_while_the_answer_gets_lost(speaker, name):
    """The server has the note but the device does not know; it sends it once more."""

    def swallow(route):
        route.fetch()
        route.abort()

    page, row = speaker.page, row_of(speaker, name)
    page.route("**/check-in/**", swallow, times=1)
    enter(page, personal_code(row))
    expect(page.locator("[data-said]")).to_contain_text("Keine Verbindung")
    expect(page.locator("[data-said]")).to_have_text("Dieser Eintrag ist schon angekommen.")
    expect(page.locator("[data-waiting]")).to_be_empty()
    speaker.go(page.url)
    once = re.compile(r"^\s*gekommen\s+\d\d:\d\d\s*$")
    expect(row.locator("[data-seen]")).to_have_text(once)
    expect(page.locator("[data-here]")).to_have_text("2")


def refuse_nonsense(speaker):
    enter(speaker.page, "UNSINN")
    expect(speaker.page.locator("[data-said]")).to_contain_text("Dieser Code gehört niemandem")


def show_the_code(speaker):
    """The code on the wall, as one types it."""
    speaker.go(speaker.page.url)
    speaker.follow("Code zum Scannen zeigen")
    return speaker.page.locator("[data-code]").inner_text()


def leave_with_ones_own_phone(person, typed):
    """One types the code on the wall, and says that one leaves while there is no network."""
    page = person.page
    page.set_viewport_size(A_PHONE)
    person.go("/einchecken/")
    person.enter({"Code": typed})
    person.press("Weiter", within="main")
    page.context.set_offline(True)
    page.get_by_role("button", name="Ich gehe jetzt").click()
    expect(page.locator("[data-said]")).to_contain_text("Keine Verbindung")
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_have_text("Ben Brückner ist gegangen.", timeout=PATIENCE)


def row_of(speaker, name):
    return speaker.page.locator("[data-seat]").filter(has_text=name)


def personal_code(row):
    return codes.personal_code(int(row.get_attribute("data-seat")))


def enter(page, code):
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Eintragen").click()
