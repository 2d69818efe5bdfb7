"""What a course requires of those who teach it: a warning for the office, never a ban."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import CourseEffect
from certificates.states import CourseDoes
from courses.models import QualificationPeriod, Seminar, Speaker


def warnings_of_qualification(
    *, speakers: list[Speaker], seminar: Seminar, on: date | None
) -> dict[int, list[str]]:
    """Speaker → what they lack on the first day; of who has no log-in nobody can know."""
    if not speakers or on is None:
        return {}
    effects = CourseEffect.objects.filter(course=seminar.course_id, does=CourseDoes.REQUIRES)
    required = [effect.qualification for effect in effects.select_related("qualification")]
    if not required:
        return {}
    people = [speaker.user_id for speaker in speakers if speaker.user_id]
    periods = QualificationPeriod.objects.valid_on(on).filter(
        person__in=people, qualification__in=required
    )
    have = set(periods.values_list("person", "qualification"))
    return {speaker.pk: list(_lacking(speaker, required, have, on)) for speaker in speakers}


def _lacking(speaker, required, have, on) -> Iterator[str]:
    for kind in required:
        if (speaker.user_id, kind.pk) not in have:
            yield _("The course requires “%(kind)s” of speakers; no proof is valid on %(day)s.") % {
                "kind": kind.said,
                "day": date_format(on, "SHORT_DATE_FORMAT"),
            }
