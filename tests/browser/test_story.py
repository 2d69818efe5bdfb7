"""The whole story in Chromium: planned, booked, waited for, attended, certified, counted."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.before import ADA, BEN, COORDINATION, MANAGER, OFFICE, PASSWORD
from tests.browser.person import Person
from tests.browser.stack import link_in, running


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.before.prepare()")

    with running("story", tmp_path_factory.mktemp("stack"), prepare=prepare) as stack:
        yield stack


def test_from_plan_to_proof(chromium, stack):
    office = Person(chromium, stack, OFFICE)
    number = plan_and_publish(office)
    ada = Person(chromium, stack)
    register(ada, stack)
    confirm(Person(chromium, stack, MANAGER))
    ada.log_in(ADA)
    ben = Person(chromium, stack, BEN)
    book_the_only_seat(ada, stack)
    wait_for_it(ben, number, stack)
    give_it_up(ada, ben, stack)
    stack.run("tests.browser.before.turn_the_calendar()")
    record_and_close(office, number)
    code = get_certificate(ben, stack)
    check(Person(chromium, stack), code)
    count(Person(chromium, stack, COORDINATION))
    assert Person.findings == []


def plan_and_publish(office):
    """One seat, one day in a month; the number of the seminar."""
    office.go("/verwaltung/veranstaltungen/neu/")
    office.choose("Kurs", "FB-006 Aufenthaltsrecht I")
    office.press("Weiter")
    day = timezone.localtime().replace(hour=9, minute=0) + timedelta(days=30)
    office.choose("Bundesland", "Nordrhein-Westfalen")
    office.enter(
        {
            "Ort": "Akademie Köln",
            "Plätze": "1",
            "Mindestzahl": "1",
            "Anmeldung ab": moment(day - timedelta(days=40)),
            "Anmeldeschluss": moment(day - timedelta(days=10)),
            "Termin 1: Beginn": moment(day),
            "Termin 1: Ende": moment(day.replace(hour=16)),
            "Termin 1: Unterrichtseinheiten": "16",
        }
    )
    number = office.page.get_by_label("Nummer").input_value()
    office.press("Erstellen")
    office.press("Veranstaltung veröffentlichen")
    office.sees("Die Veranstaltung ist veröffentlicht")
    return number


def moment(when):
    return f"{when:%Y-%m-%dT%H:%M}"


def register(ada, stack):
    """Ada says who she is and where she works, and proves her address."""
    ada.go("/")
    ada.follow("Anmelden", within="header")
    ada.follow("Registrieren")
    ada.enter({"Wo arbeiten Sie?": "10115"})
    ada.press("Suchen")
    ada.follow("Beratungsstelle Mitte")
    ada.enter(
        {
            "Vorname": "Ada",
            "Nachname": "Łukasik",
            "E-Mail": ADA,
            "Passwort (Wiederholung)": PASSWORD,
            "Dort seit": "2026-01-01",
        }
    )
    ada.page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    ada.press("Registrieren", within="main")
    ada.go(link_in(stack.sink.wait_for(ADA, "Bitte bestätigen"), "confirm-email"))
    ada.press("Ja, bestätigen")


def confirm(manager):
    manager.go("/team/")
    manager.press("Bestätigen")
    manager.sees("Ada Łukasik kann jetzt Fortbildungen buchen.")


def book_the_only_seat(ada, stack):
    """Two clicks from the course page."""
    ada.go("/katalog/?q=Aufenthaltrecht")  # a typing error
    ada.follow("Aufenthaltsrecht I", within="main")
    ada.sees("1 Platz frei")
    ada.follow("Platz buchen")
    ada.press("Jetzt verbindlich buchen")
    ada.sees("Ihr Platz ist bestätigt.")
    assert calendars(stack.sink.wait_for(ADA, "Aufenthaltsrecht I")) == 1


def wait_for_it(ben, number, stack):
    ben.go(f"/buchen/{number}/")
    ben.press("Auf die Warteliste setzen")
    ben.sees("Sie stehen auf der Warteliste, Platz 1.")
    assert calendars(stack.sink.wait_for(BEN, "Warteliste")) == 0


def give_it_up(ada, ben, stack):
    """Ada cannot come; Ben moves up at once and is told."""
    ada.go("/meine-fortbildungen/")
    ada.follow("Aufenthaltsrecht I", within="main")
    ada.follow("Anmeldung stornieren")
    ada.press("Verbindlich stornieren")
    assert calendars(stack.sink.wait_for(BEN, "Sie haben jetzt einen Platz")) == 1
    ben.go("/meine-fortbildungen/")
    ben.sees("Ihre nächste Veranstaltung")


def calendars(mail):
    return sum(part.get_content_type() == "text/calendar" for part in mail.walk())


def record_and_close(office, number):
    office.go("/verwaltung/veranstaltungen/")
    office.follow(number, within="main")
    office.follow("Anwesenheit", within="main")
    office.press("Anwesenheit speichern")
    office.press("Veranstaltung abschließen")
    office.sees("Die Veranstaltung ist abgeschlossen.")


def get_certificate(ben, stack):
    """Ben is told, downloads the PDF and reads the code on it."""
    stack.sink.wait_for(BEN, "Ihre Teilnahmebescheinigung")
    ben.go("/meine-fortbildungen/")
    link = ben.page.get_by_role("link", name="Teilnahmebescheinigung")
    paper = ben.page.request.get(link.get_attribute("href"))
    assert paper.headers["content-type"] == "application/pdf"
    with pikepdf.open(BytesIO(paper.body())) as pdf:
        links = [str(note.A.URI) for page in pdf.pages for note in page.Annots if "/A" in note]
    (code,) = set(re.findall(r"/pruefen/([^/ ]+)/", " ".join(links)))
    return code


def check(visitor, code):
    visitor.go("/pruefen/")
    visitor.enter({"Code": code.lower()})
    visitor.press("Prüfen", within="main")
    visitor.sees("Aufenthaltsrecht I")
    visitor.sees("B… B…")


def count(coordination):
    """One participation of sixteen units, at Ben's provider and in Ben's Land."""
    coordination.go("/berichte/teilnahmen/?by=provider")
    row = coordination.page.get_by_role("row", name="Träger Eins")
    expect(row.get_by_role("cell")).to_have_text(["1", "1", "16,00", "0"])
    coordination.go("/berichte/teilnahmen/?by=state")
    row = coordination.page.get_by_role("row", name="Berlin")
    expect(row.get_by_role("cell")).to_have_text(["1", "1", "16,00", "0"])
