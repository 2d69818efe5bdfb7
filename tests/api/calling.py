"""What the tests of the API share: keys, and answers as they are read."""

from datetime import timedelta

from django.utils import timezone

from organisations.services.accounts import trust_address
from organisations.services.tokens import create_token

A_YEAR = timedelta(days=365)
PROBLEM = "application/problem+json"


def secret_of(person, scope="read", *, valid=A_YEAR, now=None):
    """The secret of a new token of `person`, whose address counts as confirmed."""
    now = now or timezone.now()
    trust_address(user=person)
    _token, secret = create_token(
        user=person, name="Test", scope=scope, expires_at=now + valid, now=now
    )
    return secret


def bearing(secret, **headers):
    """The headers of a request with this secret, for Django's test client."""
    return {"Authorization": f"Bearer {secret}", **headers}


def problem(response):
    """The body of a problem, which has all that belongs to one."""
    body = response.json()
    assert response["Content-Type"] == PROBLEM
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["detail"]
    assert body["instance"] == response.wsgi_request.path
    return body
