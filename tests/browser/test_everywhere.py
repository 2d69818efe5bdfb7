"""axe goes everywhere: a new route is looked at as soon as it has a policy."""

import json

import pytest

from fortbildung.demo import processes
from tests import servers
from tests.browser.checks import A_DESK, axe, axe_at_night, shows, too_wide
from tests.browser.everywhere import LOOKING

pytestmark = pytest.mark.xdist_group("everywhere")  # one stack for all


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stack")

    def prepare(stack):
        stack.run(f"tests.browser.everywhere.gather('{folder}/tours.json')")
        stack.tours = json.loads((folder / "tours.json").read_text(encoding="utf-8"))

    facts = {"mail_port": 9, "prepare": prepare, "lines": lambda port: [processes.web(port)]}
    with servers.running("everywhere", folder, **facts) as stack:
        yield stack


@pytest.mark.parametrize("role", LOOKING)
def test_axe_finds_nothing_anywhere_and_no_page_scrolls_sideways(chromium, stack, role):
    tour = stack.tours[role]
    context = chromium.new_context(base_url=stack.url, locale="de-DE", viewport=A_DESK)
    if session := tour["session"]:
        context.add_cookies([{"name": "sessionid", "value": session, "url": stack.url}])
    page, found, pages = context.new_page(), [], 0
    for address in tour["addresses"]:
        if shows(page, address):
            found += axe(page) + axe_at_night(page) + too_wide(page)
            pages += 1
    context.close()
    assert pages
    assert not found, "\n".join(found)
