"""Through the association's own log-in and back, in a browser that keeps our security policy."""

from contextlib import ExitStack

import pytest

from fortbildung.demo import processes
from tests import servers
from tests.browser.before import ADA
from tests.browser.person import Person
from tests.identity import oidc

PEOPLE = {"ada": {"email": ADA, "email_verified": True}}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stack")
    with ExitStack() as stage:

        def prepare(stack):
            back = f"{stack.url}/konto/oidc/awo/login/callback/"
            there = oidc.provider(folder, people=PEOPLE, redirects=[back])
            stack.run("tests.browser.before.only_ada()")
            stack.run(f"tests.identity.oidc.connect({stage.enter_context(there)!r})")

        def lines(port):
            return [processes.web(port)]

        here = servers.running("sign_on", folder, mail_port=9, prepare=prepare, lines=lines)
        yield stage.enter_context(here)


def test_ada_comes_in_through_her_association(chromium, stack):
    ada = Person(chromium, stack)
    ada.go("/konto/login/?next=/konto/")
    ada.follow("Über Ihren Verband anmelden")
    ada.page.locator("main").get_by_role("button", name="Anmelden").click()
    ada.page.locator("input[name=login]").fill("ada")
    ada.page.locator("input[name=password]").fill("x")
    ada.page.get_by_role("button").first.click()
    ada.page.wait_for_url(f"{stack.url}/konto/")
    ada.look()
    ada.sees("Die Anmeldung von AWO führt zu diesem Konto.")
    ours = [found for found in Person.findings if stack.url in found]
    Person.findings.clear()  # the association's own pages are not ours to judge
    assert ours == []
