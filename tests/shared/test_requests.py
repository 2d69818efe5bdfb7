"""What holds for every address: nonsense is refused, and what is private stays in no cache."""

import pytest
from django.urls import reverse

from organisations.models import Employment, Organisation
from organisations.models.tree import MOST_WORDS
from tests.factories import counsellor, manager, site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/buchen/%00/",
        "/seminare/%00.ics",
        "/zertifikate/%00.pdf",
        "/konto/signup/?q=%00",
        "/team/?q=M%00",
    ],
)
def test_a_null_character_is_a_bad_request_and_not_a_crash(client, address):
    client.force_login(manager())
    assert client.get(address).status_code == 400


def test_what_is_seen_after_the_log_in_stays_in_no_cache(client):
    address = reverse("certificates:check")
    check, log_in = client.get(address), client.get("/konto/login/")
    assert "no-store" in check.headers["Cache-Control"]
    assert "no-store" in log_in.headers["Cache-Control"]
    sign_up = "/konto/signup/"
    assert "Cache-Control" not in client.get(sign_up).headers
    client.force_login(counsellor())
    for private in ("/meine-fortbildungen/", "/konto/", "/konto/anstellung/"):
        assert "no-store" in client.get(private).headers["Cache-Control"]


@pytest.mark.parametrize("rows", [Organisation.objects.matching, Employment.objects.matching])
def test_a_search_for_a_thousand_words_costs_no_more_than_one_for_a_few(rows):
    """Anybody may search for a place; each word is one more look at every row."""
    few = " ".join(["mitte"] * MOST_WORDS)
    assert str(rows(f"{few} {'x ' * 1000}").query) == str(rows(few).query)


def test_a_search_still_needs_every_word():
    place = site()
    assert list(Organisation.objects.sites().matching("mitte berlin awo")) == [place]
    assert list(Organisation.objects.sites().matching("mitte hamburg")) == []
