"""The link to a function mailbox: signed, for one decision, and only for some time."""

from datetime import timedelta

from django.core import signing

SALT = "courses.approval"
GOOD_FOR = timedelta(days=14)


def sign(step, *, now):
    """What stands in the address: which approval it is about, and until when it is good."""
    until = int((now + GOOD_FOR).timestamp())
    return signing.dumps({"step": step.pk, "until": until}, salt=SALT)


def read(token, *, now):
    """The key of the approval; None when the token is forged or too old."""
    try:
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return said["step"] if said["until"] > now.timestamp() else None
