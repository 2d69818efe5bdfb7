"""The associations' log-ins in the words of allauth, which talks to them."""

from allauth.socialaccount.models import SocialApp
from django.conf import settings

from organisations.services.sign_ons import secret_of
from organisations.states import SignOnProtocol

# Under which names log-ins send what we ask for; the first that is there counts.
ATTRIBUTES = {
    "uid": [
        "urn:oasis:names:tc:SAML:attribute:subject-id",
        "urn:oasis:names:tc:SAML:attribute:pairwise-id",
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
    ],
    "email": [
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "email",
        "mail",
    ],
    "email_verified": ["http://schemas.auth0.com/email_verified", "email_verified"],
    "first_name": [
        "urn:oid:2.5.4.42",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
        "givenName",
        "firstName",
    ],
    "last_name": [
        "urn:oid:2.5.4.4",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
        "sn",
        "lastName",
    ],
}


def apps_for(sign_ons, provider, client_id):
    """Allauth's descriptions of the sign-ons it means; rows of ours, never of allauth's."""
    for sign_on in sign_ons:
        is_oidc = sign_on.protocol == SignOnProtocol.OIDC
        kind = "openid_connect" if is_oidc else "saml"
        client = sign_on.client_id if is_oidc else sign_on.slug
        if provider in ("", kind, sign_on.slug) and client_id in ("", client):
            yield app_of(sign_on, kind, client)


def app_of(sign_on, kind, client):
    app = SocialApp(provider=kind, provider_id=sign_on.slug, name=sign_on.name, client_id=client)
    if sign_on.protocol == SignOnProtocol.OIDC:
        app.secret = secret_of(sign_on=sign_on)
        app.settings = {"server_url": sign_on.issuer.rstrip("/"), "oauth_pkce_enabled": True}
    else:
        app.settings = _saml(sign_on)
    return app


def _saml(sign_on):
    """At least the answer or the assertion in it is signed; that is never optional."""
    return {
        "idp": {
            "entity_id": sign_on.issuer,
            "sso_url": sign_on.log_in_url,
            "x509cert": sign_on.certificate,
        },
        "attribute_mapping": ATTRIBUTES,
        "advanced": {
            "strict": True,
            "reject_idp_initiated_sso": True,
            "allow_single_label_domains": settings.SIGN_ON_ON_THIS_MACHINE,
        },
    }


def says_verified(word, *, otherwise):
    """Whether the address is confirmed; `otherwise` counts where nothing is said about it."""
    if word in (None, ""):
        return otherwise
    return word is True or str(word).lower() == "true"
