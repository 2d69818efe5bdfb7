"""The demo and daily development: real servers of our own under `var/`, nothing to configure."""

import os
from datetime import timedelta
from urllib.parse import unquote

import environ

from fortbildung.settings.base import *  # noqa: F403
from fortbildung.settings.base import CACHE_OPTIONS, DATABASE_CONNECTIONS, INSTALLED_APPS, VAR_DIR
from fortbildung.shared import embedded

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = True
# Whoever looks around has no authenticator app for made-up people.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
SIGN_ON_ON_THIS_MACHINE = True
INSTALLED_APPS = ["fortbildung.demo", *INSTALLED_APPS]
SECRET_KEY = "demo-only-" + "0" * 50
SEAL_PASSPHRASE = "demo-only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = []

DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.postgres_url(VAR_DIR)
_database = env.db_url_config(DATABASE_URL)
_socket = {"HOST": unquote(_database["HOST"])}  # its folder
DATABASES = {"default": _database | _socket | DATABASE_CONNECTIONS}
CELERY_BROKER_URL = os.environ.get("REDIS_URL") or embedded.valkey_url(VAR_DIR)
CACHES = {
    "default": {
        "BACKEND": "fortbildung.shared.valkey.ValkeyCache",
        "LOCATION": CELERY_BROKER_URL.replace("redis+socket://", "unix://"),
        "OPTIONS": CACHE_OPTIONS,
    }
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
if "EMAIL_URL" in os.environ:
    vars().update(env.email("EMAIL_URL"))
if "REPORT_PATIENCE" in os.environ:
    REPORT_PATIENCE = timedelta(seconds=env.float("REPORT_PATIENCE"))
SITE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
WAGTAILADMIN_BASE_URL = SITE_URL
