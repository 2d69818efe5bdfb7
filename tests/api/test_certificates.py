"""Anybody may check a certificate; the answer is that of the page."""

import pytest
from django.utils import timezone

from certificates.checking import VERDICTS
from certificates.models import Certificate
from certificates.services.issuing import issue_due
from certificates.states import CertificateState
from tests.api.calling import problem
from tests.certificates.settled import AFTER, settled
from tests.factories import (
    NOON,
    counsellor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    settled(counsellor(first_name="Kim", last_name="Muster"))
    (made,) = issue_due(now=AFTER)
    return made


@pytest.mark.parametrize("state", CertificateState)
def test_a_certificate_is_checked_in_the_words_of_the_page(client, certificate, state):
    ended = None if state == CertificateState.ISSUED else AFTER
    Certificate.objects.update(state=state, ended_at=ended)
    answer = client.get(f"/api/v1/certificates/{certificate.code.lower()}")
    assert answer.json() == {
        "state": state.value,
        "verdict": str(VERDICTS[state]),
        "kind": "Teilnahmebescheinigung",
        "number": "AWO-2027-00001",
        "replaced_by": "",
        "office": "Zentralstelle AWO",
        "issued_on": "2027-01-01",
        "person": "K… M…",
        "course": certificate.facts["course"]["title"],
        "first_day": "2026-12-02",
        "last_day": "2026-12-03",
        "attended": 16.0,
        "offered": 16.0,
    }
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    page = client.get(f"/pruefen/{certificate.code}/").content.decode()
    assert str(VERDICTS[state]) in page


@pytest.mark.parametrize("code", ["K7QXM2RP9TLA", "quatsch"])
def test_an_unknown_code_is_not_found(client, code):
    assert problem(client.get(f"/api/v1/certificates/{code}"))["status"] == 404


def test_checks_are_counted_together_with_those_on_the_page(client, certificate, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    page, api = f"/pruefen/{certificate.code}/", f"/api/v1/certificates/{certificate.code}"
    assert {client.get(page).status_code for _ in range(15)} == {200}
    assert {client.get(api).status_code for _ in range(15)} == {200}
    assert problem(client.get(api))["status"] == 429
    assert client.get(page).status_code == 429
