"""Somebody at a browser of their own."""

from playwright.sync_api import expect

from tests.browser.before import PASSWORD
from tests.browser.checks import axe


class Person:
    """Somebody at a browser of their own. axe and the console are asked on every page."""

    findings = []

    def __init__(self, chromium, stack, email=None):
        context = chromium.new_context(base_url=stack.url, locale="de-DE")
        context.set_default_timeout(20_000)
        self.page = context.new_page()
        self.page.on("console", self._listen)
        if email:
            self.log_in(email)

    def _listen(self, message):
        if message.type == "error":
            self.findings.append(f"{self.page.url}: {message.text}")

    def log_in(self, email):
        self.go("/konto/login/")
        self.enter({"E-Mail": email, "Passwort": PASSWORD})
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

    def enter(self, texts):
        for label, text in texts.items():
            self.page.get_by_label(label).and_(self.page.locator("input")).first.fill(text)

    def choose(self, label, option):
        self.page.get_by_label(label).select_option(label=option)

    def look(self):
        self.findings.extend(axe(self.page))

    def sees(self, text):
        expect(self.page.locator("body")).to_contain_text(text)
