"""The same by SAML: only what the association has signed, for us and now, lets anybody in."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from organisations.models import SignOn
from organisations.services.accounts import trust_address
from organisations.services.saml_metadata import read_metadata
from organisations.services.sign_ons import save_sign_on
from tests.factories import NOON, PersonFactory, association, coordinator
from tests.identity import saml

pytestmark = pytest.mark.django_db
MARIA = "maria@caritas.example"


@pytest.fixture
def client():
    return Client(headers={"host": "localhost"})


def save_caritas(**facts):
    sign_on = SignOn(
        association=association("Caritas"),
        name="Caritas",
        slug="caritas",
        protocol="saml",
        active=True,
        **read_metadata(text=saml.metadata()),
        **({"vouches_for_addresses": True} | facts),
    )
    domains, by = ["caritas.example"], coordinator()
    return save_sign_on(sign_on=sign_on, domains=domains, secret="", by=by, now=NOON)


def maria():
    person = PersonFactory(email=MARIA)
    trust_address(user=person)
    return person


def asked(client):
    page = client.post(reverse("organisations:sign_on", args=["caritas"]))
    assert page.context["address"].startswith(f"{saml.ISSUER}/sso?SAMLRequest=")
    return saml.request_in(page.context["address"])


def post(client, answer):
    """As the association's page does: from elsewhere, so without our session, then our redirect."""
    there = client.post("/konto/saml/caritas/acs/", {"SAMLResponse": answer})
    assert there.url == "/konto/saml/caritas/fertig/"
    return client.get(there.url)


def logged_in(client):
    return client.session.get("_auth_user_id")


def test_a_signed_answer_to_our_question_lets_in_who_is_registered(client):
    person = maria()
    save_caritas()
    assert post(client, saml.answer_to(asked(client), MARIA)).url == "/meine-fortbildungen/"
    assert logged_in(client) == str(person.pk)
    tie = SocialAccount.objects.get()
    assert (tie.provider, tie.uid, tie.extra_data) == ("caritas", "u-1", {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed_by": None},
        {"signed_by": "somebody else"},
        {"audience": "https://elsewhere.example/"},
    ],
)
def test_an_answer_that_is_not_signed_there_or_not_meant_for_us_is_refused(client, wrong):
    maria()
    save_caritas()
    assert post(client, saml.answer_to(asked(client), MARIA, **wrong)).status_code == 401
    assert logged_in(client) is None


def test_nobody_alters_a_signed_answer(client):
    maria()
    save_caritas()
    answer = saml.answer_to(asked(client), "x" + MARIA)
    altered = saml.b64encode(saml.b64decode(answer).replace(b"xmaria@", b"maria@")).decode()
    assert post(client, altered).status_code == 401
    assert logged_in(client) is None


def test_an_answer_counts_once_and_only_where_the_question_was_asked(client):
    maria()
    save_caritas()
    answer = saml.answer_to(asked(client), MARIA)
    other = Client(headers={"host": "localhost"})
    assert post(other, answer).status_code == 403
    assert post(client, answer).status_code == 302
    client.logout()
    assert post(client, answer).status_code == 403
    assert logged_in(client) is None


@pytest.mark.parametrize(
    ("facts", "email"),
    [({"vouches_for_addresses": False}, MARIA), ({}, "maria@awo.example")],
)
def test_unconfirmed_and_foreign_addresses_are_refused(client, facts, email):
    maria()
    trust_address(user=PersonFactory(email="maria@awo.example"))
    save_caritas(**facts)
    assert post(client, saml.answer_to(asked(client), email)).status_code == 403
    assert logged_in(client) is None


def test_our_metadata_names_where_answers_go_and_no_log_out(client):
    save_caritas()
    text = client.get("/konto/saml/caritas/metadata/").content.decode()
    assert f'Location="{saml.HERE}/acs/"' in text
    assert "SingleLogoutService" not in text
