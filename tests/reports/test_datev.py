"""The file for the accounts, field by field as DATEV publishes its shape."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from reports.models import BookingAccounts
from reports.writing.datev import HEADINGS, Booking, booking_file, financial_year
from tests.factories import NOON, office


def file_with(bookings):
    facts = {"first": date(2026, 5, 1), "last": date(2026, 5, 31), "made_at": NOON}
    numbers = SimpleNamespace(
        consultant=1001, client=1, account_length=4, year_begins=7, expense="4660", contra="1755"
    )
    return booking_file(bookings, numbers, **facts).split(b"\r\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("expense", "contra", "refused"),
    [
        ("4660", "70001", False),
        ("466000", "1755", True),
        ("4660", "175500", True),
        ("0000", "1755", True),
        ("466", "1755", True),
    ],
)
def test_accounts_have_the_digits_that_datev_takes(expense, contra, refused):
    numbers = {"consultant": 1001, "client": 1, "expense": expense, "contra": contra}
    row = BookingAccounts(central_office=office(), account_length=4, **numbers)
    try:
        row.full_clean()
    except ValidationError:
        assert refused
    else:
        assert not refused


def test_each_field_for_texts_is_in_quotation_marks_and_no_other_is():
    """The places are those whose published expression has quotation marks."""
    texts = {2, 3, 6, 9, 11, 12, 14, 16, *range(20, 39), 40, 42, *range(48, 88), 91, 95, 96, 98}
    texts |= {102, 103, 105, 107, 109, 110, 112, 118, 120, 121, 123}
    made = Booking(Decimal("1.00"), date(2026, 5, 4), "7", "Fahrt")
    line = file_with([made])[2].decode("cp1252")
    found = [field.startswith('"') for field in line.split(";")]
    assert {place for place, quoted in enumerate(found, 1) if quoted} == texts
    assert line.split(";")[113] == "0"
    assert [HEADINGS[place] for place in (47, 48, 86, 124)] == [
        *("Zusatzinformation - Art 1", "Zusatzinformation- Inhalt 1"),
        *("Zusatzinformation- Inhalt 20", "Abw. Skontokonto"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Łukasik", b"Lukasik"),
        ("Kovačević", b"Kovacevic"),
        ("Müßig, Šarić €", "Müßig, Šaric €".encode("cp1252")),
        ("Nguyễn Đức", b"Nguyen Duc"),
        ("Иванов \x07", b"?????? ?"),
    ],
)
def test_signs_that_the_accounts_cannot_read_lose_their_accents(text, written):
    line = file_with([Booking(Decimal("1.00"), date(2026, 5, 4), "7", text)])[2]
    assert line.split(b";")[13] == b'"' + written + b'"'


def test_texts_fit_their_fields_whatever_they_are():
    made = Booking(Decimal("1.00"), date(2026, 5, 4), 'Ä"; 7', 'Łukasić "x"\n' + "y" * 80)
    lines = file_with([made])
    assert b'"Lukasic ""x"" yyy' in lines[2]
    assert b'"----7"' in lines[2]
    assert b";20250701;" in lines[0]
    assert financial_year(date(2026, 7, 1), 7) == date(2026, 7, 1)
