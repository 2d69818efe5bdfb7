"""Every page there is, and who looks at it; gathered inside the stack that serves them."""

import json
from pathlib import Path

from django.conf import settings
from wagtail.models import Page

from tests.policies import POLICIES
from tests.test_permissions import addressed, browser
from tests.world import build
from tests.world_proofs import ask_for_much

LOOKING = ["stranger", "counsellor", "manager", "trainer", "auditor", "office", "coordination"]
NOWHERE = "/gibt-es-nicht/"
FOUND = "/katalog/?q=Aufenthaltsrech"
# Swagger UI is drawn elsewhere, with contrasts and headings of its own; the page for checking in
# without a connection leads back as soon as there is one.
LEFT_OUT = {"api:openapi-view", "courses:check_in_offline"}


def gather(file):
    """Write to `file` who has which session and looks where; files and parts are among it.

    What everybody sees alike is looked at once; what only some may see, by each of them.
    """
    world = build()
    ask_for_much()
    world.people = {role: world.people[role] for role in LOOKING}
    seen, tours = set(), {}
    for role, person in world.people.items():
        client = browser(person, SERVER_NAME="127.0.0.1")
        asked = [*routes_for(role, world), *pages_for(role)]
        tours[role] = {
            "session": person and client.cookies[settings.SESSION_COOKIE_NAME].value,
            "addresses": sorted({each for each, alike in asked if (each, alike) not in seen}),
        }
        seen |= {(address, True) for address, alike in asked if alike}
    Path(file).write_text(json.dumps(tours), encoding="utf-8")


def routes_for(role, world):
    """Each address this role may open, and whether all others who have an account may, too."""
    for name, policy, address in addressed(world, POLICIES):
        if policy[role] == 200 and name not in LEFT_OUT:
            yield address, all(policy[other] == 200 for other in LOOKING[1:])


def pages_for(role):
    """What stands on the site, and where the desk begins."""
    if role == "stranger":
        for page in Page.objects.live().filter(depth__gt=1):
            yield page.get_url(), True
        yield from [(NOWHERE, True), (FOUND, True)]
    if role in {"office", "coordination"}:
        yield "/verwaltung/", False
