"""The cover of a seminar's funding file: everything the funder asks for, in one accessible PDF."""

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import override

from courses.rules import names_of_speakers
from reports.papers.paper import column, part, printed, table
from reports.rules.costs import NOTHING
from reports.rules.wording import money, number

TITLE = "Verwendungsnachweis"
WORDS = ("purpose", "held", "results", "deviations", "outlook")


def cover(dossier, *, gaps, enclosed, at):
    """`gaps` are what is still open, `enclosed` the names of the other files."""
    seminar = dossier.seminar
    with override("de"):
        parts = [
            *_open_points(gaps),
            _programme(dossier),
            _people(dossier),
            *_statistics(dossier),
            _steps(dossier),
            _costs(dossier),
            _bearing(dossier),
            _vouchers(dossier),
            *_report(dossier),
            part("Anlagen", points=enclosed),
        ]
        return printed(
            TITLE,
            f"{seminar.number} {seminar.course.title}",
            office=seminar.central_office.name,
            facts=list(_facts(dossier)),
            parts=parts,
            at=at,
        )


def day_of(moment):
    return formatted(timezone.localtime(moment), "D, d.m.Y")


def clock_of(session):
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{starts:%H:%M}–{ends:%H:%M}"


def _facts(dossier):
    grant, seminar = dossier.grant, dossier.seminar
    yield "Zuwendungsgeber", grant.funder
    yield "Zuwendungsbescheid", grant.reference
    if grant.programme:
        yield "Förderprogramm", grant.programme.name
    yield "Bewilligungszeitraum", f"{grant.starts:%d.%m.%Y} – {grant.ends:%d.%m.%Y}"
    yield "Finanzierungsart", str(grant.get_funding_type_display())
    yield "Zuwendungsempfänger", seminar.central_office.name
    yield "Ort", seminar.place
    if names := names_of_speakers(seminar):
        yield "Referierende", names
    yield "Teilnehmende", f"{len(dossier.participants)}"
    yield "Teilnehmertage", number(dossier.days)
    yield "Ausgaben", money(dossier.account.actual)
    yield "Zuwendung", money(dossier.account.grant)


def _open_points(gaps):
    if gaps:
        yield part("Noch offen", points=[gap.text for gap in gaps])


def _programme(dossier):
    rows = [
        [day_of(s.starts_at), clock_of(s), s.title or "–", s.room or "–", number(s.teaching_units)]
        for s in dossier.sessions
    ]
    columns = [
        column("Tag", 28),
        column("Zeit", 24),
        column("Thema"),
        column("Raum", 34),
        column("UE", 14, right=True),
    ]
    units = number(sum(session.teaching_units for session in dossier.sessions))
    return part("Programm, wie es stattfand", table=table(columns, rows, ["", "", "", "", units]))


def _people(dossier):
    rows = [
        [f"{place}", one.name, one.function, one.site, one.provider, one.land]
        for place, one in enumerate(dossier.participants, start=1)
    ]
    columns = [
        column("Nr.", 10, right=True),
        column("Name, Vorname", 38),
        column("Funktion", 26),
        column("Beratungsstelle"),
        column("Träger", 38),
        column("Land", 26),
    ]
    said = "" if rows else "Niemand hat teilgenommen."
    return part("Teilnehmende", said, table=table(columns, rows))


def _statistics(dossier):
    yield part("Statistik")
    for name, title in (("land", "Land"), ("provider", "Träger"), ("function", "Funktion")):
        counted = sorted(dossier.statistics[name].items(), key=lambda row: (-row[1], row[0]))
        columns = [column(title), column("Teilnehmende", 30, right=True)]
        rows = [[key, f"{count}"] for key, count in counted]
        total = ["Summe", f"{dossier.statistics[name].total()}"]
        yield part(f"Nach {title}", level=3, table=table(columns, rows, total))


