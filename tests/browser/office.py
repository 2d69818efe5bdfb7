"""What the central office and the coordination do at their desks."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.before import OTHERS

TRAVEL = "Anreise und Zimmer"


def plan(office):
    """A seminar of one day in a month, with seats for Ada and the others; its number."""
    office.go("/verwaltung/")
    office.follow("Veranstaltung planen", within="main")
    office.choose("Kurs", "FB-006 Aufenthaltsrecht I")
    office.press("Weiter")
    day = timezone.localtime().replace(hour=9, minute=0) + timedelta(days=30)
    office.choose("Bundesland", "Nordrhein-Westfalen")
    office.enter(
        {
            "Ort": "Akademie Köln",
            "Plätze": str(OTHERS + 1),
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
    return number


def moment(when):
    return f"{when:%Y-%m-%dT%H:%M}"


def reserve_seats(office):
    """Two of the seats are the provider's."""
    office.follow("Platzplan", within="main")
    office.page.get_by_label("Zeile 1: Für wen").select_option(label="\u00a0" * 4 + "Träger Eins")
    office.enter({"Zeile 1: Reserviert": "2"})
    office.press("Platzkontingente speichern")
    expect(office.page.get_by_role("rowheader", name="Träger Eins")).to_be_visible()
    expect(office.page.get_by_label("Zeile 1: Reserviert")).to_have_value("2")


def publish(office):
    office.follow("Überblick", within="main")
    office.press("Veranstaltung veröffentlichen")
    office.sees("Die Veranstaltung ist veröffentlicht")


def submit_the_page(office):
    """In Wagtail's own editor, where axe is Wagtail's business."""
    office.go("/verwaltung/kurse/")
    office.page.get_by_role("main").get_by_role("link", name="Entwurf").click()
    choose_in_the_footer(office, "Einreichen")
    office.go("/verwaltung/")
    office.sees("1 Kursseite bei der Freigabe")


def moderate_the_page(coordination):
    coordination.go("/verwaltung/")
    coordination.sees("1 Seite zur Freigabe")
    coordination.page.get_by_role("link", name="Prüfen und entscheiden").click()
    choose_in_the_footer(coordination, "Zustimmen")
    coordination.go("/verwaltung/")
    coordination.sees("Im Moment wartet nichts auf Sie.")


def choose_in_the_footer(person, name):
    """One of the acts Wagtail offers below a page."""
    person.page.get_by_role("button", name="Mehr Aktionen").click()
    with person.page.expect_navigation():
        person.page.get_by_role("button", name=name).click()


def open_tab(office, number, name):
    office.go("/verwaltung/veranstaltungen/")
    office.follow(number, within="main")
    office.follow(name, within="main")


def write_to_all(office, number):
    """What only matters once it is certain: it waits for the guarantee."""
    open_tab(office, number, "Nachrichten")
    office.follow("Nachricht schreiben", within="main")
    office.page.get_by_role("checkbox", name="Teilnehmende").check()
    office.page.get_by_label("Betreff").fill(TRAVEL)
    office.page.get_by_role("textbox", name="Text").fill("Bitte kommen Sie mit dem Zug.")
    office.page.get_by_label("zurückhalten, bis").check()
    office.press("Vor dem Versand ansehen")
    office.press("Bis dahin zurückhalten")


def guarantee(office, number):
    open_tab(office, number, "Überblick")
    office.press("Findet statt")


def record_and_close(office, number):
    """Who came without a code is entered at the keyboard; the others are there already."""
    office.go("/verwaltung/")
    office.sees("Anwesenheit")
    open_tab(office, number, "Anwesenheit")
    choices = office.page.locator("[data-sheet] select").all()
    blank = [choice for choice in choices if not choice.input_value()]
    assert len(blank) == OTHERS - 1
    for choice in blank:
        choice.press("a")
    office.press("Anwesenheit speichern")
    office.press("Veranstaltung abschließen")
    office.sees("Die Veranstaltung ist abgeschlossen.")


def read_the_answers(office, number):
    """Five of six have answered, which is enough to show what they said."""
    open_tab(office, number, "Rückmeldungen")
    office.follow("Jetzt beenden", within="main")
    office.press("Jetzt beenden", within="main")
    expect(office.page.locator(".desk-figures dd")).to_have_text(["5", "6"])
    office.sees("Insgesamt bin ich mit der Veranstaltung zufrieden.")


def find_nothing_left(office):
    office.go("/verwaltung/")
    office.sees("Im Moment wartet nichts auf Sie.")


def count(coordination):
    """Six participations of sixteen units, found from the association down to the site."""
    coordination.go("/berichte/")
    coordination.follow("Teilnahmen", within="main")
    page = coordination.page
    page.get_by_label("Zahlen", exact=True).select_option("association")
    coordination.press("Anzeigen")
    for name in ("AWO", "Träger Eins", "Beratungsstelle Mitte"):
        row = page.locator("tbody tr", has=page.locator(f"th:has-text('{name}')")).last
        for place, figure in enumerate(["6", "6", "96,00", "96,00", "6,00", "0"]):
            expect(row.locator("td").nth(place)).to_have_text(figure)
        if name != "Beratungsstelle Mitte":
            coordination.follow(name, within=".report-table")
    coordination.go("/berichte/teilnahmen/?by=state")
    expect(page.locator(".report-map path")).to_have_count(16)
