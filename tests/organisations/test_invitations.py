"""Invitations to a team: seen by managers of the site, answered by whoever reads the mailbox."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from organisations.links import sign
from organisations.models import Invitation
from organisations.services.employments import request_employment
from organisations.services.invitations import (
    accept_invitation,
    erase_old_invitations,
    invite,
    send_again,
)
from tests.factories import A_DAY, NOON, PersonFactory, manager, programme, provider, site
from tests.post import letters

pytestmark = pytest.mark.django_db


def invited(boss, number=1, now=NOON):
    invitation = Invitation(
        email=f"neu{number}@example.org",
        first_name="Kim",
        last_name=f"Neu{number}",
        organisation=site(),
        programme=programme(),
        function="counsellor",
        fte_share=1,
        starts=NOON.date(),
    )
    invite([invitation], by=boss, now=now)
    return invitation


def answer(client, invitation, act):
    return client.post(f"/team/einladungen/{invitation.pk}/{act}/")


def test_only_managers_of_the_site_see_send_and_take_back(client):
    invitation, stranger = invited(manager()), manager(provider("Träger Zwei"))
    client.force_login(stranger)
    assert list(client.get("/team/einladungen/").context["invitations"]) == []
    assert answer(client, invitation, "zuruecknehmen").status_code == 404
    client.force_login(manager())  # a colleague of who invited
    assert answer(client, invitation, "zuruecknehmen").url == "/team/einladungen/"
    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"
    client.logout()
    assert client.get(f"/einladung/{sign(invitation)}/").status_code == 410
    assert letters() == []  # what was not sent yet is not sent any more


def test_an_invitation_is_sent_again_after_a_day_and_good_for_another_month():
    boss, other = manager(), manager()
    invitation = invited(boss)
    with pytest.raises(Refused):
        send_again(invitation=invitation, by=other, now=NOON + A_DAY / 2)
    later = NOON + 40 * A_DAY
    again = send_again(invitation=invitation, by=other, now=later)
    assert (again.invited_by, again.expires_at) == (other, later + 30 * A_DAY)
    assert OutgoingMail.objects.filter(to=invitation.email).count() == 2


@pytest.mark.parametrize("why", ["too late", "another person", "no manager any more"])
def test_who_may_not_accept_is_told_why(why):
    invitation, now = invited(manager()), NOON + A_DAY
    person = PersonFactory(email=invitation.email)
    if why == "too late":
        now = NOON + timedelta(days=31)
    elif why == "another person":
        person = PersonFactory()
    else:
        invitation.invited_by.roles.all().delete()
    with pytest.raises(Refused) as refusal:
        accept_invitation(invitation=invitation, user=person, now=now)
    assert len(refusal.value.messages) == 1
    assert not person.employments.exists()


def test_who_asked_meanwhile_is_confirmed_not_entered_twice():
    boss, person = manager(), PersonFactory(email="neu1@example.org")
    facts = {"organisation": site(), "programme": programme(), "function": "other"}
    request_employment(user=person, starts=(NOON - A_DAY).date(), now=NOON, **facts)
    accept_invitation(invitation=invited(boss), user=person, now=NOON)
    job = person.employments.get()
    assert (job.state, job.function, job.decided_by) == ("confirmed", "counsellor", boss)


def test_without_an_account_one_can_still_decline(client):
    invitation = invited(manager(), now=timezone.now())
    page = client.post(f"/einladung/{sign(invitation)}/", {"decline": "1"})
    assert page.status_code == 410
    invitation.refresh_from_db()
    assert invitation.state == "declined"


def test_what_was_answered_or_expired_long_ago_is_erased():
    boss = manager()
    kept, expired = invited(boss, 1), invited(boss, 2, now=NOON - 121 * A_DAY)
    settled = invited(boss, 3)
    facts = {"state": "declined", "settled_at": NOON - 91 * A_DAY}
    Invitation.objects.filter(pk=settled.pk).update(**facts)
    assert erase_old_invitations(now=NOON) == 2
    assert list(Invitation.objects.all()) == [kept]
    assert expired.expires_at < NOON


def test_the_list_costs_the_same_for_one_and_many(client, cost):
    boss = manager()
    client.force_login(boss)

    def list_of(numbers):
        for number in numbers:
            invited(boss, number)
        page = client.get("/team/einladungen/")
        return len(page.context["invitations"]), cost("/team/einladungen/"), cost("/team/")

    one = list_of([1])
    assert list_of([2, 3, 4, 5]) == (5, *one[1:])
