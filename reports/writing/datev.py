"""Bookings as DATEV's “Buchungsstapel”: format EXTF 700, category 21, version 13.

A header of 31 fields, a line of 125 headings, a line per booking; semicolons, decimal commas,
lines ended as Windows does, in Windows-1252. Texts stand in quotation marks, even empty ones;
numbers do not. What the format rests on says decision 29.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

HEADINGS = [
    "Umsatz (ohne Soll/Haben-Kz)",
    "Soll/Haben-Kennzeichen",
    "WKZ Umsatz",
    "Kurs",
    "Basis-Umsatz",
    "WKZ Basis-Umsatz",
    "Konto",
    "Gegenkonto (ohne BU-Schlüssel)",
    "BU-Schlüssel",
    "Belegdatum",
    "Belegfeld 1",
    "Belegfeld 2",
    "Skonto",
    "Buchungstext",
    "Postensperre",
    "Diverse Adressnummer",
    "Geschäftspartnerbank",
    "Sachverhalt",
    "Zinssperre",
    "Beleglink",
    *[f"Beleginfo - {part} {n}" for n in range(1, 9) for part in ("Art", "Inhalt")],
    "KOST1 - Kostenstelle",
    "KOST2 - Kostenstelle",
    "Kost-Menge",
    "EU-Land u. UStID (Bestimmung)",
    "EU-Steuersatz (Bestimmung)",
    "Abw. Versteuerungsart",
    "Sachverhalt L+L",
    "Funktionsergänzung L+L",
    "BU 49 Hauptfunktionstyp",
    "BU 49 Hauptfunktionsnummer",
    "BU 49 Funktionsergänzung",
    # So DATEV spells them, with a space before one dash and none before the other.
    *[f"Zusatzinformation{part} {n}" for n in range(1, 21) for part in (" - Art", "- Inhalt")],
    "Stück",
    "Gewicht",
    "Zahlweise",
    "Forderungsart",
    "Veranlagungsjahr",
    "Zugeordnete Fälligkeit",
    "Skontotyp",
    "Auftragsnummer",
    "Buchungstyp",
    "USt-Schlüssel (Anzahlungen)",
    "EU-Land (Anzahlungen)",
    "Sachverhalt L+L (Anzahlungen)",
    "EU-Steuersatz (Anzahlungen)",
    "Erlöskonto (Anzahlungen)",
    "Herkunft-Kz",
    "Buchungs GUID",
    "KOST-Datum",
    "SEPA-Mandatsreferenz",
    "Skontosperre",
    "Gesellschaftername",
    "Beteiligtennummer",
    "Identifikationsnummer",
    "Zeichnernummer",
    "Postensperre bis",
    "Bezeichnung SoBil-Sachverhalt",
    "Kennzeichen SoBil-Buchung",
    "Festschreibung",
    "Leistungsdatum",
    "Datum Zuord. Steuerperiode",
    "Fälligkeit",
    "Generalumkehr (GU)",
    "Steuersatz",
    "Land",
    "Abrechnungsreferenz",
    "BVV-Position",
    "EU-Land u. UStID (Ursprung)",
    "EU-Steuersatz (Ursprung)",
    "Abw. Skontokonto",
]
# Of all others, nothing stands where nothing is said.
TEXTS = {
    "Soll/Haben-Kennzeichen",
    "WKZ Umsatz",
    "WKZ Basis-Umsatz",
    "BU-Schlüssel",
    "Belegfeld 1",
    "Belegfeld 2",
    "Buchungstext",
    "Diverse Adressnummer",
    "Beleglink",
    *(name for name in HEADINGS if name.startswith(("Beleginfo", "Zusatzinformation"))),
    "KOST1 - Kostenstelle",
    "KOST2 - Kostenstelle",
    "EU-Land u. UStID (Bestimmung)",
    "Abw. Versteuerungsart",
    "Forderungsart",
    "Auftragsnummer",
    "Buchungstyp",
    "EU-Land (Anzahlungen)",
    "Herkunft-Kz",
    "Buchungs GUID",
    "SEPA-Mandatsreferenz",
    "Gesellschaftername",
    "Identifikationsnummer",
    "Zeichnernummer",
    "Bezeichnung SoBil-Sachverhalt",
    "Generalumkehr (GU)",
    "Land",
    "Abrechnungsreferenz",
    "EU-Land u. UStID (Ursprung)",
}
ENCODING = "cp1252"
LONGEST_TEXT, LONGEST_REFERENCE = 60, 36
# Which characters a reference to a voucher may have.
IN_REFERENCES = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$&%*+-/")
# Letters that are no others with an accent.
STROKES = str.maketrans("ŁłĐđĦħŦŧı", "LlDdHhTti")


@dataclass(frozen=True)
class Booking:
    """Money to somebody: the expense is debited, the contra account credited."""

    amount: Decimal
    on: date
    reference: str
    text: str


def booking_file(
    bookings: Iterable[Booking], accounts, *, first: date, last: date, made_at: datetime
) -> bytes:
    """The bookings of one period, which lies within one financial year."""
    lines = [_header(accounts, first, last, made_at), ";".join(HEADINGS)]
    lines += [_line(booking, accounts) for booking in bookings]
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def financial_year(day: date, begins: int) -> date:
    """The first day of the financial year that `day` lies in."""
    year = day.year if day.month >= begins else day.year - 1
    return date(year, begins, 1)


def _header(accounts, first, last, made_at):
    begins = financial_year(first, accounts.year_begins)
    fields = [
        *(quoted("EXTF"), "700", "21", quoted("Buchungsstapel"), "13"),
        *(f"{made_at:%Y%m%d%H%M%S}{made_at.microsecond // 1000:03}", "", quoted("RE")),
        *(quoted(""), quoted(""), f"{accounts.consultant}", f"{accounts.client}"),
        *(f"{begins:%Y%m%d}", f"{accounts.account_length}", f"{first:%Y%m%d}", f"{last:%Y%m%d}"),
        *(quoted(f"Fahrtkosten {first:%m/%Y}"), quoted(""), "1", "0", "0", quoted("EUR")),
        *("", quoted(""), "", "", quoted(""), "", "", quoted(""), quoted("")),
    ]
    return ";".join(fields)


def _line(booking, accounts):
    fields = {name: quoted("") if name in TEXTS else "" for name in HEADINGS}
    fields |= {
        "Umsatz (ohne Soll/Haben-Kz)": f"{booking.amount:.2f}".replace(".", ","),
        "Soll/Haben-Kennzeichen": quoted("S"),
        "WKZ Umsatz": quoted("EUR"),
        "Konto": accounts.expense,
        "Gegenkonto (ohne BU-Schlüssel)": accounts.contra,
        "Belegdatum": f"{booking.on:%d%m}",
        "Belegfeld 1": quoted(_reference(booking.reference)),
        "Buchungstext": quoted(booking.text[:LONGEST_TEXT]),
        "Festschreibung": "0",
    }
    return ";".join(fields.values())


def _reference(text):
    return "".join(sign if sign in IN_REFERENCES else "-" for sign in text)[:LONGEST_REFERENCE]


def quoted(text):
    """On one line, with quotation marks doubled."""
    plain = " ".join(text.split()).replace('"', '""')
    return f'"{"".join(map(_written, plain))}"'


def _written(sign):
    """The sign, without its accent or as a question mark where DATEV has no such one."""
    if _is_known(sign):
        return sign
    bare = unicodedata.normalize("NFKD", sign.translate(STROKES))[0]
    return bare if _is_known(bare) else "?"


def _is_known(sign):
    return sign.isprintable() and sign.encode(ENCODING, "ignore") != b""
