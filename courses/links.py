"""Signed links: to a function mailbox, for one decision and some time; out of a saved search."""

from datetime import timedelta

from django.core import signing

SALT = "courses.approval"
SEARCH_SALT = "courses.search"
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


def sign_search(search):
    """What stands in the address that ends a saved search; it is good as long as the search."""
    return signing.dumps(search.pk, salt=SEARCH_SALT)


def read_search(token):
    """The key of the saved search; None when the token is forged."""
    try:
        return signing.loads(token, salt=SEARCH_SALT)
    except signing.BadSignature:
        return None
