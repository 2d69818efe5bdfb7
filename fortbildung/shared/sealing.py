"""What the database keeps but nobody who steals a copy of it may read.

The key follows from `SECRET_KEY`; new with the first key, readable with those before it too.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text, *, purpose):
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed, *, purpose):
    return _box(purpose).decrypt(sealed.encode()).decode()


def _box(purpose):
    """Of its own for each purpose, so that nothing sealed for one opens as another."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [sha256(purpose.encode() + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
