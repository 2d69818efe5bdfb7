"""The command lines of everything that runs: one place for demo, browser tests and measurements."""

import sys

CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "fortbildung"]


def web(port):
    """The web server; how it serves stands in `gunicorn.conf.py`."""
    return [sys.executable, "-m", "gunicorn", "fortbildung.wsgi", f"--bind=127.0.0.1:{port}"]


def worker():
    """Mails can wait a moment, people at a page cannot: the worker stands back where both want."""
    aside = [sys.executable, "-m", "fortbildung.demo.aside"]
    return [*aside, *CELERY, "worker", "--concurrency=1", "--loglevel=WARNING"]


def beat(folder):
    """The beat, which keeps its notes in `folder`."""
    return [*CELERY, "beat", f"--schedule={folder / 'celerybeat-schedule'}", "--loglevel=WARNING"]
