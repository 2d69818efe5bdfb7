"""What the paper says, in German or English.

Not a translation of the pages: a paper keeps its language whoever issues it, in whatever language
they work. It is frozen into the facts at issue, so a better wording here never changes an old one.
"""

from datetime import date
from decimal import Decimal

from babel.dates import format_date

from certificates.states import CertificateKind
from courses.kinds import CourseKind, DeliveryMode

ATTENDANCE, PARTIAL, ACHIEVEMENT = CertificateKind


def wording(  # noqa: PLR0913 – all that decides about the words
    *,
    kind,
    first,
    last,
    attended,
    offered,
    proof=ATTENDANCE,
    language="de",
    threshold=80,
):
    """Every word of the paper that is not a fact of its own; `kind` is the course's."""
    said = {"period": _period(first, last, language), "training": TRAININGS[language][kind]}
    said["extent"] = _extent(attended, offered, language)
    said["threshold"] = threshold
    sentence = SENTENCES[language][proof]
    return LABELS[language] | {
        "title": TITLES[language][proof],
        **{name: text.format(**said) for name, text in sentence.items()},
    }


TITLES = {
    "de": {
        ATTENDANCE: "Teilnahmebescheinigung",
        PARTIAL: "Teilnahmebestätigung",
        ACHIEVEMENT: "Zertifikat",
    },
    "en": {
        ATTENDANCE: "Certificate of Attendance",
        PARTIAL: "Confirmation of Attendance",
        ACHIEVEMENT: "Certificate of Achievement",
    },
}
# “Name – opening – course – extent – ending” is one sentence; the criteria stand in the badge.
SENTENCES = {
    "de": {
        ATTENDANCE: {
            "opening": "hat {period} an der {training}",
            "extent": "{extent}",
            "ending": "teilgenommen.",
            "criteria": "Anwesenheit bei mindestens {threshold} % der Unterrichtseinheiten.",
        },
        PARTIAL: {
            "opening": "hat {period} zeitweise an der {training}",
            "extent": "{extent}",
            "ending": "teilgenommen.",
            "criteria": "Anwesenheit bei einem Teil der Unterrichtseinheiten.",
        },
        ACHIEVEMENT: {
            "opening": "hat {period} die {training}",
            "extent": "{extent}",
            "ending": "erfolgreich abgeschlossen.",
            "criteria": "Anwesenheit bei mindestens {threshold} % der Unterrichtseinheiten und ein "
            "bestandener Leistungsnachweis.",
        },
    },
    "en": {
        ATTENDANCE: {
            "opening": "has attended the {training}",
            "extent": "{period}, {extent}",
            "ending": "",
            "criteria": "Attendance of at least {threshold} % of the teaching units.",
        },
        PARTIAL: {
            "opening": "has attended part of the {training}",
            "extent": "{period}, {extent}",
            "ending": "",
            "criteria": "Attendance of a part of the teaching units.",
        },
        ACHIEVEMENT: {
            "opening": "has successfully completed the {training}",
            "extent": "{period}, {extent}",
            "ending": "",
            "criteria": "Attendance of at least {threshold} % of the teaching units and an "
            "assessment that was passed.",
        },
    },
}
TRAININGS = {
    "de": {CourseKind.SEMINAR: "Fortbildung", CourseKind.SERIES: "Fortbildungsreihe"},
    "en": {CourseKind.SEMINAR: "training", CourseKind.SERIES: "training series"},
}
LABELS = {
    "de": {
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
        "assessment": "Leistungsnachweis",
        "result": "Ergebnis",
        "passed": "bestanden",
        "replaces": "Ersetzt",
        "funding": "Förderung",
        "check": "Echtheit prüfen",
        "check_hint": "QR-Code scannen oder die Adresse aufrufen und den Code eingeben:",
        "validity": "Elektronisch gesiegelt, ohne Unterschrift gültig.",
        "qr": "QR-Code mit der Prüfadresse",
        "logo": "Logo",
        "signature": "Unterschrift",
        "number": "Nr.",
        "page": "Seite",
        "of": "von",
        "badge": "Derselbe Nachweis als Open Badge 3.0",
    },
    "en": {
        "date": "Date",
        "time": "Time",
        "content": "Content",
        "units": "TU",
        "total": "Teaching units in total (TU)",
        "attended": "of these attended",
        "topics": "Topics",
        "mode": "Form",
        "place": "Place",
        "speakers": "Speakers",
        "course": "course",
        "seminar": "Seminar",
        "assessment": "Assessment",
        "result": "Result",
        "passed": "passed",
        "replaces": "Replaces",
        "funding": "Funding",
        "check": "Check it",
        "check_hint": "Scan the QR code, or open the address and enter the code:",
        "validity": "Sealed electronically, valid without a signature.",
        "qr": "QR code with the address of the check",
        "logo": "Logo",
        "signature": "Signature",
        "number": "No.",
        "page": "Page",
        "of": "of",
        "badge": "The same proof as Open Badge 3.0",
    },
}
MODES = {
    "de": {
        DeliveryMode.PRESENCE: "Präsenz",
        DeliveryMode.ONLINE: "Online",
        DeliveryMode.HYBRID: "Hybrid (Präsenz und online)",
        DeliveryMode.BLENDED: "Präsenz und online im Wechsel",
        DeliveryMode.SELF_PACED: "Selbstlernkurs",
    },
    "en": {
        DeliveryMode.PRESENCE: "In person",
        DeliveryMode.ONLINE: "Online",
        DeliveryMode.HYBRID: "Hybrid (in person and online)",
        DeliveryMode.BLENDED: "In person and online by turns",
        DeliveryMode.SELF_PACED: "Self-paced course",
    },
}


def number(value, language="de"):
    """A number as one writes it there: 14.50 → 14,5."""
    whole, _, part = f"{Decimal(value):f}".partition(".")
    mark = "," if language == "de" else "."
    return f"{whole}{mark}{part.rstrip('0')}".rstrip(mark)


def day(value: date, language="de"):
    return format_date(value, "d. MMMM y" if language == "de" else "d MMMM y", locale=language)


def short_day(value: date, language="de"):
    pattern = "EEEEEE, dd.MM.y" if language == "de" else "EEE, d MMM y"
    return format_date(value, pattern, locale=language)


def _period(first, last, language):
    words = ("am {}", "vom {} bis {}") if language == "de" else ("on {}", "from {} to {}")
    if first == last:
        return words[0].format(day(first, language))
    dot = "." if language == "de" else ""
    start = f"d{dot} MMMM" if first.year == last.year else f"d{dot} MMMM y"
    if (first.year, first.month) == (last.year, last.month):
        start = f"d{dot}"
    begun = format_date(first, start, locale=language)
    return words[1].format(begun, day(last, language))


UNITS = {
    "de": ("Unterrichtseinheit (45 Minuten)", "Unterrichtseinheiten (je 45 Minuten)"),
    "en": ("teaching unit (45 minutes)", "teaching units (45 minutes each)"),
}
EXTENTS = {
    "de": (
        "im vollen Umfang von {offered} {units}",
        "im Umfang von {attended} der {offered} {units}",
    ),
    "en": ("in full: {offered} {units}", "{attended} of {offered} {units}"),
}


def _extent(attended, offered, language):
    units, (full, part) = UNITS[language][offered != 1], EXTENTS[language]
    words = full if attended >= offered else part
    numbers = {"attended": number(attended, language), "offered": number(offered, language)}
    return words.format(units=units, **numbers)
