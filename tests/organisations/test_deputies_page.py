"""The page of a manager's deputies: list, appoint, dismiss."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisations.models import Deputy
from tests.factories import NOON, coordinator, counsellor, manager, office_staff, provider

pytestmark = pytest.mark.django_db
PAGE = "/team/vertretung/"


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def deputy_of(boss, *, starts=0, ends=7):
    days = {"starts": in_days(starts), "ends": in_days(ends)}
    return Deputy.objects.create(manager=boss, deputy=counsellor(), created_at=NOON, **days)


def form(person, **changes):
    return {"deputy": person.email, "starts": in_days(0), "ends": in_days(3)} | changes


@pytest.mark.parametrize("who", [counsellor, office_staff, coordinator])
def test_the_page_is_not_there_for_who_manages_nothing(client, who):
    assert client.get(PAGE).url == f"/konto/login/?next={PAGE}"
    client.force_login(who())
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, form(counsellor())).status_code == 404


def test_the_page_costs_the_same_for_one_and_many(client, cost):
    boss = manager()
    client.force_login(boss)

    def page_of(count):
        for _number in range(count):
            deputy_of(boss)
        return len(client.get(PAGE).context["deputies"]), cost(PAGE)

    one = page_of(1)
    assert page_of(4) == (5, one[1])


def test_only_ones_own_current_and_coming_deputies_are_listed(client):
    boss = manager()
    coming, current = deputy_of(boss, starts=2), deputy_of(boss)
    deputy_of(boss, starts=-3, ends=-1)
    deputy_of(manager())
    client.force_login(boss)
    assert list(client.get(PAGE).context["deputies"]) == [current, coming]


def test_a_manager_appoints_by_address_however_it_is_typed(client):
    boss, person = manager(), counsellor()
    client.force_login(boss)
    assert client.post(PAGE, form(person, deputy=person.email.upper())).url == PAGE
    appointed = boss.deputies.get()
    assert (appointed.deputy, appointed.starts, appointed.ends) == (person, in_days(0), in_days(3))
    assert f"{person} vertritt Sie" in client.get(PAGE).content.decode()


def test_strangers_and_unknown_addresses_are_refused_alike(client):
    client.force_login(manager())
    stranger = counsellor(at=provider("Träger Zwei"))
    page = client.post(PAGE, form(stranger))
    known = page.context["form"].errors["deputy"]
    page = client.post(PAGE, form(stranger, deputy="niemand@example.org"))
    assert page.context["form"].errors["deputy"] == known
    assert len(known) == 1


def test_refusals_are_shown_and_what_was_typed_stays(client):
    boss, person = manager(), counsellor()
    client.force_login(boss)
    page = client.post(PAGE, form(person, starts=in_days(-1)))
    reasons = page.context["form"].non_field_errors()
    assert reasons == ["Der erste Tag liegt in der Vergangenheit."]
    assert person.email in page.content.decode()
    client.post(PAGE, form(person))
    again = client.post(PAGE, form(person)).context["form"].non_field_errors()
    assert again == ["An einigen dieser Tage vertritt diese Person Sie schon."]


def test_a_manager_dismisses_the_own_deputies_and_nobody_elses(client):
    boss = manager()
    own, others = deputy_of(boss), deputy_of(manager())
    client.force_login(boss)
    assert client.get(f"{PAGE}{own.pk}/beenden/").status_code == 405
    assert client.post(f"{PAGE}{others.pk}/beenden/").status_code == 404
    assert client.post(f"{PAGE}{own.pk}/beenden/").url == PAGE
    assert list(Deputy.objects.all()) == [others]
    assert client.post(f"{PAGE}{own.pk}/beenden/").status_code == 404


def test_the_team_page_leads_there(client):
    client.force_login(manager())
    assert f'href="{PAGE}"' in client.get("/team/").content.decode()
