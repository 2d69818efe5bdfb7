"""No form tells who has an account: the same answer, mails and work for everybody."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fortbildung.shared.models import OutgoingMail
from organisations.models import Employment, User
from organisations.services.accounts import trust_address
from tests.api.calling import bearing, secret_of
from tests.cms.desk import book
from tests.cms.site import in_days
from tests.factories import PersonFactory, counsellor, manager, programme, provider, site

pytestmark = pytest.mark.django_db
INSERTS = re.compile(r'INSERT INTO "?(\w+)')
STRANGER = "fremd@example.org"
WHO = ["niemand@example.org", "ada@example.org", "ohne@example.org", "aus@example.org"]


class Counting(MD5PasswordHasher):
    """Hashing is what takes long in the real one: so often was it done."""

    count = 0

    def encode(self, *args):
        Counting.count += 1
        return super().encode(*args)


@pytest.fixture(autouse=True)
def people(settings):
    """Somebody with a password, somebody without (who comes in otherwise), somebody locked out."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    _nobody, ada, without, inactive = WHO
    trust_address(user=PersonFactory(email=ada))
    person = PersonFactory(email=without)
    person.set_unusable_password()
    person.save()
    trust_address(user=person)
    trust_address(user=PersonFactory(email=inactive, is_active=False))


def sign_up(email):
    password = "Wannsee-Fortbildung-27"
    return {
        "first_name": "Kim",
        "last_name": "Muster",
        "email": email,
        "password1": password,
        "password2": password,
        "programme": programme().pk,
        "function": "counsellor",
        "starts": "2024-03-01",
    }


FORMS = {
    "log-in": (lambda: "/konto/login/", lambda email: {"login": email, "password": "falsch"}),
    "code": (lambda: "/konto/login/code/", lambda email: {"email": email}),
    "reset": (lambda: "/konto/password/reset/", lambda email: {"email": email}),
    "association": (lambda: "/konto/verband/", lambda email: {"email": email}),
    "sign-up": (lambda: reverse("organisations:sign_up", args=[site().pk]), sign_up),
}


def told(client, address, fields, email, *, as_json=False):
    """All that can be noticed, without what differs each time."""
    OutgoingMail.objects.all().delete()
    Counting.count = 0
    form = {"content_type": "application/json"} if as_json else {}
    answer = client.post(address, fields, **form)
    work, mails = Counting.count, list(OutgoingMail.objects.values_list("to", flat=True))
    pages = [answer.content, client.get(answer.url).content if answer.status_code == 302 else b""]
    text = "".join(page.decode() for page in pages)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text).replace(email, "…")
    leads = answer.headers.get("Location", "")
    return answer.status_code, leads, text, work, len(mails)


def written(client, address, fields):
    """The tables that were written to, those of what is undone again, too."""
    with CaptureQueriesContext(connection) as queries:
        client.post(address, fields)
    rows = [INSERTS.match(query["sql"]) for query in queries]
    return sorted(row[1] for row in rows if row), len(queries)


def test_a_sign_up_is_as_much_work_for_an_address_that_is_taken():
    address = reverse("organisations:sign_up", args=[site().pk])
    people = set(User.objects.values_list("pk", flat=True))
    written(Client(), address, sign_up("erste@example.org"))  # makes what is there
    (new,) = set(User.objects.values_list("pk", flat=True)) - people
    emails = ("neu@example.org", *WHO[1:])
    found = [written(Client(), address, sign_up(email)) for email in emails]
    tables, _statements = found[0]
    assert {"organisations_user", "account_emailaddress", "organisations_employment"} < set(tables)
    assert found == [found[0]] * len(WHO)
    known = {new, *people, User.objects.get(email="neu@example.org").pk}
    assert set(User.objects.values_list("pk", flat=True)) == known  # nobody else came of it
    assert Employment.objects.count() == 2


@pytest.mark.parametrize("form", ["code", "reset"])
def test_nobody_is_looked_for_as_long_as_somebody(form):
    address, fields = FORMS[form]
    written(Client(), address(), fields("erste@example.org"))  # makes what is there
    found = [written(Client(), address(), fields(email)) for email in WHO[:3]]
    assert found == [found[0]] * 3


@pytest.mark.parametrize("form", FORMS)
def test_no_form_tells_a_stranger_who_has_an_account(form):
    address, fields = FORMS[form]
    address()  # makes what is there
    found = [told(Client(), address(), fields(email), email) for email in WHO]
    assert found == [found[0]] * len(WHO)


def test_nor_does_the_change_of_ones_address_tell_it():
    found = []
    for email in WHO:
        client = Client()
        client.force_login(person := PersonFactory())
        trust_address(user=person)
        client.post("/konto/reauthenticate/", {"password": "geheim"})
        answer = told(client, "/konto/email/", {"action_add": "1", "email": email}, email)
        found.append([str(part).replace(person.email, "ich") for part in answer])
    assert found == [found[0]] * len(WHO)


def test_nor_does_a_form_in_which_one_names_somebody():
    """A deputy, a colleague who takes the seat, a person to book for: strangers are nobody."""
    elsewhere = counsellor(at=site("Stelle Zwei", below=provider("Träger Zwei")), email=STRANGER)
    boss, person = manager(), counsellor()
    seat = book(in_days(30), person)
    api = f"/api/v1/seminars/{seat.seminar.number}/enrolments"
    for who, address, fields in [
        (boss, "/team/vertretung/", {"starts": "2099-01-01", "ends": "2099-01-02"}),
        (person, reverse("courses:replace", args=[seat.pk]), {}),
        (boss, api, {}),
    ]:
        client = Client(headers=bearing(secret_of(who, "write")))
        client.force_login(who)
        name = {"/team/vertretung/": "deputy", api: "person"}.get(address, "email")
        found = [
            told(client, address, fields | {name: email}, email, as_json=address == api)
            for email in ("niemand@example.org", elsewhere.email)
        ]
        assert found[0] == found[1]
