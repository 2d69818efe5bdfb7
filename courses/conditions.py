"""What a course asks people to know first, and what is missing."""

from django.utils.translation import gettext as _

from fortbildung.shared.english import said


def conditions_of(course, *, person=None, on=None):
    """The course's prerequisites in order, described; with `met` where a person is given."""
    conditions = course.prerequisites.described().order_by("pk")
    return conditions.with_met(person, on) if person else conditions


def unmet(person, course, on):
    """The prerequisites `person` does not fulfil on the day `on`, in one query."""
    return list(conditions_of(course, person=person, on=on).filter(met=False))


def reasons_of_prerequisites(person, course, on):
    """What `person` lacks for `course` on its first day `on`, each with the way to get it."""
    for condition in unmet(person, course, on):
        yield _("A prerequisite is missing: %(condition)s. %(remedy)s") % {
            "condition": in_words(condition),
            "remedy": remedy_of(condition),
        }


def in_words(condition):
    """What meets a described condition: “FB-006 Residence law or the qualification “…””."""
    options = [*_courses(condition), *_qualifications(condition)]
    return _either(options) or _("nothing meets it any more")


def _courses(condition):
    return [f"{option['code']} {said(option, 'title')}" for option in condition.course_options]


def _qualifications(condition):
    return [
        _("the qualification “%(name)s”") % {"name": said(option, "name")}
        for option in condition.qualification_options
    ]


def remedy_of(condition):
    """What to do about a described condition that is not met."""
    courses, qualifications = _courses(condition), condition.qualification_options
    if courses and qualifications:
        text = _("Book %(courses)s first, or send the central office your proof.")
    elif courses:
        text = _("Book %(courses)s first, or ask the central office.")
    elif qualifications:
        text = _("Send the central office your proof.")
    else:
        text = _("Ask the central office.")
    return text % {"courses": _either(courses)}


def _either(options):
    """One of these: “a, b or c”."""
    *first, last = options or [""]
    if not first:
        return last
    return _("%(some)s or %(last)s") % {"some": ", ".join(first), "last": last}


def reasons_not_to_require(*, course, courses, qualifications, required):
    """Why these may not become a condition of `course`; `required` tells who asks for what."""
    if not courses and not qualifications:
        yield _("Choose at least one course or qualification.")
    wanted = required | {
        course.code: [*required.get(course.code, []), *(other.code for other in courses)]
    }
    if circle := circle_from(course.code, wanted):
        yield _("The course would require itself (%(circle)s). Choose another one.") % {
            "circle": " → ".join(circle)
        }


def circle_from(start, required):
    """The way from `start` through what it requires back to itself; empty without one."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop(0)
        for following in required.get(way[-1], []):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
