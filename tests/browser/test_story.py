"""The whole story in Chromium: planned, booked, guaranteed, attended, certified, counted."""

import re
from io import BytesIO

import pikepdf
import pytest

from tests.browser import door, office
from tests.browser.before import ADA, BEN, COORDINATION, MANAGER, OFFICE, PASSWORD, SPEAKER
from tests.browser.calendar import BEGUN, ENDING, OVER, turn_to
from tests.browser.person import Person
from tests.browser.stack import link_in, running


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    def prepare(stack):
        stack.run("tests.browser.before.prepare()")

    with running("story", tmp_path_factory.mktemp("stack"), prepare=prepare) as stack:
        yield stack


def test_from_plan_to_proof(chromium, stack):
    stein, bund = Person(chromium, stack, OFFICE), Person(chromium, stack, COORDINATION)
    number = plan_and_publish(stein, bund)
    ben = fill_the_seats(chromium, stack, number)
    office.write_to_all(stein, number)
    office.guarantee(stein, number)
    stack.sink.wait_for(BEN, office.TRAVEL)
    meet(Person(chromium, stack, SPEAKER), ben, stack, number)
    office.record_and_close(stein, number)
    check(Person(chromium, stack), get_certificate(ben, stack))
    stack.run(f"tests.browser.before.others_answer('{number}')")
    say_how_it_was(ben)
    office.read_the_answers(stein, number)
    office.find_nothing_left(stein)
    office.count(bund)
    assert serious(Person.findings) == []


def plan_and_publish(stein, bund):
    """The seminar and the page it stands on; the number of the seminar."""
    number = office.plan(stein)
    office.reserve_seats(stein)
    office.publish(stein)
    office.submit_the_page(stein)
    office.moderate_the_page(bund)
    return number


def fill_the_seats(chromium, stack, number):
    """Others come first; of the two who want the last seat Ben gets it in the end."""
    stack.run(f"tests.browser.before.others_come('{number}')")
    ada, ben = Person(chromium, stack), Person(chromium, stack, BEN)
    register(ada, stack)
    confirm(Person(chromium, stack, MANAGER))
    ada.log_in(ADA)
    book_the_last_seat(ada, stack)
    wait_for_it(ben, number, stack)
    give_it_up(ada, ben, stack)
    return ben


def meet(nowak, ben, stack, number):
    """The day has come; the network comes and goes."""
    turn_to(stack, BEGUN)
    door.open_the_door(nowak, number)
    door.come_while_the_network_is_away(nowak, "Cem Can")
    door.come_while_the_answer_gets_lost(nowak, "Ben Brückner")
    door.refuse_nonsense(nowak)
    turn_to(stack, ENDING)
    door.leave_with_ones_own_phone(ben, door.show_the_code(nowak))
    turn_to(stack, OVER)


def serious(findings):
    """Without what the console says of the connections lost at the door."""
    return [finding for finding in findings if "ERR_" not in finding]


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


def book_the_last_seat(ada, stack):
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
    ben.sees("Als Nächstes: Ihre Veranstaltung")


def calendars(mail):
    return sum(part.get_content_type() == "text/calendar" for part in mail.walk())


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


def say_how_it_was(ben):
    ben.go("/meine-fortbildungen/")
    ben.follow("Ein paar Fragen beantworten", within="main")
    for question in ben.page.get_by_role("main").get_by_role("group").all():
        question.get_by_role("radio").nth(1).check()
    ben.press("Antworten abschicken")
    ben.sees("Vielen Dank!")


def check(visitor, code):
    visitor.go("/pruefen/")
    visitor.enter({"Code": code.lower()})
    visitor.press("Bescheinigung prüfen", within="main")
    visitor.sees("Aufenthaltsrecht I")
    visitor.sees("B… B…")
