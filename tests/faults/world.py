"""What the faults happen to: a seminar and people with a session each. Runs inside the stack."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from organisations.models import User
from tests.factories import NOON, CourseFactory, PersonFactory, SeminarFactory, counsellor


def fill(number, people):
    """Print one session key a person, all ready to book the seminar of this number."""
    now, known = timezone.now(), User.objects.count()
    for maker in (PersonFactory, CourseFactory):  # each call counts from here on
        maker.reset_sequence(known, force=True)
    SeminarFactory(
        number=number,
        capacity=people // 2,
        opens_at=NOON - timedelta(days=900),
        closes_at=now + timedelta(days=20),
        days__start=now + timedelta(days=40),
    )
    for _person in range(people):
        print(_session_of(counsellor()))


def _session_of(person):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return store.session_key
