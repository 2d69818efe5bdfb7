"""What axe finds on every page of everybody, and whether it fits the narrowest telephone."""

import json
import sys
from contextlib import suppress

from playwright.sync_api import Error, sync_playwright

from tests.browser.checks import A_DESK, A_PHONE, LOOKS, axe, shows, too_wide
from tests.browser.conftest import ARGUMENTS
from tests.quality.document import markdown
from tests.quality.lighthouse import browser

HEADS = [
    "who", "pages", "1280 px, light", "1280 px, dark", "390 px, light", "390 px, dark",
    "sideways at 320 px or with letters twice as large",
]  # fmt: skip

TRIES = 3


def prepare(stack, folder):
    stack.run(f"tests.browser.everywhere.gather('{folder}/tours.json')")


def table(stack, folder):
    tours = json.loads((folder / "tours.json").read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=ARGUMENTS)
        rows = [row(chromium, stack, role, tour) for role, tour in tours.items()]
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    return markdown(HEADS, [*rows, ["all", *sums]])


def row(chromium, stack, role, tour):
    context = chromium.new_context(base_url=stack.url, locale="de-DE")
    if session := tour["session"]:
        context.add_cookies([{"name": "sessionid", "value": session, "url": stack.url}])
    page, found, pages = context.new_page(), [0] * 5, 0
    for address in tour["addresses"]:
        if not shows(page, address):
            continue
        pages += 1
        for column, faults in enumerate(looked_at(page, address)):
            found[column] += len(faults)
            sys.stderr.writelines(f"{role}: {fault}\n" for fault in faults)
    context.close()
    return [role, pages, *found]


def looked_at(page, address):
    """Once more where a page has meanwhile asked for itself anew."""
    for _ in range(TRIES):
        page.goto(address)
        with suppress(Error):
            return list(looks(page))
    raise AssertionError(f"{address} does not stand still")


def looks(page):
    """In the dark only colours are other ones."""
    for size in (A_DESK, A_PHONE):
        page.set_viewport_size(size)
        yield axe(page)
        page.emulate_media(color_scheme="dark")
        yield axe(page, only=LOOKS)
        page.emulate_media(color_scheme="light")
    yield too_wide(page)
