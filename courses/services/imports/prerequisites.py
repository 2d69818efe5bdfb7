"""The column of prerequisites: “FB-006, FB-007 | Q:DOLM” asks for FB-006, and for one of the
other two. A bar means or; what begins with Q: is a qualification."""

from django.utils.translation import gettext as _

from courses.conditions import circle_from
from courses.models import Course, Qualification
from courses.services.prerequisites import required_by_code

AND, OR, QUALIFICATION = ",;", "|", "q:"


def read_conditions(row) -> list[list[str]]:
    """What the cell asks for: of each inner list one."""
    cells = (cell.split(OR) for cell in row.parts("prerequisites", AND))
    conditions = ([_tidy(option) for option in cell if option.strip()] for cell in cells)
    return [options for options in conditions if options]


def _tidy(option):
    """Without spaces around it or behind “Q:”."""
    option = option.strip()
    if option.casefold().startswith(QUALIFICATION):
        return option[:2] + option[2:].strip()
    return option


class Options:
    """Courses and qualifications by what the file calls them."""

    def __init__(self, courses: dict[str, Course]) -> None:
        kinds = Qualification.objects.all()
        self.known = courses | {QUALIFICATION + kind.code.casefold(): kind for kind in kinds}

    def chosen(self, conditions: list[list[str]]) -> list[set[Course | Qualification]]:
        """The conditions as what meets them."""
        return [{self.known[option.casefold()] for option in options} for options in conditions]


def check_conditions(lines, problems) -> None:
    """Each is in the file or in the database, and no course requires itself in the end."""
    kinds = {kind.casefold() for kind in Qualification.objects.values_list("code", flat=True)}
    required = _required(lines)
    for line in lines:
        for option in _options(line):
            for problem in _unknown(option, required, kinds):
                problems.add(line.row, "prerequisites", *problem)
        if circle := circle_from(line.facts["code"].casefold(), required):
            problems.add(
                line.row,
                "prerequisites",
                _("The course requires itself (%(circle)s).")
                % {"circle": " → ".join(circle).upper()},
                _("Remove one of the prerequisites."),
            )


def _unknown(option, courses, kinds):
    """What is wrong with an option nobody knows, and the remedy."""
    code = option.casefold()
    if code.startswith(QUALIFICATION):
        if code.removeprefix(QUALIFICATION) not in kinds:
            problem = _("There is no qualification “%(value)s”.")
            yield problem % {"value": option[2:]}, _("Add it at the desk or correct the code.")
    elif code not in courses:
        problem = _("There is no course “%(value)s”.") % {"value": option}
        yield problem, _("Add it to the file or correct the code.")


def _required(lines):
    """The courses each course asks for once the file is in, by code in lower case."""
    codes = Course.objects.values_list("code", flat=True)
    required = {code.casefold(): [] for code in codes}
    for code, others in required_by_code().items():
        required[code.casefold()] = [other.casefold() for other in others]
    for line in lines:
        code = line.facts["code"].casefold()
        required.setdefault(code, [])
        if line.prerequisites is not None:
            required[code] = [option.casefold() for option in _options(line)]
    return required


def _options(line):
    return [option for options in line.prerequisites or [] for option in options]
