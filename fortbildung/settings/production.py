"""Real servers, named by the environment: nothing here has a default that would be unsafe."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import environ

from fortbildung.settings.base import *  # noqa: F403
from fortbildung.settings.base import (
    API_RATE,
    CACHE_OPTIONS,
    DATABASE_CONNECTIONS,
    FORM_RATE,
    PROOF_KEPT_YEARS,
    REPORT_PATIENCE,
    SEAL_FOLDER,
)

env = environ.Env()

DEBUG = False
DEMO = False
MAINTENANCE = env.bool("MAINTENANCE", default=False)
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_URL = env("SITE_URL", default=f"https://{ALLOWED_HOSTS[0]}")
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = [SITE_URL]

_database = env.db("DATABASE_URL")
# A folder instead of a host name means a socket.
_socket = {"HOST": unquote(_database["HOST"])}
DATABASES = {"default": _database | _socket | DATABASE_CONNECTIONS}
CELERY_BROKER_URL = env("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "fortbildung.shared.valkey.ValkeyCache",
        "LOCATION": CELERY_BROKER_URL,
        "OPTIONS": CACHE_OPTIONS,
    }
}

vars().update(env.email("EMAIL_URL"))
PROOF_KEPT_YEARS = env.int("PROOF_KEPT_YEARS", default=PROOF_KEPT_YEARS)
MAIL_RETENTION = timedelta(days=env.int("MAIL_RETENTION_DAYS", default=90))
REPORT_PATIENCE = timedelta(
    seconds=env.float("REPORT_PATIENCE", default=REPORT_PATIENCE.total_seconds())
)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"fortbildung@{ALLOWED_HOSTS[0]}")

# Secrets may lie in files: SEAL_PASSPHRASE_FILE names one.
secret = environ.FileAwareEnv()
SEAL_PASSPHRASE = secret("SEAL_PASSPHRASE")
SEAL_FOLDER = Path(env("SEAL_FOLDER", default=str(SEAL_FOLDER)))
SEAL_NAME = env("SEAL_NAME", default="Fortbildung")
SEAL_BACKEND = env("SEAL_BACKEND", default="pkcs12")
SEAL_TIMESTAMPS = env("SEAL_TSA_URL", default="")
if SEAL_BACKEND == "pkcs11":
    SEAL_DEVICE = {
        "module": env("SEAL_PKCS11_MODULE"),
        "token": env("SEAL_PKCS11_TOKEN"),
        "key": env("SEAL_PKCS11_KEY"),
        "pin": secret("SEAL_PKCS11_PIN"),
    }

API_RATE = {
    "token": env.int("API_RATE_PER_TOKEN", default=API_RATE["token"]),
    "address": env.int("API_RATE_PER_ADDRESS", default=API_RATE["address"]),
}
FORM_RATE = env.int("FORM_RATE_PER_ADDRESS", default=FORM_RATE)

SECURE_SSL_REDIRECT = True
# Monitors ask over the plain port inside the network.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Log-ins are limited per address of the client, which the proxies in front of us pass on.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
