"""Serve the demo: migrate, load what is missing, run web server, worker and beat until Ctrl-C."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from courses.models import Seminar
from fortbildung.demo import processes
from organisations.demo import DEMO_LOGINS, DEMO_PASSWORD

PATIENCE = 15  # seconds a process may take to end


class Command(BaseCommand):
    help = "Serve the demo on localhost:PORT with everything it needs."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="begin with new data")

    def handle(self, *, reset, **options):
        port = int(os.environ.get("PORT", "8000"))
        refuse_taken_port(port)
        if reset:
            forget_everything()
        call_command("migrate", verbosity=0)
        call_command("create_seal", verbosity=0)
        if not Seminar.objects.exists():
            call_command("load_demo")
        connection.close()
        self.stdout.write(welcome(port))
        sys.exit(run_until_stopped(commands(port)))


def refuse_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} ist belegt. Mit einem anderen: make demo PORT={port + 1}"
            ) from error


def forget_everything():
    """Empty the demo's own database and files; never somebody else's."""
    if os.environ.get("DATABASE_URL"):
        raise CommandError("DATABASE_URL ist gesetzt: Eine fremde Datenbank wird nicht geleert.")
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    for folder in ("media", "private", "mail"):
        shutil.rmtree(settings.VAR_DIR / folder, ignore_errors=True)


def commands(port):
    """The three processes, in the order of their start."""
    return [processes.worker(), processes.beat(settings.VAR_DIR), processes.web(port)]


def run_until_stopped(command_lines):
    """Run all until Ctrl-C (0) or until one ends by itself (1), then end the others."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "fortbildung.settings.demo",
        "DATABASE_URL": settings.DATABASE_URL,
        "REDIS_URL": settings.CELERY_BROKER_URL,
        # Fine for a demo in a container; nobody runs a real worker as root.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    # Sessions of their own: Ctrl-C reaches this process alone, which then ends them in order.
    running = [
        subprocess.Popen(line, env=environment, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603 – lines of our own
        for line in command_lines
    ]
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    else:
        return 1
    finally:
        end(running)


def end(running):
    for process in reversed(running):
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()


def welcome(port):
    logins = "\n".join(f"  {role:<26}{email}" for role, email in DEMO_LOGINS)
    return (
        f"\nFortbildung läuft: http://localhost:{port}/\n\n"
        f"Anmelden (Passwort „{DEMO_PASSWORD}“):\n{logins}\n\n"
        f"Mails liegen in {settings.EMAIL_FILE_PATH.relative_to(settings.BASE_DIR)}/. "
        "Ende mit Strg+C.\n"
    )
