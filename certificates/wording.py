"""What the German paper says.

Not a translation: the paper is German whoever issues it, in whatever language they work. It is
frozen into the facts at issue, so a better wording here never changes an old certificate.
"""

from datetime import date
from decimal import Decimal

from babel.dates import format_date

from courses.kinds import CourseKind, DeliveryMode

LABELS = {
    "title": "Teilnahmebescheinigung",
    "ending": "teilgenommen.",
    "date": "Datum",
    "time": "Uhrzeit",
    "content": "Inhalt",
    "units": "UE",
    "total": "Summe der Unterrichtseinheiten (UE)",
    "attended": "davon besucht",
    "topics": "Themen",
    "mode": "Form",
    "place": "Ort",
    "speakers": "Referierende",
    "course": "Kurs",
    "seminar": "Veranstaltung",
    "check": "Echtheit prüfen",
    "check_hint": "QR-Code scannen oder die Adresse aufrufen und den Code eingeben:",
    "validity": "Elektronisch erstellt, ohne Unterschrift gültig.",
    "qr": "QR-Code mit der Prüfadresse",
    "number": "Nr.",
    "page": "Seite",
    "of": "von",
}
MODES = {
    DeliveryMode.PRESENCE: "Präsenz",
    DeliveryMode.ONLINE: "Online",
    DeliveryMode.HYBRID: "Hybrid (Präsenz und online)",
    DeliveryMode.BLENDED: "Präsenz und online im Wechsel",
    DeliveryMode.SELF_PACED: "Selbstlernkurs",
}
KINDS = {
    CourseKind.SEMINAR: "an der Fortbildung",
    CourseKind.SERIES: "an der Fortbildungsreihe",
}


def wording(*, kind, first, last, attended, offered):
    """Every word of the certificate of attendance that is not a fact of its own."""
    return LABELS | {
        "opening": f"hat {_period(first, last)} {KINDS[kind]}",
        "extent": _extent(attended, offered),
    }


def number(value):
    """A number as Germans write it: 14.50 → 14,5."""
    whole, _, part = f"{Decimal(value):f}".partition(".")
    return f"{whole},{part.rstrip('0')}".rstrip(",")


def day(value: date):
    return _german(value, "d. MMMM y")


def short_day(value: date):
    return _german(value, "EEEEEE, dd.MM.y")


def _period(first, last):
    if first == last:
        return f"am {day(first)}"
    start = "d. MMMM" if first.year == last.year else "d. MMMM y"
    if (first.year, first.month) == (last.year, last.month):
        start = "d."
    return f"vom {_german(first, start)} bis {day(last)}"


def _extent(attended, offered):
    units = "Unterrichtseinheit (45 Minuten)"
    if offered != 1:
        units = "Unterrichtseinheiten (je 45 Minuten)"
    if attended >= offered:
        return f"im vollen Umfang von {number(offered)} {units}"
    return f"im Umfang von {number(attended)} der {number(offered)} {units}"


def _german(value, pattern):
    return format_date(value, pattern, locale="de")
