"""The seat contingents of one's own nodes: numbers, handing back, giving away."""

import pytest
from django.urls import reverse

from courses.models import Contingent, SeatEvent
from courses.states import EnrolmentState
from tests.courses.pages import HOUR, book, cost, said, seen, send
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    association,
    counsellor,
    manager,
    provider,
    site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def boss(client):
    boss = manager()
    client.force_login(boss)
    return boss


def contingent(of=None, reserved=3, **fields):
    seminar = SeminarFactory(**fields)
    owner = of or provider()
    until = NOON + 10 * A_DAY
    return Contingent.objects.create(
        seminar=seminar, organisation=owner, reserved=reserved, release_at=until
    )


def test_the_list_shows_ones_own_numbers_and_nobody_elses(client):
    found = contingent()
    book(found.seminar)
    contingent(provider("Träger Zwei"), reserved=7)
    text = seen(client, "courses:contingents")
    assert "3 reserviert, 1 genutzt, 2 offen." in text
    assert "Was bis 12. November 2026, 12:00 Uhr nicht genutzt ist, steht dann allen offen." in text
    assert "7 reserviert" not in text


def test_handing_back_lets_whoever_waits_move_up(client):
    found = contingent(capacity=3)
    other = book(found.seminar, counsellor(site("Anderswo", below=provider("Träger Zwei"))))
    assert other.state == EnrolmentState.WAITING
    text = seen(client, "courses:hand_back", found.pk)
    assert "Die Plätze gehen sofort an die, die darauf warten." in text
    refused = send(client, "courses:hand_back", found.pk, seats=4)
    assert len(refused.context["form"].non_field_errors()) == 1
    landed = send(client, "courses:hand_back", found.pk, seats=2, reason="Weniger Bedarf")
    assert said(landed) == [
        "Die Plätze sind zurückgegeben. Wer darauf gewartet hat, wird benachrichtigt."
    ]
    other.refresh_from_db()
    assert other.state == EnrolmentState.CONFIRMED
    assert SeatEvent.objects.get().reason == "Weniger Bedarf"


def test_seats_are_given_to_another_association_found_by_search(client):
    found, caritas = contingent(), association("Caritas")
    theirs = provider("Caritas Köln", below=caritas)
    address = reverse("courses:find_recipient", args=[found.pk])
    page = client.get(address, {"q": "köln"})
    assert list(page.context["object_list"]) == [theirs]
    assert list(client.get(address).context["object_list"]) == [caritas]
    assert list(client.get(address, {"q": "Träger Eins"}).context["object_list"]) == []
    assert "Plätze an Caritas Köln weitergeben?" in seen(
        client, "courses:give", found.pk, theirs.pk
    )
    landed = send(client, "courses:give", found.pk, theirs.pk, seats=1)
    assert said(landed) == [
        "Die Plätze sind weitergegeben. Der Verlauf hält es für beide Seiten fest."
    ]
    reserved = Contingent.objects.order_by("pk").values_list("organisation", "reserved")
    assert list(reserved) == [(provider().pk, 2), (theirs.pk, 1)]


def test_seats_stay_in_the_other_associations(client):
    found = contingent()
    own = provider("Träger Zwei")
    assert client.get(reverse("courses:give", args=[found.pk, own.pk])).status_code == 404


def test_without_any_the_page_says_what_that_means(client):
    text = seen(client, "courses:contingents")
    assert "Für Ihre Organisation werden zurzeit keine Plätze freigehalten." in text


def test_the_list_costs_the_same_for_one_and_many(client):
    contingent()
    one = cost(client, "courses:contingents")
    for _number in range(4):
        contingent()
    assert cost(client, "courses:contingents") == one


def test_the_search_costs_the_same_for_one_and_many(client):
    found = contingent()
    association("Caritas")
    one = cost(client, "courses:find_recipient", found.pk)
    for name in ("DRK", "Diakonie", "ZWST", "BdV"):
        association(name)
    assert cost(client, "courses:find_recipient", found.pk) == one


def test_what_has_passed_is_not_handed_back(client, clock):
    found = contingent()
    clock(NOON + 11 * A_DAY)
    text = seen(client, "courses:contingents")
    assert "freigegeben" in text
    assert reverse("courses:hand_back", args=[found.pk]) not in text
    refused = send(client, "courses:hand_back", found.pk, seats=1)
    assert len(refused.context["form"].non_field_errors()) == 1
    assert book(found.seminar, now=NOON + 11 * A_DAY + HOUR).state == EnrolmentState.CONFIRMED
