"""Nothing typed is lost when the log-in had ended; and the pages for when nothing works."""

import pytest
from django.test import Client

from organisations.services.accounts import trust_address
from tests.caches import fresh
from tests.factories import counsellor

pytestmark = pytest.mark.django_db
FORM, ENTRIES = "/konto/name/", {"first_name": "Kim Anna", "last_name": "Wolf & Söhne"}


@pytest.fixture
def person(settings):
    fresh(settings)
    person = counsellor()
    trust_address(user=person)
    return person


def log_in(client, person):
    data = {"login": person.email, "password": "geheim", "next": FORM}
    return client.post("/konto/login/", data)


def filled_in(page):
    return dict(page.context["form"].data.items())


def test_a_form_sent_after_the_session_ended_is_there_again_after_the_log_in(client, person):
    sent = client.post(FORM, ENTRIES | {"csrfmiddlewaretoken": "x", "password1": "geheim"})
    assert sent.url == f"/konto/login/?next={FORM}"
    assert log_in(client, person).url == FORM
    page = client.get(FORM)
    assert filled_in(page) == ENTRIES
    assert 'value="Wolf &amp; Söhne"' in page.content.decode()
    assert client.post(FORM, filled_in(page)).url == "/konto/"
    person.refresh_from_db()
    assert str(person) == "Kim Anna Wolf & Söhne"
    assert filled_in(client.get(FORM)) == {}


def test_what_was_wrong_about_it_is_said_at_once(client, person):
    client.post(FORM, ENTRIES | {"first_name": ""})
    log_in(client, person)
    form = client.get(FORM).context["form"]
    assert list(form.errors) == ["first_name"]
    person.refresh_from_db()
    assert person.first_name == "Kim"


@pytest.mark.parametrize("more", [{"button": "save"}, {"rows-0-name": "x"}])
def test_what_the_form_has_no_field_for_is_shown_and_sent_as_it_was(client, person, more):
    client.post(FORM, ENTRIES | more)
    log_in(client, person)
    page = client.get(FORM)
    assert dict(page.context["fields"]) == ENTRIES | more
    assert "Wolf &amp; Söhne" in page.content.decode()


def test_it_can_be_discarded_and_shows_at_its_own_address_only(client, person):
    client.post(FORM, ENTRIES)
    log_in(client, person)
    assert "verwerfen" not in client.get("/konto/").content.decode()
    assert "?verwerfen=1" in client.get(FORM).content.decode()
    assert client.get(f"{FORM}?verwerfen=1").url == FORM
    assert filled_in(client.get(FORM)) == {}


def test_a_form_with_a_token_from_before_is_asked_about_again_but_never_another_sites(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    own, other = {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "cross-site"}
    assert client.post(FORM, ENTRIES, headers=other).status_code == 403
    assert filled_in(client.get(FORM)) == {}
    assert client.post(FORM, ENTRIES, headers=own).url == FORM
    assert filled_in(client.get(FORM)) == ENTRIES


def test_during_maintenance_every_page_says_so_without_the_database(
    client, settings, django_assert_num_queries
):
    settings.MAINTENANCE = True
    with django_assert_num_queries(0):
        page = client.get("/katalog/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "600")
    assert page.content.decode().count("<h1") == 1
    assert client.get("/health/live").status_code == 200


def test_the_page_for_no_connection_needs_nobody_and_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/offline/").content.decode().count("<h1") == 1
        assert client.get("/offline.js").headers["Content-Type"].startswith("text/javascript")
