"""What each line of the list says, in the words personnel departments use."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import gettext as _

from fortbildung.shared.errors import Refused
from fortbildung.shared.importing import Cells, Problems
from fortbildung.shared.tables_in import Column, Row, read_table
from organisations.models import Invitation, Organisation, Programme
from organisations.rules import EARLIEST_NOTICE, LONGEST_CAREER
from organisations.services.staff_list.workplaces import Workplaces
from organisations.states import EmploymentFunction

MOST_ROWS = 2000
SHAPE = (
    Column(
        "email", ("E-Mail", "E-Mail-Adresse", "Mail", "Mailadresse", "E-Mail dienstlich", "email")
    ),
    Column("name", ("Name", "Nachname", "Familienname", "Mitarbeiter:in", "Mitarbeiter", "name")),
    Column("first_name", ("Vorname", "first name"), required=False),
    Column("function", ("Funktion", "Tätigkeit", "Stelle", "Position", "function"), required=False),
    Column("programme", ("Programm", "Förderprogramm", "programme"), required=False),
    Column(
        "fte_share",
        ("Stellenanteil", "Stellenumfang", "Umfang", "VZÄ", "Beschäftigungsumfang", "share"),
        required=False,
    ),
    Column(
        "site",
        ("Beratungsstelle", "Einsatzstelle", "Standort", "Einrichtung", "Dienststelle", "site"),
        required=False,
    ),
    Column(
        "starts",
        ("Beginn", "Eintritt", "Eintrittsdatum", "Beschäftigt seit", "seit", "ab", "starts"),
        required=False,
    ),
)
FUNCTIONS = {
    **{function.value: function for function in EmploymentFunction},
    **dict.fromkeys(
        ["beratungskraft", "beratung", "berater", "beraterin", "berater:in", "berater/in"],
        EmploymentFunction.COUNSELLOR,
    ),
    **dict.fromkeys(["leitung", "leiter", "leiterin", "leiter:in"], EmploymentFunction.MANAGER),
    **dict.fromkeys(["verwaltung", "sekretariat"], EmploymentFunction.ADMINISTRATION),
    **dict.fromkeys(
        ["sonstige", "sonstiges", "andere", "andere funktion", "sonstige funktion"],
        EmploymentFunction.OTHER,
    ),
}
WORDS = {
    EmploymentFunction.COUNSELLOR: "Beratungskraft",
    EmploymentFunction.MANAGER: "Leitung",
    EmploymentFunction.ADMINISTRATION: "Verwaltung",
    EmploymentFunction.OTHER: "Sonstige",
}
PARTICLES = {"von", "vom", "van", "de", "del", "der", "den", "di", "da", "zu", "zur", "el", "al"}
FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119, as Excel counts
HUNDRED = Decimal(100)
CENT = Decimal("0.01")


def function_word(function: EmploymentFunction) -> str:
    """How a list names it; read again it is the same."""
    return WORDS[function]


@dataclass(frozen=True)
class Line:
    """What a row says, read. None where it does not say it."""

    row: Row
    email: str
    first_name: str
    last_name: str
    place: Organisation | None
    programme: Programme | None
    function: EmploymentFunction | None
    fte_share: Decimal | None
    starts: date | None

    @property
    def number(self) -> int:
        return self.row.line

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass
class StaffList:
    """The lines of a file, and what is wrong with them."""

    lines: list[Line]
    problems: Problems
    ignored: list[str] = field(default_factory=list)


def read_staff_list(data: bytes, *, workplaces: Workplaces, today: date) -> StaffList:
    """Every line that could be read; Refused when the file as a whole cannot."""
    table = read_table(data, SHAPE)
    if not table.rows:
        raise Refused(_("The file has headings, but no rows below them."))
    if len(table.rows) > MOST_ROWS:
        raise Refused(
            _("The file has %(rows)s rows. Split it: %(most)s are possible at a time.")
            % {"rows": len(table.rows), "most": MOST_ROWS}
        )
    problems = Problems(table)
    reader = _Reader(problems, workplaces, today)
    return StaffList([reader.line(row) for row in table.rows], problems, table.ignored)


class _Reader:
    def __init__(self, problems: Problems, workplaces: Workplaces, today: date) -> None:
        self.problems, self.workplaces, self.today = problems, workplaces, today
        self.names = {}

    def line(self, row):
        cells = Cells(row, self.problems)
        first_name, last_name = self._name(cells)
        email = cells.text("email").lower()
        place = self.workplaces.place(cells)
        line = Line(
            row=row,
            email=email,
            first_name=first_name,
            last_name=last_name,
            place=place,
            programme=self.workplaces.programme(cells, place),
            function=self._function(cells),
            fte_share=self._share(cells),
            starts=self._starts(cells),
        )
        self._check_person(line)
        return line

    def _name(self, cells):
        """First and last name, from two columns or from one, in either order."""
        name, first_name = cells.text("name"), cells.row["first_name"]
        if first_name or not name:
            return first_name, name
        last, comma, first = name.partition(",")
        if comma:
            return first.strip(), last.strip()
        words = name.split()
        begins = next((n for n, word in enumerate(words) if n and word.lower() in PARTICLES), -1)
        if not words[:begins]:
            self.problems.add(
                cells.row,
                "name",
                _("“%(value)s” is only one name.") % {"value": name},
                _("Write first and last name, as “Kim Muster” or “Muster, Kim”."),
            )
        return " ".join(words[:begins]), " ".join(words[begins:])

    def _check_person(self, line):
        """Address and name are possible, and one address is one person."""
        person = Invitation(email=line.email, first_name=line.first_name, last_name=line.last_name)
        self.problems.check_fields(
            line.row, person, {"email": "email"}, remedy=_("Write it like kim@example.org.")
        )
        self.problems.check_fields(line.row, person, {"last_name": "name"})
        if line.row["first_name"]:
            self.problems.check_fields(line.row, person, {"first_name": "first_name"})
        first = self.names.setdefault(line.email, line)
        if line.email and first.name.casefold() != line.name.casefold():
            self.problems.add(
                line.row,
                "email",
                _("The address stands in line %(first)s with another name: %(name)s.")
                % {"first": first.number, "name": first.name},
                _("Everybody needs an address of their own."),
            )

    def _function(self, cells):
        value = cells.row["function"]
        if not value:
            return None
        return cells.choice(
            "function",
            value,
            FUNCTIONS,
            _("“%(value)s” is not a function."),
            _("Use Beratungskraft, Leitung, Verwaltung or Sonstige."),
        )

    def _share(self, cells):
        """0,5 or 50 % or 50; an empty cell says nothing."""
        value = cells.row["fte_share"]
        number = value.removesuffix("%").strip().replace(",", ".")
        if not value:
            return None
        try:
            share = Decimal(number)
        except InvalidOperation:
            share = None
        if share is not None and ("%" in value or share > 1):
            share /= HUNDRED
        if share is None or not 0 <= share <= 1:
            self.problems.add(
                cells.row,
                "fte_share",
                _("“%(value)s” is not a share.") % {"value": value},
                _("Write a number from 0 to 1, or per cent."),
            )
            return None
        return share.quantize(CENT, ROUND_HALF_UP)

    def _starts(self, cells):
        value = cells.row["starts"]
        if not value:
            return None
        serial = value.isdecimal() and int(value) in SERIAL_DAYS
        day = FIRST_DAY_OF_EXCEL + timedelta(days=int(value)) if serial else cells.day("starts")
        if day and not self.today - LONGEST_CAREER <= day <= self.today + EARLIEST_NOTICE:
            self.problems.add(
                cells.row,
                "starts",
                _("“%(value)s” lies too far in the past or in the future.") % {"value": value},
                _("Correct the date; at most one year ahead is possible."),
            )
        return day
