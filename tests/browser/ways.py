"""Two ways through the portal that must lead everywhere: by keyboard, and without scripts."""

from playwright.sync_api import expect

from tests.browser.before import PASSWORD
from tests.browser.checks import A_DESK, A_PHONE

MOST = 150  # stops until one should have found it

# The focus stands on something that is in sight, that nothing covers, and that looks different
# from how it looks without the focus; the last can only be said at the next stop.
STOP = """
(wanted) => {
  const look = (one) => [one, one.nextElementSibling, one.parentElement].filter(Boolean)
    .flatMap((part) => [null, "::before", "::after"].map((pseudo) => {
      const css = getComputedStyle(part, pseudo);
      return [css.outline, css.boxShadow, css.borderColor, css.backgroundColor, css.transform];
    })).join();
  const name = (one) => one.outerHTML.slice(0, 160);
  const faults = [];
  const before = window.stoppedAt;
  if (before && before.one.isConnected && look(before.one) === before.look)
    faults.push("looks the same with the focus: " + name(before.one));
  const one = document.activeElement;
  if (one === document.body) return { faults: [...faults, "nothing has the focus"] };
  const box = one.getBoundingClientRect();
  const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) =>
    document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
  const own = [one, ...(one.labels ?? [])];
  if (!spots.some((spot) => spot && own.some((part) => part.contains(spot) || spot.contains(part))))
    faults.push("has the focus out of sight: " + name(one));
  window.stoppedAt = { one, look: look(one) };
  return { faults, there: one === wanted };
}
"""


class Way:
    """Somebody who gets on by what a page says: roles, names and labels."""

    javascript, viewport = True, A_DESK

    def __init__(self, chromium, stack, people):
        self.people = people
        self.context = chromium.new_context(
            base_url=stack.url,
            locale="de-DE",
            viewport=self.viewport,
            java_script_enabled=self.javascript,
            reduced_motion="reduce",  # pages jump instead of sliding
        )
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.main = self.page.get_by_role("main")

    def go(self, address):
        self.page.goto(address)

    def log_in(self, email):
        self.go("/konto/login/")
        self.enter_and_log_in(email)

    def enter_and_log_in(self, email):
        self.enter("E-Mail", email)
        self.enter("Passwort", PASSWORD)
        self.press("Anmelden")

    def sees(self, text):
        expect(self.main).to_contain_text(text)

    def stands_on(self, text):
        """The page opens at what is wrong: there is the focus, and from there Tab goes on."""
        wrong = self.main.get_by_role("alert").filter(has_text=text)
        expect(wrong).to_be_focused()
        expect(wrong).to_be_in_viewport()

    def link(self, name):
        return self.main.get_by_role("link", name=name).first

    def button(self, name):
        return self.main.get_by_role("button", name=name, exact=True).first

    def field(self, label):
        return self.main.get_by_label(label).first


class ByKeyboard(Way):
    """Tab, space, Enter and letters; at every stop one sees where one is."""

    def to(self, wanted):
        """Tab until `wanted` has the focus."""
        handle = wanted.element_handle()
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP, handle)
            assert not stop["faults"], f"{self.page.url}: {stop['faults']}"
            if stop["there"]:
                return
        raise AssertionError(f"{self.page.url}: Tab does not lead to {wanted}")

    def follow(self, name):
        self.to(self.link(name))
        self.enter_key()

    def press(self, name):
        self.to(self.button(name))
        self.enter_key()

    def enter_key(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def enter(self, label, text):
        self.to(self.field(label))
        self.page.keyboard.type(text)

    def search(self, text):
        self.to(self.main.get_by_role("searchbox").first)
        self.page.keyboard.type(text)
        self.enter_key()

    def tick(self, label):
        self.to(self.main.get_by_role("checkbox", name=label))
        self.page.keyboard.press("Space")

    def choose(self, label, option):
        """The list finds at once; the focus stays, and the number is said by the same element."""
        said, choice = self.main.get_by_role("status").first.element_handle(), self.field(label)
        before = said.text_content()
        self.to(choice)
        self.page.keyboard.type(option)
        self.page.wait_for_function("([one, was]) => one.textContent !== was", arg=[said, before])
        assert said.evaluate("one => one.isConnected")
        expect(choice).to_be_focused()


class WithoutScripts(Way):
    """A telephone whose browser runs no scripts."""

    javascript, viewport = False, A_PHONE

    def follow(self, name):
        self.link(name).click()

    def press(self, name):
        self.button(name).click()

    def enter(self, label, text):
        self.field(label).fill(text)

    def search(self, text):
        self.main.get_by_role("searchbox").first.fill(text)
        self.main.get_by_role("searchbox").first.press("Enter")

    def tick(self, label):
        self.main.get_by_role("checkbox", name=label).check()

    def choose(self, label, option):
        choice = self.field(label)
        texts = choice.get_by_role("option").all_text_contents()
        choice.select_option(label=next(text for text in texts if text.startswith(option)))
        self.press("Kurse anzeigen")
