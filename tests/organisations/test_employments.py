"""Employments: said by the person, confirmed by a manager of the place, once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from organisations.services.employments import (
    confirm_employment,
    decline_employment,
    request_employment,
)
from tests.factories import (
    A_DAY,
    NOON,
    PersonFactory,
    association,
    manager,
    office,
    programme,
    provider,
    site,
)
from tests.post import letter

pytestmark = pytest.mark.django_db


def asked(user=None, at=None, **changes):
    facts = {
        "user": user or PersonFactory(),
        "organisation": at or site(),
        "programme": programme(),
        "function": "counsellor",
        "starts": date(2026, 10, 1),
        "now": NOON,
    }
    return request_employment(**facts | changes)


def told():
    return set(OutgoingMail.objects.values_list("to", flat=True))


def test_managers_of_the_site_and_above_are_asked_each_by_one_mail():
    near, far, elsewhere = manager(site()), manager(association()), manager(provider("Zwei"))
    request = asked()
    assert told() == {near.email, far.email}
    assert elsewhere.email not in told()
    body = letter(to=near.email).body
    assert f"{request.user} ({request.user.email})" in body
    assert "/team/" in body


def test_without_managers_the_nearest_mailbox_is_asked():
    traeger = provider()
    traeger.email = "traeger@example.org"
    traeger.save()
    asked()
    assert told() == {"traeger@example.org"}


def test_without_managers_and_mailbox_the_central_office_is_asked():
    asked()
    assert told() == set()
    asked(at=site("Stelle Zwei"), user=(office(), PersonFactory())[1])
    assert told() == {"awo@example.org"}


def test_a_manager_confirms_and_the_person_is_told():
    boss, request = manager(), asked()
    confirm_employment(employment=request, by=boss, now=NOON + A_DAY)
    request.refresh_from_db()
    assert (request.state, request.decided_by, request.decided_at) == (
        "confirmed",
        boss,
        NOON + A_DAY,
    )
    assert OutgoingMail.objects.filter(to=request.user.email).count() == 1


def test_once_one_manager_has_decided_the_mail_to_the_others_is_not_written_any_more():
    boss, _other, request = manager(), manager(site()), asked()
    confirm_employment(employment=request, by=boss, now=NOON)
    assert letter().to == request.user.email
    assert OutgoingMail.objects.exclude(dropped_at=None).count() == 2


def test_a_manager_declines_with_a_reason_and_the_person_may_ask_again():
    boss, request = manager(), asked()
    decline_employment(employment=request, by=boss, reason="Nicht bei uns & O’Neill", now=NOON)
    assert "Nicht bei uns & O’Neill" in letter(to=request.user.email).body
    assert asked(user=request.user).state == "requested"


@pytest.mark.parametrize("of", [lambda: provider("Träger Zwei"), lambda: site("Stelle Zwei")])
def test_managers_of_other_places_may_not_decide(of):
    request, stranger = asked(), manager(of())
    with pytest.raises(Refused) as refusal:
        confirm_employment(employment=request, by=stranger, now=NOON)
    assert len(refusal.value.messages) == 1
    request.refresh_from_db()
    assert request.state == "requested"


def test_a_request_is_decided_once():
    boss, request = manager(), asked()
    confirm_employment(employment=request, by=boss, now=NOON)
    with pytest.raises(Refused, match="bestätigt"):
        decline_employment(employment=request, by=boss, reason="Doch nicht", now=NOON)
    request.refresh_from_db()
    assert request.state == "confirmed"


def test_the_same_employment_is_not_asked_for_twice():
    request = asked()
    with pytest.raises(ValidationError):
        asked(user=request.user)
    assert asked(user=request.user, at=site("Stelle Zwei")).state == "requested"


@pytest.mark.parametrize(
    "change",
    [
        lambda: {"organisation": association()},
        lambda: {"programme": programme("JMD")},
        lambda: {"starts": date(1926, 1, 1)},
        lambda: {"starts": date(2028, 1, 1)},
    ],
)
def test_what_cannot_be_is_refused(change):
    with pytest.raises(Refused) as refusal:
        asked(**change())
    assert len(refusal.value.messages) == 1
    assert told() == set()


def test_nobody_asks_everywhere_at_once():
    person = PersonFactory()
    for number in range(5):
        asked(user=person, at=site(f"Stelle {number}"))
    with pytest.raises(Refused, match="5"):
        asked(user=person, at=site("Stelle 5"))
    assert person.employments.count() == 5


def test_a_provider_offers_what_its_sites_offer_and_a_bare_one_everything():
    site()
    jmd = programme("JMD")
    with pytest.raises(Refused):
        asked(at=provider(), programme=jmd)
    assert asked(at=provider("Träger Neu"), programme=jmd).state == "requested"
