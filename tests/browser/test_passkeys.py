"""A passkey is set up and opens the account, with a device that Chromium plays."""

import pytest

from fortbildung.demo import processes
from tests import servers
from tests.browser.before import ADA, PASSWORD
from tests.browser.person import Person

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.before.only_ada()")

    folder, lines = tmp_path_factory.mktemp("stack"), lambda port: [processes.web(port)]
    with servers.running("passkeys", folder, mail_port=9, prepare=prepare, lines=lines) as stack:
        yield stack


def test_a_passkey_opens_the_account(chromium, stack):
    ada = Person(chromium, stack, ADA)
    device = ada.page.context.new_cdp_session(ada.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    ada.go("/konto/2fa/")
    ada.follow("Passkey hinzufügen")
    ada.enter({"Passwort": PASSWORD})
    ada.press("Weiter")
    ada.page.get_by_label("ohne Passwort").check()
    touch(ada, "Passkey hinzufügen")
    ada.page.wait_for_url("**/recovery-codes/")
    for address in ["/konto/", "/konto/2fa/", "/konto/2fa/webauthn/", "/konto/sessions/"]:
        ada.go(address)
    ada.page.context.clear_cookies()
    ada.go("/konto/login/")
    touch(ada, "Mit Passkey anmelden")
    ada.page.wait_for_url("**/meine-fortbildungen/")
    assert Person.findings == []


def touch(person, name):
    """The device answers before the page is looked at."""
    person.page.get_by_role("button", name=name).click()
