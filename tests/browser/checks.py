"""What axe finds."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Error

AXE = (Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js").read_text(
    encoding="utf-8"
)
A_DESK, A_PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
# The styles' own steps grow with the letters somebody has chosen in the browser, but not with
# those set here: this wide they are where twice as large letters put a window of 1280.
HALF_A_DESK = {"width": 638, "height": 900}
# In the dark and on a telephone the same things are said; they look different.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]

DOWNLOAD = "Download is starting"

# What fades in has no contrast yet.
AT_ONCE = """
for (const one of document.getAnimations())
    if (one.effect.getComputedTiming().endTime < Infinity) one.finish();
"""


# What stands out of the window to the right, and cannot be scrolled to within the page. A busy
# machine answers before the page has taken its new width: three frames in a row it must have it.
STANDS_OUT = """
async (width) => {
    for (let frames = 0, left = 600; frames < 3; left--) {
        if (!left) throw new Error(`${innerWidth} px wide and not ${width}`);
        await new Promise(requestAnimationFrame);
        frames = innerWidth === width ? frames + 1 : 0;
    }
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > wide + 1)
        .map((one) => one.outerHTML.slice(0, 120));
}
"""


def shows(page, address):
    """Whether a page stands there, and neither a file nor a part of a page; opens it."""
    try:
        answer = page.goto(address)
    except Error as error:
        if DOWNLOAD not in error.message:
            raise
        return False
    return "<html" in answer.text()


def axe(page, only=()):
    """What axe finds on the page, one line each.

    In the back office the side menu is Wagtail's: its search is a second unnamed landmark.
    """
    page.evaluate(AXE)
    return _broken(page, "light", {"runOnly": only} if only else {})


def axe_at_night(page):
    """After `axe`: what is there looks well on a telephone in the dark, too."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(A_PHONE)
    found = _broken(page, "dark", {"runOnly": LOOKS})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(A_DESK)
    return found


def too_wide(page):
    """What makes one scroll sideways on the narrowest telephone, or with letters twice as large,
    at a desk and on a telephone.

    Wagtail's side menu leaves the desk no room for that.
    """
    if "/verwaltung/" in page.url:
        return []
    narrow = _stands_out(page, NARROWEST)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    large, both = _stands_out(page, HALF_A_DESK), _stands_out(page, A_PHONE)
    page.set_viewport_size(A_DESK)
    found = [("at 320 px", part) for part in narrow]
    found += [("with large letters", part) for part in large]
    found += [("with large letters at 390 px", part) for part in both]
    return [f"{page.url} {how}: {part}" for how, part in found]


def _stands_out(page, size):
    page.set_viewport_size(size)
    return page.evaluate(STANDS_OUT, size["width"])


def _broken(page, scheme, options):
    page.evaluate(AT_ONCE)
    scope = "main" if "/verwaltung/" in page.url else "body"
    options = options | {"resultTypes": ["violations"]}
    result = page.evaluate("([scope, options]) => axe.run(scope, options)", [scope, options])
    return [
        f"{page.url} {scheme}: {rule['id']} {[node['html'][:200] for node in rule['nodes']][:3]}"
        for rule in result["violations"]
    ]
