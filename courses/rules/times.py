"""When a seminar is, and how much of it there is."""

from django.utils import timezone
from django.utils.formats import date_format


def in_words(moment):
    """Day and time as the reader writes them."""
    local = timezone.localtime(moment)
    return {"day": date_format(local, "DATE_FORMAT"), "time": date_format(local, "H:i")}


def first_start(seminar):
    """When the first session begins, or None without sessions."""
    return min((session.starts_at for session in seminar.sessions.all()), default=None)


def last_end(seminar):
    """When the last session ends, or None without sessions."""
    return max((session.ends_at for session in seminar.sessions.all()), default=None)


def units_offered(seminar):
    """The teaching units of all sessions: what this run offers, whatever the course plans."""
    return sum(session.teaching_units for session in seminar.sessions.all())
