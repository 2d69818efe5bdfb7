"""Two associations with log-ins of their own, for tests that never go there."""

from allauth.socialaccount.models import SocialAccount

from organisations.models import SignOn
from tests.factories import NOON, association


def came_through(person):
    """The log-ins of two associations, and somebody who is known at one."""
    facts = {
        "association": association(),
        "active": True,
        "changed_at": NOON,
        "issuer": "https://x",
        "client_id": "x",
        "secret": "x",
        "log_in_url": "https://x.example/",
        "certificate": "x",
    }
    sign_on, saml = (
        SignOn.objects.create(name=protocol, slug=f"dienst-{protocol}", protocol=protocol, **facts)
        for protocol in ("oidc", "saml")
    )
    tie = SocialAccount.objects.create(user=person, provider=sign_on.slug, uid="x")
    return {"sign_on": sign_on, "saml": saml, "tie": tie}
