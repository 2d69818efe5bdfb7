"""What axe finds."""

from pathlib import Path

from django.conf import settings

AXE = (Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)
A_DESK, A_PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# In the dark and on a telephone the same things are said; they look different.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]

# What fades in has no contrast yet.
AT_ONCE = """
for (const one of document.getAnimations())
    if (one.effect.getComputedTiming().endTime < Infinity) one.finish();
"""


def axe(page):
    """What axe finds on the page, one line each.

    In the back office the side menu is Wagtail's: its search is a second unnamed landmark.
    """
    page.evaluate(AXE)
    return _broken(page, "light", {})


def axe_at_night(page):
    """After `axe`: what is there looks well on a telephone in the dark, too."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(A_PHONE)
    found = _broken(page, "dark", {"runOnly": LOOKS})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(A_DESK)
    return found


def _broken(page, scheme, options):
    page.evaluate(AT_ONCE)
    scope = "main" if "/verwaltung/" in page.url else "body"
    options = options | {"resultTypes": ["violations"]}
    result = page.evaluate("([scope, options]) => axe.run(scope, options)", [scope, options])
    return [
        f"{page.url} {scheme}: {rule['id']} {[node['html'][:200] for node in rule['nodes']][:3]}"
        for rule in result["violations"]
    ]
