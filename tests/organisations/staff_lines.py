"""Lines of a list of staff, and what becomes of them."""

from organisations.services.staff_list.planning import plan_staff_list
from organisations.services.staff_list.saving import save_staff_list
from tests.factories import NOON
from tests.importing import as_csv

ROW = {
    "Name": "Kim Neu",
    "E-Mail": "neu@example.org",
    "Funktion": "Leitung",
    "Programm": "MBE",
    "Stellenanteil": "50 %",
    "Beratungsstelle": "Beratungsstelle Mitte",
    "Eintritt": "01.03.2026",
}


def row(**cells):
    names = {"email": "E-Mail", "name": "Name", "site": "Beratungsstelle"}
    names |= {"starts": "Eintritt", "share": "Stellenanteil", "function": "Funktion"}
    names |= {"programme": "Programm"}
    return ROW | {names[key]: value for key, value in cells.items()}


def of(person, **cells):
    """The line that says of somebody what is known already."""
    said = {"email": person.email, "name": person.get_full_name(), "function": "Beratungskraft"}
    return row(**said | {"share": "1", "starts": f"{person.job.starts:%d.%m.%Y}"} | cells)


def plan(boss, *rows):
    data = rows[0] if isinstance(rows[0], bytes) else as_csv(rows)
    return plan_staff_list(data=data, manager=boss, now=NOON)


def outcomes(boss, *rows):
    return [planned.outcome.value for planned in plan(boss, *rows).rows]


def told(boss, *rows):
    return [
        f"{problem.heading}: {problem.text} {problem.remedy}"
        for planned in plan(boss, *rows).rows
        for problem in planned.problems
    ]


def take_over(boss, *rows):
    data = as_csv(rows)
    digest = plan_staff_list(data=data, manager=boss, now=NOON).digest
    return save_staff_list(data=data, digest=digest, manager=boss, now=NOON)