def _steps(dossier):
    rows = [
        [one.name, "; ".join(map(_printed, one.count.steps)), number(one.count.days)]
        for one in dossier.participants
    ]
    columns = [column("Name, Vorname", 38), column("Schritte"), column("Tage", 14, right=True)]
    return part(
        "Teilnehmertage Schritt für Schritt",
        *rule_in_words(dossier.rule),
        table=table(columns, rows, ["Summe", "", number(dossier.days)]),
    )


def _printed(step):
    """The font of the papers has no arrows."""
    return str(step).replace("→", "=")


def rule_in_words(rule):
    """How the funder counts, in sentences."""
    if rule is None:
        yield "Es gilt keine Regel; deshalb zählt kein Tag."
        return
    half = f", ein halber ab {number(rule.half_units)} UE" if rule.half_units else ""
    online = "zählen mit" if rule.online_counts else "zählen nicht"
    yield (
        f"Regel ab {rule.valid_from:%d.%m.%Y} ({rule.source}): Ein Tag zählt ab "
        f"{number(rule.full_units)} UE{half}. An- und Abreisetage: "
        f"{rule.get_end_days_display()}. Online-Tage {online}."
    )


def _costs(dossier):
    account = dossier.account
    rows = [
        [
            str(line.kind.label),
            money(line.planned),
            money(line.actual),
            money(line.deviation),
            share(line.percent),
            "–" if line.limit is None else money(line.limit),
            money(line.fundable),
        ]
        for line in account.lines
    ]
    total = [
        "Summe",
        money(account.planned),
        money(account.actual),
        money(account.deviation),
        share(account.percent),
        "",
        money(account.fundable),
    ]
    euros = ("Plan", "Ist", "Abweichung")
    columns = [
        column("Kostenart"),
        *[column(title, 25, right=True) for title in euros],
        column("in %", 16, right=True),
        column("Grenze", 25, right=True),
        column("förderfähig", 25, right=True),
    ]
    return part("Kostenplan und Ausgaben", table=table(columns, rows, total))


def share(percent):
    return "–" if percent is None else f"{number(percent)} %"


def _bearing(dossier):
    account = dossier.account
    own = "Eigenmittel" if account.own >= NOTHING else "Überschuss"
    rows = [
        ["Einnahmen aus Teilnahmebeiträgen", money(account.planned_income), money(account.income)],
        ["Zuwendung", "", money(account.grant)],
        [own, "", money(abs(account.own))],
    ]
    columns = [
        column("Finanzierung"),
        column("Plan", 32, right=True),
        column("Ist", 32, right=True),
    ]
    return part("Wie es finanziert ist", level=3, table=table(columns, rows))


def _vouchers(dossier):
    rows = [
        [
            f"{each.number}",
            f"{each.paid_on:%d.%m.%Y}",
            each.payee,
            each.reason
            if each.struck_at is None
            else f"{each.reason} (storniert: {each.struck_reason})",
            str(each.get_kind_display()),
            money(each.amount) if each.struck_at is None else "–",
        ]
        for each in dossier.vouchers
    ]
    columns = [
        column("Nr.", 10, right=True),
        column("Datum", 20),
        column("Empfänger", 36),
        column("Grund"),
        column("Kostenart", 30),
        column("Betrag", 24, right=True),
    ]
    total = ["", "", "Summe", "", "", money(dossier.account.actual)]
    said = "" if rows else "Es ist kein Beleg erfasst."
    return part("Belegliste", said, table=table(columns, rows, total))


def _report(dossier):
    told = dossier.narrative
    if told is None:
        yield part("Sachbericht", "Der Sachbericht ist noch nicht geschrieben.")
        return
    state = "" if told.finished else ", Entwurf"
    yield part("Sachbericht", f"Version {told.version}{state}")
    titles = ("Anlass und Ziele", "Verlauf", "Ergebnisse", "Abweichungen vom Plan", "Ausblick")
    for name, title in zip(WORDS, titles, strict=True):
        if text := getattr(told, name).strip():
            yield part(title, *text.splitlines(), level=3)
