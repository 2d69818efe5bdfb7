"""A file that was looked at travels along in the form, signed: nothing is kept in between."""

import zlib
from base64 import b64decode, b64encode
from datetime import timedelta

from django.core import signing

LARGEST = 1024 * 1024  # bytes; packed it must still fit into a form
SALT, GOOD_FOR = "organisations.staff_list", timedelta(hours=12)


def pack(data, *, digest, user):
    """The file and what it led to, for the second step of the same person."""
    file = b64encode(zlib.compress(data)).decode()
    return signing.dumps({"user": user.pk, "digest": digest, "file": file}, salt=SALT)


def unpack(draft, *, user):
    """File and digest; None for a draft that is forged, old or somebody else's."""
    try:
        said = signing.loads(draft, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if said["user"] != user.pk:
        return None
    return zlib.decompress(b64decode(said["file"])), said["digest"]
