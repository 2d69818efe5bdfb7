"""How a selection was decided, for whoever applied: numbers without names, to be recomputed."""

from hashlib import sha256

import pytest
from django.urls import reverse

from courses.kinds import Allocation
from courses.services.selecting import commit, open_selection
from tests.courses.pages import book, cost, seen
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
AFTER = NOON + 21 * A_DAY


def decided(*people, capacity=1):
    seminar = SeminarFactory(allocation=Allocation.SELECTION, capacity=capacity)
    applications = [book(seminar, person) for person in people]
    selection = open_selection(seminar=seminar, now=AFTER)
    commit(selection=selection, by=office_staff(), now=AFTER)
    selection.refresh_from_db()
    return selection, applications


def test_everybody_who_applied_can_check_the_lots(client):
    person, other = counsellor(), counsellor(first_name="Zoë", last_name="Ost")
    selection, (mine, theirs) = decided(person, other)
    client.force_login(person)
    number = selection.seminar.number
    text = seen(client, "courses:result", number)
    lot = sha256(f"{selection.seed}:{mine.pk}".encode()).hexdigest()
    rank = mine.selection_result.rank
    for words in (
        "2 Bewerbungen für 1 Plätze, 1 ausgewählt.",
        f"Ihre Bewerbung {mine.pk} wurde",
        f"Rang {rank}.",
        mine.selection_result.reason.replace("'", "&#x27;"),
        selection.seed,
        lot,
        str(theirs.pk),
    ):
        assert words in text
    assert "Ost" not in text


def test_whoever_has_not_applied_and_whoever_is_early_finds_nothing(client):
    selection, _applications = decided(counsellor())
    address = reverse("courses:result", args=[selection.seminar.number])
    client.force_login(counsellor())
    assert client.get(address).status_code == 404
    person = counsellor()
    seminar = SeminarFactory(allocation=Allocation.SELECTION)
    book(seminar, person)
    client.force_login(person)
    assert client.get(reverse("courses:result", args=[seminar.number])).status_code == 404


def test_the_enrolment_leads_to_the_result(client):
    person = counsellor()
    selection, (mine,) = decided(person)
    client.force_login(person)
    text = seen(client, "courses:enrolment", mine.pk)
    assert reverse("courses:result", args=[selection.seminar.number]) in text


def test_the_page_costs_the_same_for_few_and_many(client):
    person = counsellor()
    few, _mine = decided(person)
    client.force_login(person)
    one = cost(client, "courses:result", few.seminar.number)
    person = counsellor()
    many, _all = decided(person, *(counsellor() for _n in range(4)))
    client.force_login(person)
    assert cost(client, "courses:result", many.seminar.number) == one
