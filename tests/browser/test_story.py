"""The whole story in Chromium: planned, booked, waited for, attended, certified, counted."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.before import BEN, COORDINATION, MANAGER, OFFICE, PASSWORD
from tests.browser.checks import axe
from tests.browser.stack import running

ONE_MINUTE = 60


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.before.prepare()")

    with running("story", tmp_path_factory.mktemp("stack"), prepare=prepare) as stack:
        yield stack


class Person:
    """Somebody at a browser of their own. Every page they leave has been looked at by axe."""

    def __init__(self, chromium, stack, email=None):
        context = chromium.new_context(base_url=stack.url, locale="de-DE")
        context.set_default_timeout(10_000)
        self.page = context.new_page()
        self.findings = []
        self.page.on("console", self._listen)
        if email:
            self.log_in(email)

    def _listen(self, message):
        if message.type == "error":
            self.findings.append(f"{self.page.url}: {message.text}")

    def log_in(self, email):
        self.go("/konto/login/")
        self.page.get_by_label("E-Mail-Adresse").fill(email)
        self.page.get_by_label("Passwort", exact=True).fill(PASSWORD)
        self.press("Anmelden", within="main")

    def go(self, address):
        self.page.goto(address)
        self.look()

    def press(self, name, *, within="body"):
        self.page.locator(within).get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        self.look()

    def follow(self, name, *, within="body"):
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self):
        self.findings += axe(self.page)

    def sees(self, text):
        expect(self.page.locator("body")).to_contain_text(text)


def test_from_plan_to_proof(chromium, stack):
    begun = time.monotonic()
    office = Person(chromium, stack, OFFICE)
    number = plan_and_publish(office)
    ada = Person(chromium, stack)
    manager = Person(chromium, stack, MANAGER)
    register(ada, stack, manager)
    ben = Person(chromium, stack, BEN)
    book_and_wait(ada, ben, stack)
    move_up(ada, ben, stack)
    stack.run("tests.browser.before.turn_the_calendar()")
    record_and_close(office, number)
    code = get_certificate(ben, stack)
    visitor = Person(chromium, stack)
    check(visitor, code)
    coordination = Person(chromium, stack, COORDINATION)
    count(coordination)
    everybody = (office, ada, manager, ben, visitor, coordination)
    assert [finding for person in everybody for finding in person.findings] == []
    assert time.monotonic() - begun < ONE_MINUTE


def plan_and_publish(office):
    office.go("/verwaltung/veranstaltungen/neu/")
    print(office.page.locator("main").inner_text()[:3000])
    raise SystemExit
