"""When somebody may check in, and what follows from when they came and left."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from courses.rules.times import in_words

A_MINUTE = timedelta(minutes=1)


def reasons_not_to_scan(*, session, at, now):
    """Why nobody can have been scanned in `session` at the moment `at`."""
    if at > now + settings.CHECK_IN_TOLERANCE:
        yield _(
            "The clock of this device is fast: it says %(day)s, %(time)s. Set it right and scan "
            "again."
        ) % in_words(at)
    elif at < session.starts_at - settings.CHECK_IN_BEFORE:
        opens = session.starts_at - settings.CHECK_IN_BEFORE
        yield _("Checking in begins on %(day)s at %(time)s.") % in_words(opens)
    elif at > session.ends_at + settings.CHECK_IN_AFTER:
        yield _(
            "The session ended on %(day)s at %(time)s; nobody can check in any more."
        ) % in_words(session.ends_at)


def is_open_for_check_in(session, now):
    begins = session.starts_at - settings.CHECK_IN_BEFORE
    return begins <= now <= session.ends_at + settings.CHECK_IN_AFTER


def minutes_late(session, came):
    """Whole minutes missed at the beginning; none within the grace."""
    return _missed(came - session.starts_at, session)


def minutes_early(session, left):
    """Whole minutes missed at the end; none within the grace."""
    return _missed(session.ends_at - left, session)


def _missed(time, session):
    if time <= settings.CHECK_IN_GRACE:
        return 0
    return min(time // A_MINUTE, session.minutes)
