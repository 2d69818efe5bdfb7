"""Chromium from Debian. Without it the browser tests are skipped, in CI they must run."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from fortbildung.demo import processes
from tests import servers

ARGUMENTS = [
    "--no-sandbox",  # root has none
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")  # no longer: its event loop would stand in other tests' way
def chromium():
    path = shutil.which("chromium")
    if path is None and os.environ.get("REQUIRE_BROWSER") != "1":
        pytest.skip("Chromium is not installed: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """The portal as `tests/browser/portal.py` fills it, for the tests of the group “portal”."""

    def prepare(stack):
        stack.run("tests.browser.portal.prepare()")

    folder, lines = tmp_path_factory.mktemp("stack"), lambda port: [processes.web(port)]
    with servers.running("portal", folder, mail_port=9, prepare=prepare, lines=lines) as stack:
        yield stack
