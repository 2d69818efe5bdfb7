"""The test suite: the demo's servers, a database and a broker of its own."""

import os

from fortbildung.settings.base import VAR_DIR
from fortbildung.settings.demo import *  # noqa: F403
from fortbildung.settings.demo import CACHES, STORAGES

DEMO = False
PAGES_KEPT = None  # keys come again from test to test
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")
# Workers share the cache server, not what is in it.
CACHES = {"default": CACHES["default"] | {"KEY_PREFIX": f"test-{WORKER}"}}
WHITENOISE_AUTOREFRESH = True  # nothing has been collected into STATIC_ROOT
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / "test" / WORKER / "media"
SEAL_FOLDER = VAR_DIR / "test" / WORKER / "seal"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "test" / WORKER,
            "base_url": None,
        },
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
