"""A year of a grant on one page: what each seminar came to, and what is left of the money."""

from django.utils.translation import override

from reports.papers.cover import TITLE
from reports.papers.paper import column, part, printed, table
from reports.rules.costs import NOTHING
from reports.rules.wording import money, number


def summary(grant, year, dossiers, *, at):
    """The seminars of the grant that began in the year, with their totals."""
    paid = sum((each.account.grant for each in dossiers), NOTHING)
    with override("de"):
        return printed(
            f"{TITLE} {year}",
            str(grant),
            office=grant.central_office.name,
            facts=list(_facts(grant, paid)),
            parts=[part("Veranstaltungen", table=_table(dossiers, paid))],
            at=at,
        )


def _facts(grant, paid):
    yield "Zuwendungsgeber", grant.funder
    yield "Zuwendungsbescheid", grant.reference
    yield "Bewilligungszeitraum", f"{grant.starts:%d.%m.%Y} – {grant.ends:%d.%m.%Y}"
    yield "Finanzierungsart", str(grant.get_funding_type_display())
    yield "Bewilligt", money(grant.amount)
    yield "Zuwendung nach diesem Nachweis", money(paid)
    left = grant.amount - paid
    yield ("Nicht verbraucht", money(left)) if left >= NOTHING else ("Überschritten", money(-left))


def _table(dossiers, paid):
    rows = [
        [
            each.seminar.number,
            each.seminar.course.title,
            f"{len(each.participants)}",
            number(each.days),
            money(each.account.actual),
            money(each.account.income),
            money(each.account.grant),
        ]
        for each in dossiers
    ]
    total = [
        "Summe",
        "",
        f"{sum(len(each.participants) for each in dossiers)}",
        number(sum(each.days for each in dossiers)),
        money(sum((each.account.actual for each in dossiers), NOTHING)),
        money(sum((each.account.income for each in dossiers), NOTHING)),
        money(paid),
    ]
    columns = [
        column("Nummer", 24),
        column("Kurs"),
        column("Personen", 17, right=True),
        column("Tage", 15, right=True),
        column("Ausgaben", 24, right=True),
        column("Einnahmen", 22, right=True),
        column("Zuwendung", 24, right=True),
    ]
    return table(columns, rows, total)
