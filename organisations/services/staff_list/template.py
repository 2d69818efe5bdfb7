"""The list to fill in: with who is in the team already, or with an example."""

from datetime import date

from django.utils.translation import gettext as _

from fortbildung.shared.tables_out import Column, Table
from organisations.models import Employment, User
from organisations.services.staff_list.reading import SHAPE, function_word
from organisations.services.staff_list.workplaces import Workplaces, with_city

ORDER = ("name", "first_name", "email", "function", "programme", "fte_share", "site", "starts")
TITLES = {column.key: column.headings[0] for column in SHAPE} | {"name": "Nachname"}
WIDE = {"email", "site"}


def list_of(manager: User, *, on: date) -> Table:
    """The manager's staff on that day in the form in which the list is read again."""
    columns = [Column(TITLES[key], width=34 if key in WIDE else 16) for key in ORDER]
    jobs = Employment.objects.managed_by(manager).current(on).in_full()
    rows = [_row(job) for job in jobs] or [_example(manager, on)]
    return Table(_("Staff"), columns, rows)


def _row(job):
    return (
        job.user.last_name,
        job.user.first_name,
        job.user.email,
        function_word(job.function),
        job.programme.code,
        f"{job.fte_share:.2f}".replace(".", ","),
        with_city(job.organisation),
        f"{job.starts:%d.%m.%Y}",
    )


def _example(manager, on):
    place = next(iter(Workplaces(manager).places), None)
    where = with_city(place) if place else ""
    example = ("Muster", "Kim", "kim.muster@example.org")
    return (*example, function_word("counsellor"), "MBE", "0,75", where, f"{on:%d.%m.%Y}")
