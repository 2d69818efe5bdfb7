"""A person's calendar under a secret address: given once, replaced or revoked at any time."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from courses import ical
from courses.models import CalendarFeed, Enrolment, Session
from fortbildung.shared.errors import Refused
from organisations.models import User

NOTED_EVERY = timedelta(hours=1)  # that it was used; calendars ask more often


@transaction.atomic
def open_feed(*, person: User, replaces: int | None, now: datetime) -> str:
    """Give `person` a feed; its secret, which is kept nowhere.

    `replaces` is the feed the person knows of, or None: a form sent twice must not make the
    address worthless that was shown the first time.
    """
    User.objects.select_for_update().get(pk=person.pk)
    known = CalendarFeed.objects.filter(user=person)
    if known.values_list("pk", flat=True).first() != replaces:
        raise Refused(_("There is a newer link already. If you do not have it, replace it."))
    known.delete()
    token = token_urlsafe(32)
    CalendarFeed.objects.create(
        user=person, digest=digest_of(token), created_at=now, changed_at=now
    )
    return token


def close_feed(*, person: User) -> None:
    """Nobody gets the calendar under the old address any more."""
    CalendarFeed.objects.filter(user=person).delete()


def feeds_under(token: str) -> QuerySet[CalendarFeed]:
    """The feed with this secret, if its person may still log in."""
    feeds = CalendarFeed.objects.select_related("user")
    return feeds.filter(digest=digest_of(token), user__is_active=True)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def read(*, feed: CalendarFeed, now: datetime) -> str:
    """The calendar's text as it is now; `feed` then knows its tag and since when it is so."""
    with translation.override(settings.LANGUAGE_CODE):
        text = ical.feed(_enrolments(feed.user))
    tag, facts = digest_of(text), {}
    if tag != feed.etag:
        facts = {"etag": tag, "changed_at": now}
    if facts or feed.last_used_at is None or now - feed.last_used_at > NOTED_EVERY:
        facts["last_used_at"] = now
        CalendarFeed.objects.filter(pk=feed.pk).update(**facts)  # it may just have been revoked
    for fact, value in facts.items():
        setattr(feed, fact, value)
    return text


def _enrolments(person):
    sessions = Prefetch("seminar__sessions", Session.objects.order_by("starts_at"))
    own = Enrolment.objects.of(person).live().order_by("pk").prefetch_related(sessions)
    return own.select_related("seminar__course", "seminar__central_office")
