"""A site with courses in it. Pages read the clock, so their seminars lie ahead of today."""

from datetime import timedelta

from django.utils import timezone

from cms.site import ensure_course_page
from tests.factories import CourseFactory, SeminarFactory, office

DAY = timedelta(days=1)


def in_days(days, **fields):
    """A seminar that begins so many days from now and can be booked until the day before."""
    start = timezone.now() + days * DAY
    times = {"opens_at": start - 90 * DAY, "closes_at": start - DAY}
    return SeminarFactory(days__start=start, **(times | fields))


def course_page(title="Aufenthaltsrecht I: Titel, Zwecke", *, live=True, words=None, **fields):
    course = CourseFactory(title=title, **fields)
    return ensure_course_page(course, office(), live=live, **(words or {}))
