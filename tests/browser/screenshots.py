"""Pictures of every page of every role, wide and narrow, light and dark, in `var/screenshots/`.

Not part of the suite: `make screenshots` runs it and a person looks at the result. With
`SCREENSHOTS=kurs,team` only pages whose names begin so are taken.
"""

import os

import pytest
from django.conf import settings

from organisations.demo import DEMO_LOGINS, DEMO_PASSWORD
from tests.browser.stack import running

FOLDER = settings.VAR_DIR / "screenshots"
WIDTHS = {"wide": 1280, "narrow": 390}
COUNSELLOR, MANAGER, OFFICE, COORDINATION, _TRAINER = (email for _role, email in DEMO_LOGINS)
SEMINAR = "FB-008-2027-02"
WANTED = tuple(os.environ.get("SCREENSHOTS", "").split(","))
# Pictures further down are not waited for else.
AT_ONCE = "for (const one of document.images) one.loading = 'eager'"

PAGES = {
    None: {
        "start": "/",
        "katalog": "/katalog/",
        "katalog-suche": "/katalog/?q=Aufenthaltsrech",
        "katalog-kalender": "/katalog/?view=calendar",
        "zentralstelle": "/katalog/awo/",
        "kurs": "/katalog/bdv/fb-043-social-media-als-aufsuchende-beratung/",
        "bausteine": "/katalog/awo/fb-001-willkommen-in-der-mbe/",
        "fragen": "/haeufige-fragen/",
        "anmelden": "/konto/login/",
        "registrieren": "/konto/signup/",
        "passwort": "/konto/password/reset/",
        "pruefen": "/pruefen/",
        "pruefen-unbekannt": "/pruefen/AAAA-BBBB-CCCC/",
        "fehlt": "/gibt-es-nicht/",
    },
    COUNSELLOR: {
        "meine": "/meine-fortbildungen/",
        "kurs-voraussetzung": "/katalog/bag-ejsa/fb-007-aufenthaltsrecht-ii/",
        "merkliste": "/meine-fortbildungen/merkliste/",
        "suche-speichern": "/katalog/suche-speichern/?topic=methoden",
        "fortbildungspass": "/meine-fortbildungen/fortbildungspass/",
        "kalender-link": "/meine-fortbildungen/kalender/",
        "buchen": f"/buchen/{SEMINAR}/",
        "konto": "/konto/",
        "konto-name": "/konto/name/",
        "konto-e-mail": "/konto/email/",
        "konto-passwort": "/konto/password/change/",
        "konto-anstellung": "/konto/anstellung/?q=Hamburg",
        "konto-einstellungen": "/konto/einstellungen/",
        "konto-sitzungen": "/konto/sessions/",
        "konto-zweiter-faktor": "/konto/2fa/",
        "konto-schluessel": "/konto/schluessel/",
        "konto-daten": "/konto/daten/",
        "konto-loeschen": "/konto/loeschen/",
    },
    MANAGER: {
        "team": "/team/",
        "team-monat": "/team/monat/?monat=2027-01",
        "team-jahr": "/team/jahr/?jahr=2026",
        "team-vertretung": "/team/vertretung/",
        "team-zustimmungen": "/team/zustimmungen/",
        "team-anmeldungen": "/team/anmeldungen/",
        "team-platzkontingente": "/team/platzkontingente/",
        "team-buchen": f"/team/buchen/{SEMINAR}/",
    },
    OFFICE: {
        "desk": "/verwaltung/",
        "desk-veranstaltungen": "/verwaltung/veranstaltungen/",
        "desk-kalender": "/verwaltung/veranstaltungen/kalender/?monat=2027-03",
        "desk-neu": "/verwaltung/veranstaltungen/neu/",
        "desk-cockpit": "/verwaltung/veranstaltungen/1/",
        "desk-bearbeiten": "/verwaltung/veranstaltungen/1/bearbeiten/",
        "desk-plaetze": "/verwaltung/veranstaltungen/1/plaetze/",
        "desk-jemanden-anmelden": f"/verwaltung/veranstaltungen/1/anmelden/?email={COUNSELLOR}",
        "desk-absagen": "/verwaltung/veranstaltungen/1/absagen/",
        "desk-auswahl": "/verwaltung/veranstaltungen/31/auswahl/",
        "desk-zustimmungen": "/verwaltung/veranstaltungen/zustimmungen/",
        "desk-stornobeitraege": "/verwaltung/veranstaltungen/stornobeitraege/",
        "desk-stornostaffel": "/verwaltung/veranstaltungen/stornostaffeln/1/",
        "desk-farben": "/verwaltung/erscheinungsbild/",
        "desk-anwesenheit": "/verwaltung/veranstaltungen/1/anwesenheit/",
        "bericht-zentralstelle": "/berichte/teilnahmen/",
    },
    COORDINATION: {
        "bericht-traeger": "/berichte/teilnahmen/",
        "bericht-land": "/berichte/teilnahmen/?by=state",
        "verwaltung": "/verwaltung/",
    },
}


def fill(stack):
    stack.manage("load_demo")


def log_in(page, email):
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/meine-fortbildungen/")


def wanted(pages):
    return {name: address for name, address in pages.items() if name.startswith(WANTED)}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with running("screenshots", tmp_path_factory.mktemp("stack"), prepare=fill) as stack:
        yield stack


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_are_taken(chromium, stack, width, scheme):
    FOLDER.mkdir(parents=True, exist_ok=True)
    size = {"width": WIDTHS[width], "height": 900}
    for email, pages in PAGES.items():
        if not wanted(pages):
            continue
        context = chromium.new_context(
            base_url=stack.url, viewport=size, color_scheme=scheme, locale="de-DE"
        )
        page = context.new_page()
        if email:
            log_in(page, email)
        for name, address in wanted(pages).items():
            page.goto(address)
            page.evaluate(AT_ONCE)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
        context.close()
