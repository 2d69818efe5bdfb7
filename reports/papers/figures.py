"""The same figures as tables to calculate with: days, statistics, costs, vouchers."""

from django.utils.translation import override

from fortbildung.shared.tables_out import Column, Kind, Table, xlsx

EUROS = {"kind": Kind.DECIMAL, "width": 14}


def figures(dossier):
    """One Excel file with four sheets; German, as all of the file."""
    with override("de"):
        return xlsx(_days(dossier), _statistics(dossier), _costs(dossier), _vouchers(dossier))


def _days(dossier):
    columns = [
        Column("Name, Vorname", width=28),
        Column("Beratungsstelle", width=32),
        Column("Schritte", width=70),
        Column("UE", Kind.DECIMAL),
        Column("Tage", Kind.DECIMAL),
    ]
    rows = [
        [
            one.name,
            one.site,
            "; ".join(map(str, one.count.steps)),
            one.count.units,
            one.count.days,
        ]
        for one in dossier.participants
    ]
    return Table("Teilnehmertage", columns, rows, ["Summe", "", "", dossier.units, dossier.days])


def _statistics(dossier):
    columns = [
        Column("Merkmal", width=18),
        Column("Ausprägung", width=40),
        Column("Teilnehmende", Kind.WHOLE),
    ]
    titles = {"land": "Land", "provider": "Träger", "function": "Funktion"}
    rows = [
        [titles[name], key, count]
        for name, counted in dossier.statistics.items()
        for key, count in sorted(counted.items())
    ]
    return Table("Statistik", columns, rows)


def _costs(dossier):
    account = dossier.account
    columns = [Column("Kostenart", width=26)]
    columns += [Column(title, **EUROS) for title in ("Plan", "Ist", "Abweichung", "förderfähig")]
    rows = [
        [line.kind.label, line.planned, line.actual, line.deviation, line.fundable]
        for line in account.lines
    ]
    total = ["Summe", account.planned, account.actual, account.deviation, account.fundable]
    return Table("Plan und Ist", columns, rows, total)


def _vouchers(dossier):
    columns = [
        Column("Nr.", Kind.WHOLE, width=8),
        Column("Datum", width=12),
        Column("Empfänger", width=30),
        Column("Grund", width=44),
        Column("Kostenart", width=24),
        Column("Betrag", **EUROS),
    ]
    rows = [
        [
            each.number,
            f"{each.paid_on:%d.%m.%Y}",
            each.payee,
            each.reason,
            each.get_kind_display(),
            each.amount,
        ]
        for each in dossier.vouchers
        if each.struck_at is None
    ]
    return Table("Belegliste", columns, rows)
