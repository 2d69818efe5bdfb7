"""Courses: what can be learnt, written down by whoever plans it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from courses.models import Course, Topic
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice, Programme, User


@transacted
def save_course(
    *, course: Course, topics: Iterable[Topic], programmes: Iterable[Programme], by: User
) -> Course:
    """Save a new or changed course."""
    if not CentralOffice.objects.staffed_by(by).exists():
        raise PermissionDenied
    course.save()
    course.topics.set(topics)
    course.programmes.set(programmes)
    return course


@transacted
def call_topic(*, topic: Topic, name_en: str) -> Topic:
    """Give the topic a name in English, or none."""
    topic.name_en = name_en
    topic.save(update_fields=["name_en"])
    return topic
