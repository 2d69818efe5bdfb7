"""One's own list of courses."""

from datetime import datetime

from courses.models import Bookmark, Course
from organisations.models import User


def bookmark(*, person: User, course: Course, now: datetime) -> None:
    """Put `course` on the list; where it stands already, nothing changes."""
    Bookmark.objects.get_or_create(person=person, course=course, defaults={"created_at": now})


def forget(*, person: User, course: Course) -> None:
    """Take `course` off the list."""
    Bookmark.objects.of(person).filter(course=course).delete()
