"""What holds everywhere; `demo`, `test` and `production` only add where they run."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from fortbildung.settings.logs import LOGGING  # noqa: F401 – a setting
from fortbildung.settings.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401 – a setting
from fortbildung.settings.seal import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "fortbildung.shared",
    "organisations",
    "courses",
    "certificates",
    "reports",
    "cms",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.embeds",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # it hides the lengths that would betray a secret
    "fortbildung.shared.csp.PolicyMiddleware",
    "fortbildung.shared.requests.Maintenance",
    "fortbildung.shared.requests.RefuseNullCharacters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "cms.desk.entrance.GermanAdmin",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fortbildung.shared.requests.KeepPrivate",
    "fortbildung.shared.rate_limit.LimitForms",
    "allauth.account.middleware.AccountMiddleware",
    "organisations.guard.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fortbildung.shared.typed.KeepTyped",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "fortbildung.urls"
WSGI_APPLICATION = "fortbildung.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# A thread keeps its connection: opening one costs more than most of what is asked through it.
DATABASE_CONNECTIONS = {
    "ENGINE": "fortbildung.shared.postgresql",
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    # Of fortbildung/shared/trips.py; the ORM prepares nothing. One plan for all parameters: to plan
    # anew for each person took PostgreSQL longer than to answer.
    "OPTIONS": {"prepare_threshold": 2, "options": "-c plan_cache_mode=force_generic_plan"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/meine-fortbildungen/"
ACCOUNT_ADAPTER = "organisations.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "organisations.forms.OwnPasswordForm",
    "request_login_code": "organisations.forms.CodeForm",
    "reset_password": "organisations.forms.ResetForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one address per person: a new one replaces the old when verified
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # the address is changed with the password only
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: the mail comes through the outbox
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "organisations.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Fortbildung"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks of telephones differ
# A new address counts once it is confirmed and the person proved who they are; see above.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Offices, coordination and whoever else may enter the admin log in with a second factor.
SECOND_FACTOR_REQUIRED = True

# The log-ins of associations are rows, see organisations/models/sign_ons.py
SOCIALACCOUNT_ADAPTER = "organisations.adapters.SignOnAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # one says where one works
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True  # and is known again from then on
SIGN_ON_ON_THIS_MACHINE = False  # whether its log-in may be at http://127.0.0.1

# Where and when
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "fortbildung" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
KERN_DIR = BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"
STATICFILES_DIRS = [
    BASE_DIR / "fortbildung" / "static",
    ("kern", KERN_DIR),
    ("jsqr", BASE_DIR / "node_modules" / "jsqr" / "dist"),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "fortbildung.shared.fonts.FontsFinder",
]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Certificates: never served by address, only through a view that asks who is asking.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SEAL_FOLDER = VAR_DIR / "seal"  # keys, encrypted; the rest stands in fortbildung/settings/seal.py

# Mail: rows first, see fortbildung/shared/mail.py
DEFAULT_FROM_EMAIL = "fortbildung@example.org"
EMAIL_TIMEOUT = 10  # seconds; else a server that never answers would block the worker for good
MAIL_RETENTION = timedelta(days=90)  # then text and attachments of what was settled are erased
# Funders may ask that long, after the year of a seminar, who took part in it.
PROOF_KEPT_YEARS = 5
# What an office may attach to a message; larger mails do not arrive everywhere.
MESSAGE_FILES = {
    "bytes": 8 * 1024 * 1024,  # all together
    "extensions": ["pdf", "docx", "odt", "xlsx", "ods", "pptx", "odp", "ics", "txt", "png", "jpg"],
}

# Work behind the scenes
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page must not wait for a broker that is away: the beat finds what was left behind.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CACHE_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 1}  # nor for a cache
CELERY_TIMEZONE = TIME_ZONE

# Checking in at a session
CHECK_IN_BEFORE = timedelta(minutes=60)  # before the beginning
CHECK_IN_AFTER = timedelta(minutes=60)  # after the end
CHECK_IN_GRACE = timedelta(minutes=15)  # that late, or leaving that early, is not counted
CHECK_IN_TOLERANCE = timedelta(minutes=2)  # how fast the clock of a telephone may be
CHECK_IN_CODE_SECONDS = 30  # until the code shown changes
CHECK_IN_CODES_VALID = 4  # so many of them count, the one shown and those before
CHECK_IN_TO_CONFIRM = timedelta(minutes=10)  # after scanning it, to log in and confirm
CHECK_IN_LONGEST_KEY = 12  # digits
SIGNED_LIST_LIMIT = 15 * 1024 * 1024  # bytes of one scanned list

# The JSON API: requests per minute
API_RATE = {"token": 600, "address": 120}

# Forms of whoever is not logged in: per minute, form and address. A whole house may share one.
FORM_RATE = 60

# What public pages tell everybody alike is made anew when something happens, or after this time.
PAGES_KEPT = timedelta(seconds=30)

# Reports
REPORT_PATIENCE = timedelta(seconds=3)  # what takes longer is made by the worker
REPORT_LONGEST = timedelta(minutes=30)  # then the worker gives up, too
MADE_REPORTS_KEPT = timedelta(days=7)

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
# Wagtail 8 has no nonces: its date fields and inline panels carry inline scripts, its editor
# writes style elements. The office's seminars, where names and notes are shown, need no script.
CONTENT_SECURITY_POLICY_EXCEPTIONS = {
    "/verwaltung/": {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
    },
    "/verwaltung/veranstaltungen/": {"style-src": [SELF, UNSAFE_INLINE]},
}
# An attendance sheet of sixty people and a dozen sessions has thousands of fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for its previews
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fortbildung.shared.typed.csrf_failure"
MAINTENANCE = False
SECURE_REFERRER_POLICY = "same-origin"

# Wagtail
WAGTAIL_SITE_NAME = "Fortbildung"
WAGTAIL_CONTENT_LANGUAGES = [("de", _("German"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "desk_entrance"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_COMMENTS_ENABLED = True
# No SVG: it may carry scripts. What is uploaded is written anew without what a camera noted.
WAGTAILIMAGES_EXTENSIONS = ["jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pictures.PictureForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}
}
