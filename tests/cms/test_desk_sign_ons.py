"""The coordination keeps the associations' log-ins; nobody ever reads a secret again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import SignOn
from organisations.services.sign_ons import secret_of
from tests.cms.desk import text_of, to_the_admin
from tests.factories import association, coordinator
from tests.identity.saml import ISSUER, metadata

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
SECRET = "streng-geheim-4711"


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(coordinator()))
    return client


def at(name, *args):
    return reverse(f"desk_sign_ons:{name}", args=args)


def filled(**changes):
    return {
        "association": association().pk,
        "name": "AWO",
        "slug": "awo",
        "domains": "awo.example\nAWO-Kreis.example",
        "issuer": "https://anmeldung.awo.example",
        "client_id": "fortbildung",
        "new_secret": SECRET,
    } | changes


def test_a_sign_on_is_saved_and_its_secret_is_kept_but_not_shown(desk):
    saved = desk.post(at("add", "oidc"), filled(), follow=True)
    sign_on = SignOn.objects.get()
    assert saved.request["PATH_INFO"] == at("edit", sign_on.pk)
    assert "http://testserver/konto/oidc/awo/login/callback/" in text_of(saved)
    names = sorted(domain.name for domain in sign_on.domains.all())
    assert (names, sign_on.active) == (["awo-kreis.example", "awo.example"], False)
    assert SECRET not in saved.content.decode() + sign_on.secret
    desk.post(at("edit", sign_on.pk), filled(new_secret="", domains="awo.example", active="on"))
    sign_on.refresh_from_db()
    assert (secret_of(sign_on=sign_on), sign_on.active) == (SECRET, True)
    assert [domain.name for domain in sign_on.domains.all()] == ["awo.example"]
    desk.post(at("edit", sign_on.pk), filled(new_secret="neu", slug="anders"))
    sign_on.refresh_from_db()
    assert (secret_of(sign_on=sign_on), sign_on.slug) == ("neu", "awo")
    assert "awo.example" in text_of(desk.get(at("index")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"domains": "gmx.de"}, "Adresse bei gmx.de"),
        ({"domains": "@awo"}, "keine Mail-Domain"),
        ({"issuer": "http://awo.example"}, "https://"),
        ({"new_secret": ""}, "Feld"),
        ({"slug": "saml"}, "Wählen Sie"),
        ({"domains": "caritas.example"}, "gehört schon"),
    ],
)
def test_what_would_open_the_house_to_others_is_refused(desk, wrong, said):
    other = {"name": "Caritas", "slug": "caritas", "domains": "caritas.example"}
    desk.post(at("add", "oidc"), filled(**other))
    assert said in text_of(desk.post(at("add", "oidc"), filled(**wrong)))
    assert SignOn.objects.get().name == "Caritas"


def test_saml_is_described_by_its_metadata(desk):
    facts = filled(metadata="<html/>")
    assert "Metadaten" in text_of(desk.post(at("add", "saml"), facts))
    assert not SignOn.objects.exists()
    saved = desk.post(at("add", "saml"), filled(metadata=metadata()), follow=True)
    sign_on = SignOn.objects.get()
    assert (sign_on.issuer, sign_on.log_in_url) == (ISSUER, f"{ISSUER}/sso")
    assert "http://testserver/konto/saml/awo/metadata/" in text_of(saved)
    desk.post(at("edit", sign_on.pk), filled(metadata="", name="Arbeiterwohlfahrt"))
    sign_on.refresh_from_db()
    assert (sign_on.issuer, sign_on.name) == (ISSUER, "Arbeiterwohlfahrt")
    assert desk.get(at("add", "andere")).status_code == 404


def test_the_list_costs_the_same_for_one_and_many(desk):
    def cost(numbers):
        for number in numbers:
            facts = {"name": f"V{number}", "slug": f"v{number}", "domains": f"v{number}.example"}
            desk.post(at("add", "oidc"), filled(**facts))
        desk.get(at("index"))
        with CaptureQueriesContext(connection) as queries:
            assert len(desk.get(at("index")).context["rows"]) == numbers[-1]
        return len(queries)

    assert cost([1]) == cost([2, 3, 4, 5])
