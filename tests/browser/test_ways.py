"""Counsellor, manager and visitor get where they want by keyboard alone, and without scripts."""

import pytest

from tests.browser.portal import KEYS, LATER, PLAIN, SOON
from tests.browser.ways import ByKeyboard, WithoutScripts

pytestmark = pytest.mark.xdist_group("portal")  # one stack for all


@pytest.fixture(params=[ByKeyboard, WithoutScripts], ids=["by keyboard", "without scripts"])
def way(request, chromium, portal):
    people = {ByKeyboard: KEYS, WithoutScripts: PLAIN}[request.param]
    way = request.param(chromium, portal, people)
    yield way
    way.context.close()


def test_a_counsellor_finds_a_course_books_it_and_cancels_it(way):
    way.log_in(way.people.counsellor)
    way.go("/")
    way.search("Aufenthaltsrech")
    way.follow(SOON)
    way.follow("Platz buchen")
    way.press("Jetzt verbindlich buchen")
    way.sees("Ihr Platz ist bestätigt.")
    way.sees("Wie es weitergeht")
    way.follow("Anmeldung stornieren")
    way.sees("Eine Stornierung kostet jetzt 50,00 €.")
    way.press("Kostenpflichtig stornieren")
    way.sees("Die Anmeldung ist storniert.")


def test_a_manager_approves_two_and_tells_the_third_why_not(way):
    way.log_in(way.people.manager)
    way.go("/team/zustimmungen/")
    way.press("Ausgewählten zustimmen")
    way.stands_on("Bitte prüfen Sie Ihre Angaben.")
    way.tick("Dora Muster")
    way.tick("Emil Muster")
    way.press("Ausgewählten zustimmen")
    way.sees("Dora Muster, „Aufenthaltsrecht I: Titel, Zwecke, Verlängerung“: zugestimmt.")
    way.sees("Emil Muster, „Aufenthaltsrecht I: Titel, Zwecke, Verlängerung“: zugestimmt.")
    way.follow("Nicht zustimmen")
    way.enter("Grund", "In dieser Woche fehlen schon zwei.")
    way.press("Nicht zustimmen")
    way.sees("nicht zugestimmt. Die Person erfährt den Grund.")


def test_a_visitor_filters_registers_interest_and_comes_back_after_the_log_in(way):
    way.go("/katalog/")
    way.choose("Thema", "Methoden")
    way.follow("Interesse bekunden")
    way.enter_and_log_in(way.people.visitor)
    way.sees(LATER)
    way.press("Interesse bekunden")
    way.sees("Ihr Interesse ist vermerkt.")
