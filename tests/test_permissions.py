"""Every route has a declared policy, and keeps it. A new route without one fails here."""

import re
from operator import attrgetter

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.models import User
from tests.answers import ENTRANCE, LOG_IN
from tests.api.calling import bearing, secret_of
from tests.caches import away, fresh
from tests.guarded import GUARDED
from tests.policies import KEYED, OPEN, POLICIES, WAGTAIL
from tests.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

# What a form could send to do harm, should it be let in.
FORM = {"reason": "Nein", "first_name": "Kim", "last_name": "Anders", "course": "1"}
FORM |= {"subject": "Neu", "body": "Neu", "audiences": "participants"}
FORM |= {"diet": "vegan", "accessibility": "Rampe"}
FORM |= {"words": "eins, zwei"}
FORM |= {"code": "NEU", "name": "Neu", "policy": "warn"}
DOORS = ["/verwaltung/", "/verwaltung/logout/"]
OUTSIDE = ["stranger", "counsellor", "manager", "auditor", "trainer"]


def routes(resolver=None, prefix="", names=()):
    """Every route as (path pattern, full name)."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from routes(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield pattern, ":".join((*names, entry.name or f"<{pattern}>"))


def wagtails_own(pattern, name):
    declared = name in {policy[0] for policy in POLICIES}
    return pattern.startswith(WAGTAIL) and not declared and not name.startswith("desk_")


def wagtail_addresses():
    """An address for each route of Wagtail's admin, with 1 and x for what it asks for."""
    for pattern in (pattern for pattern, name in routes() if wagtails_own(pattern, name)):
        address = re.sub(r"<int:\w+>", "1", pattern.replace(".*", "x"))
        address = re.sub(r"<(str|slug):\w+>|<uidb64>|<token>", "x", address)
        address = re.sub(r"\(\?P<\w+>\\d\+\)", "1", address)
        address = re.sub(r"\(\?P<\w+>(\w+)\|[^)]+\)", r"\1", address)
        yield "/" + re.sub(r"[\\^$]", "", address)


@pytest.fixture(autouse=True)
def _nobody_asks_what_templates_were_told(monkeypatch):
    """The test client copies it for each of the hundreds of templates of a page."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)


@pytest.fixture
def world(settings, tmp_path):
    """With files and a cache of its own: log-ins and checks are counted there.

    Everybody asks for everything, which is more than one address may ask of the API in a minute.
    """
    settings.MEDIA_ROOT = tmp_path
    settings.API_RATE = dict.fromkeys(settings.API_RATE, 10_000)
    fresh(settings)
    return build()


def browser(person=None, **options):
    client = Client(**options)
    if person:
        client.force_login(person)
    return client


def answer(response):
    """The status, or where the response leads if that is the same place for all objects."""
    if response.streaming:
        list(response)  # closes the file
    place = response.url.partition("?")[0] if response.status_code == 302 else ""
    return place if place and not re.search(r"/\d+/", place) else response.status_code


def addressed(world, policies=POLICIES):
    """Each policy with the address it is tried at."""
    for name, policy, *arguments in policies:
        found = [attrgetter(argument)(world) for argument in arguments]
        yield name, policy, reverse(name, args=found)


def everything():
    """What could have been changed."""
    rows = [list(model.objects.order_by("pk").values()) for model in GUARDED]
    return [*rows, User.objects.count()]


def test_every_route_has_a_policy():
    declared = {policy[0] for policy in POLICIES}
    assert {name for path, name in routes() if not wagtails_own(path, name)} == declared


def test_everybody_gets_exactly_what_the_policies_say_and_asking_changes_nothing(world):
    before, wrong = everything(), {}
    for role, person in world.people.items():
        client = browser(person)
        for name, policy, address in addressed(world):
            if (got := answer(client.get(address))) != policy[role]:
                wrong[role, name] = got
    assert wrong == {}
    assert everything() == before


@pytest.mark.parametrize("role", ["stranger", "counsellor", "manager"])
def test_with_the_cache_away_everybody_gets_the_same(world, settings, role):
    """Only the monitors are told."""
    away(settings)
    client = browser(world.people[role])
    got = {name: answer(client.get(address)) for name, _policy, address in addressed(world)}
    told = {name: policy[role] for name, policy, _address in addressed(world)}
    assert got == told | {"shared:ready": 503}


def test_a_token_opens_exactly_what_the_policies_say(world):
    wrong = {}
    for role, person in world.people.items():
        headers = bearing(secret_of(person)) if person else {}
        for name, policy, address in addressed(world, KEYED):
            if (got := answer(Client().get(address, headers=headers))) != policy[role]:
                wrong[role, name] = got
    assert wrong == {}


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_from_outside_gets_into_wagtails_admin(world, role):
    client = browser(world.people[role])
    found = {address: answer(client.get(address)) for address in wagtail_addresses()}
    told = {address: policy[role] for address, policy in OPEN.items()}
    inside = 404 if world.people[role] else ENTRANCE  # whoever is logged in learns nothing
    assert found == dict.fromkeys(found, inside) | dict.fromkeys(DOORS, ENTRANCE) | told


def test_who_may_not_read_may_not_write_either(world):
    before, wrong = everything(), {}
    for role, person in world.people.items():
        client = browser(person)
        for name, policy, address in addressed(world):
            if policy[role] not in (401, 404, LOG_IN, ENTRANCE):
                continue
            if (got := answer(client.post(address, FORM))) not in (policy[role], 405):
                wrong[role, name] = got
    assert wrong == {}
    assert everything() == before


def test_nothing_is_changed_from_another_site(world):
    """Whoever is logged in: a form without our token is refused, everywhere but in the API.

    There a log-in counts for nothing, so a form on another site is a stranger's: the check of a
    certificate, which changes nothing, misses its file (422). And where an
    association's SAML log-in answers, the answer is kept until the person comes to fetch it.
    """
    client = browser(world.people["office"], enforce_csrf_checks=True)
    tried = {address for _name, _policy, address in addressed(world)}
    api = {address for address in tried if address.startswith("/api/")}
    assert {client.post(address).status_code for address in api} <= {401, 403, 404, 405, 422}
    addresses = tried - api - {"/konto/saml/dienst-saml/acs/"}
    found = {a: client.post(a).status_code for a in [*addresses, *wagtail_addresses()]}
    assert found == dict.fromkeys(found, 403)


def test_every_form_of_a_stranger_has_a_limit(world, settings):
    """And whoever has reached it reads when to try again. The API's description takes no form."""
    settings.FORM_RATE, settings.API_RATE = 0, {"token": 0, "address": 0}
    client = browser()
    tried = {address for _name, _policy, address in addressed(world, [*POLICIES, *KEYED])}
    found = {address: client.post(address) for address in [*tried, *wagtail_addresses()]}
    limited = {a for a, response in found.items() if response.status_code == 429}
    assert all(int(found[address]["Retry-After"]) in range(1, 61) for address in limited)
    rest = {a: r.status_code for a, r in found.items() if a not in limited}
    described = {"/api/v1/docs", "/api/v1/openapi.json"}
    assert {a for a, status in rest.items() if status not in (404, 405)} <= described
    assert {a for a in rest if not a.startswith("/api/")} == set()
