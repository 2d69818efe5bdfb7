"""What a course asks for: conditions are added and removed here, never changed."""

from collections.abc import Iterable

from django.db import transaction

from courses.conditions import reasons_not_to_require
from courses.kinds import PrerequisitePolicy
from courses.models import Course, Prerequisite, Qualification
from fortbildung.shared.errors import refuse


@transaction.atomic
def require(
    *,
    course: Course,
    courses: Iterable[Course] = (),
    qualifications: Iterable[Qualification] = (),
) -> Prerequisite:
    """Ask for one of `courses` or `qualifications`; the same condition is not added twice.

    Raises Refused when nothing is chosen or a course would require itself in the end.
    """
    courses, qualifications = set(courses), set(qualifications)
    list(Course.objects.select_for_update(no_key=True).order_by("pk"))  # or two make a circle
    refuse(
        reasons_not_to_require(
            course=course,
            courses=courses,
            qualifications=qualifications,
            required=required_by_code(),
        )
    )
    for known in _conditions(course):
        if _options(known) == courses | qualifications:
            return known
    return _add(course, courses | qualifications)


@transaction.atomic
def set_conditions(*, course: Course, wanted: list[set[Course | Qualification]]) -> bool:
    """Make the course ask for exactly `wanted`, which the import has judged; whether it changed."""
    standing = []
    changed = False
    for condition in _conditions(course):
        if (options := _options(condition)) in wanted and options not in standing:
            standing.append(options)
        else:
            condition.delete()
            changed = True
    for options in wanted:
        if options not in standing:
            _add(course, options)
            standing.append(options)
            changed = True
    return changed


def _conditions(course):
    return course.prerequisites.prefetch_related("courses", "qualifications").order_by("pk")


def _add(course, options):
    made = Prerequisite.objects.create(course=course)
    made.courses.set(option for option in options if isinstance(option, Course))
    made.qualifications.set(option for option in options if isinstance(option, Qualification))
    return made


@transaction.atomic
def drop(*, prerequisite: Prerequisite) -> None:
    """Ask for it no more."""
    prerequisite.delete()


@transaction.atomic
def set_policy(*, course: Course, policy: PrerequisitePolicy) -> Course:
    """What becomes of a booking by somebody who lacks a prerequisite."""
    course.prerequisite_policy = policy
    course.full_clean()
    course.save(update_fields=["prerequisite_policy"])
    return course


def required_by_code() -> dict[str, list[str]]:
    """The courses each course asks for in any of its conditions, by code."""
    required = {}
    through = Prerequisite.courses.through.objects.order_by("pk")
    for code, other in through.values_list("prerequisite__course__code", "course__code"):
        required.setdefault(code, []).append(other)
    return required


def _options(condition):
    """Everything that meets the condition."""
    return {*condition.courses.all(), *condition.qualifications.all()}
