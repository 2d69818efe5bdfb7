"""Whoever forces colours of their own still sees what is chosen, icons, and where the focus is."""

import pytest

pytestmark = pytest.mark.xdist_group("portal")

CONTROLS = """
<div id="controls"><span class="kern-icon kern-icon--info"></span>
<div class="kern-alert kern-alert--danger"><div class="kern-alert__header">
<span class="kern-icon kern-icon--danger"></span></div></div>
<div class="kern-form-check"><input class="kern-form-check__radio" type="radio" name="a"></div>
<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox"></div></div>
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_is_seen_in_forced_colours(chromium, portal, scheme):
    context = chromium.new_context(
        base_url=portal.url, forced_colors="active", color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/katalog/")
    page.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", CONTROLS)
    for control in page.locator("#controls input").all():
        before = control.screenshot()
        control.evaluate("control => { control.checked = true; }")
        chosen = control.screenshot()
        assert chosen != before
        control.press("Shift")  # with the keyboard
        outline = control.evaluate("control => getComputedStyle(control).outlineStyle")
        assert outline == "solid"
    words = page.evaluate("getComputedStyle(document.body).color")
    for icon in page.locator("#controls .kern-icon").all():
        assert icon.evaluate("icon => getComputedStyle(icon).backgroundColor") == words
    context.close()
