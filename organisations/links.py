"""The link in an invitation: whoever holds it reads the mailbox it was sent to."""

from django.core import signing

SALT = "organisations.invitation"


def sign(invitation):
    """What stands in the address; whether it is still good, the row says."""
    return signing.dumps(invitation.pk, salt=SALT)


def read(token):
    """The key of the invitation; None when the token is forged."""
    try:
        return signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
