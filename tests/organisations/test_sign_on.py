"""In through one's association: its word counts for its own people, and for nothing else."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment, SignOn, User
from organisations.services.accounts import trust_address
from organisations.services.sign_ons import save_sign_on
from tests.factories import NOON, PersonFactory, association, coordinator, office_staff, site
from tests.identity.oidc import come_through, connect, provider

pytestmark = pytest.mark.django_db
CALLBACK = "http://testserver/konto/oidc/awo/login/callback/"


def claims(email, **more):
    return {"email": email, "email_verified": True, "given_name": "Ada"} | more


PEOPLE = {
    "ada": claims("Ada@AWO.example", family_name="Lovelace"),
    "successor": claims("ada@awo.example"),
    "unverified": claims("ada@awo.example", email_verified=False),
    "said so": claims("ada@awo.example", email_verified="false"),
    "silent": claims("ada@awo.example", email_verified=None),
    "foreign": claims("ada@caritas.example"),
    "below": claims("ada@mail.awo.example"),
    "nameless": {},
}


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("provider")
    with provider(folder, people=PEOPLE, redirects=[CALLBACK]) as address:
        yield address


@pytest.fixture
def awo(issuer):
    return save_awo(issuer)


def save_awo(issuer, **facts):
    return connect(issuer, domain="awo.example", **facts)


def ada(**facts):
    person = PersonFactory(email="ada@awo.example", **facts)
    trust_address(user=person)
    return person


def logged_in(client):
    return client.session.get("_auth_user_id")


def test_who_is_registered_comes_in_and_goes_on_where_they_were(client, awo):
    person = ada()
    page = client.get("/konto/login/", {"next": "/konto/schluessel/"}).content.decode()
    assert 'href="/konto/verband/?next=%2Fkonto%2Fschluessel%2F"' in page
    answer = come_through(client, awo, "ada", next="/konto/schluessel/")
    assert answer.url == "/konto/schluessel/"
    assert logged_in(client) == str(person.pk)
    tie = SocialAccount.objects.get()
    assert (tie.user, tie.provider, tie.uid, tie.extra_data) == (person, "awo", "ada", {})
    mail = OutgoingMail.objects.get()
    assert mail.to == person.email


def test_who_is_known_there_comes_in_after_changing_the_address_here(client, awo):
    person = ada()
    come_through(client, awo, "ada")
    client.logout()
    User.objects.filter(pk=person.pk).update(email="privat@example.org")
    come_through(client, awo, "ada")
    assert logged_in(client) == str(person.pk)


@pytest.mark.parametrize(
    "name", ["unverified", "said so", "silent", "foreign", "below", "nameless"]
)
@pytest.mark.parametrize("registered", [True, False])
def test_nobody_comes_in_by_an_unverified_or_foreign_address(client, awo, name, registered):
    if registered:
        for email in {facts["email"].lower() for facts in PEOPLE.values() if facts}:
            trust_address(user=PersonFactory(email=email))
    answer = come_through(client, awo, name)
    assert answer.status_code == 403
    assert len(answer.context["reasons"]) == 1
    assert logged_in(client) is None
    assert not SocialAccount.objects.exists()
    assert client.get("/konto/beitreten/").url == "/konto/login/"  # nor do they sign up


def test_silence_about_addresses_is_enough_where_the_association_vouches_for_all(client, issuer):
    person, awo = ada(), save_awo(issuer, vouches_for_addresses=True)
    assert come_through(client, awo, "unverified").status_code == 403
    come_through(client, awo, "silent")
    assert logged_in(client) == str(person.pk)


def test_who_inherits_an_address_does_not_inherit_the_account(client, awo):
    person = ada()
    come_through(client, awo, "ada")
    client.logout()
    assert come_through(client, awo, "successor").status_code == 403
    assert logged_in(client) is None
    client.force_login(person)
    client.post(reverse("organisations:untie", args=[SocialAccount.objects.get().pk]))
    client.logout()
    come_through(client, awo, "successor")  # it was the same person after all
    assert logged_in(client) == str(person.pk)


def test_a_password_somebody_else_set_before_ends_and_the_address_is_confirmed(client, awo):
    PersonFactory(email="ada@awo.example")  # whoever that was: never confirmed
    assert come_through(client, awo, "ada").url == "/konto/confirm-email/"
    person = User.objects.get(email="ada@awo.example")
    assert (logged_in(client), person.has_usable_password()) == (None, False)


def join(client, awo):
    assert come_through(client, awo, "ada").url == "/konto/beitreten/"
    elsewhere = site("Stelle Mitte", below=association("Caritas").add_child(**a_provider()))
    found = client.get("/konto/beitreten/", {"q": "mitte"}).context["places"]
    assert [place.name for place in found] == ["Beratungsstelle Mitte"] != [elsewhere.name]
    form = client.get(f"/konto/beitreten/{found[0].pk}/").context["form"]
    assert [form.get_initial_for_field(form.fields[name], name) for name in form.fields][:3] == [
        "Ada",
        "Lovelace",
        "ada@awo.example",
    ]
    job = {"programme": found[0].programmes.get().pk, "function": "counsellor"}
    facts = {"first_name": "Ada", "last_name": "Lovelace", "email": "eine@andere.example"}
    return client.post(f"/konto/beitreten/{found[0].pk}/", job | facts | {"starts": "2024-03-01"})


def a_provider():
    kind, state = "provider", site().state
    return {"kind": kind, "name": "Träger C", "state": state}


@pytest.mark.parametrize(("authoritative", "state"), [(False, "requested"), (True, "confirmed")])
def test_who_is_new_says_where_they_work_and_is_in(client, issuer, authoritative, state):
    site()
    awo = save_awo(issuer, confirms_employments=authoritative)
    assert join(client, awo).url == "/meine-fortbildungen/"
    person = User.objects.get(email="ada@awo.example")
    assert logged_in(client) == str(person.pk)
    assert (str(person), person.has_usable_password()) == ("Ada Lovelace", False)
    job = Employment.objects.get(user=person)
    assert (job.organisation, job.state) == (site(), state)
    client.logout()
    come_through(client, awo, "ada")
    assert logged_in(client) == str(person.pk)


@pytest.mark.parametrize("checks", [True, False])
def test_an_office_needs_its_second_factor_unless_the_association_asks_for_one(
    client, issuer, settings, checks
):
    settings.SECOND_FACTOR_REQUIRED = True
    person = office_staff(email="ada@awo.example")
    trust_address(user=person)
    come_through(client, save_awo(issuer, checks_second_factor=checks), "ada")
    answer = client.get("/konto/")
    assert (answer.status_code == 200) == checks
    assert checks or answer.url == "/konto/2fa/"


def test_a_log_in_elsewhere_does_not_stand_for_that_second_factor(client, issuer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    save_awo(issuer, checks_second_factor=True)
    person = office_staff()
    trust_address(user=person)
    client.post("/konto/login/", {"login": person.email, "password": "geheim"})
    assert client.get("/konto/").url == "/konto/2fa/"


def test_the_address_alone_leads_to_the_association_whoever_has_an_account(client, awo):
    ada()
    there = [
        client.post("/konto/verband/", {"email": email}).context["address"].partition("?")[0]
        for email in ("ada@awo.example", "niemand@AWO.example")
    ]
    assert there == [f"{awo.issuer}/auth"] * 2
    refused = client.post("/konto/verband/", {"email": "ada@caritas.example"})
    assert list(refused.context["form"].errors) == ["email"]


def test_a_log_in_that_is_not_offered_any_more_lets_nobody_in(client, awo):
    ada()
    page = client.post(reverse("organisations:sign_on", args=[awo.slug]))
    SignOn.objects.update(active=False)
    state = page.context["address"].partition("state=")[2].partition("&")[0]
    assert client.get(CALLBACK, {"state": state, "code": "x"}).status_code == 404
    assert client.post(reverse("organisations:sign_on", args=["awo"])).status_code == 404
    assert "/konto/verband/" not in client.get("/konto/login/").content.decode()


def test_an_answer_nobody_asked_for_and_a_log_in_that_is_away_are_said_calmly(client, issuer):
    save_awo(issuer)
    assert client.get(CALLBACK, {"state": "x", "code": "x"}).status_code == 401
    SignOn.objects.update(issuer="http://127.0.0.1:9")
    answer = client.post(reverse("organisations:sign_on", args=["awo"]))
    assert answer.status_code == 401
    assert answer.templates[0].name == "socialaccount/authentication_error.html"


def test_another_client_is_another_log_in_whose_people_nobody_knows_yet(client, awo):
    ada()
    come_through(client, awo, "ada")
    awo.client_id = "neu"
    save_sign_on(sign_on=awo, domains=["awo.example"], secret="", by=coordinator(), now=NOON)
    assert not SocialAccount.objects.exists()
