"""Without a connection a page of ours says so, in the house's own look."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("portal")

LOOK = """
() => document.fonts.ready.then(() => [
  getComputedStyle(document.querySelector(".header")).borderBottomWidth,
  document.fonts.check("600 20px 'Fira Sans'"),
])
"""


def test_without_a_connection_a_page_of_ours_says_so_until_it_is_back(chromium, portal):
    context = chromium.new_context(base_url=portal.url, locale="de-DE")
    page = context.new_page()
    page.goto("/katalog/")
    look = page.evaluate(LOOK)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.goto("/katalog/?q=Recht")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Sie sind nicht mit dem Internet verbunden")
    assert page.evaluate(LOOK) == look
    context.set_offline(False)  # and what was asked for comes by itself
    expect(heading).to_have_text("Katalog", timeout=30_000)
    context.close()
