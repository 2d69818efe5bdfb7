"""Chromium from Debian. Without it the browser tests are skipped, in CI they must run."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",  # root has none
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if path is None and os.environ.get("REQUIRE_BROWSER") != "1":
        pytest.skip("Chromium is not installed: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def axe(page, *, include="body"):
    """What axe finds on the page, one line each; also in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("scope => axe.run(scope)", include)
        for rule in result["violations"]:
            nodes = [node["target"] for node in rule["nodes"]]
            found.append(f"{page.url} {scheme}: {rule['id']} {nodes[:3]}")
    page.emulate_media(color_scheme="light")
    return found
