"""What every import shares: what is wrong told by line and column, what was done told in one
report, all or nothing, and one import at a time."""

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fortbildung.shared.errors import Refused

LOCK = 0x_F0_2B  # any number, as long as every import asks for the same
NEW, CHANGED, UNCHANGED = gettext_noop("new"), gettext_noop("changed"), gettext_noop("unchanged")
DAYS = ["%d.%m.%Y", "%Y-%m-%d"]
# 12, 12,5, 12.50 and 1.200,00; what 1.200 means is anybody's guess.
NUMBER = re.compile(r"\d+([.,]\d{1,2})?|\d{1,3}(\.\d{3})+,\d{1,2}")
MOST_DIGITS = 6
ANSWERS = {
    **dict.fromkeys(["ja", "yes", "j", "y", "x", "wahr", "true", "1"], True),
    **dict.fromkeys(["nein", "no", "n", "falsch", "false", "0", ""], False),
}


@contextmanager
def one_import(*, dry_run):
    """One transaction, one import at a time; a dry run is undone at its end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
        if dry_run:
            transaction.set_rollback(True)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell and what to do about it."""

    line: int
    heading: str
    text: str
    remedy: str

    def __str__(self):
        told = _("Line %(line)s, %(heading)s: %(problem)s %(remedy)s") % {
            "line": self.line,
            "heading": self.heading,
            "problem": self.text,
            "remedy": self.remedy,
        }
        return told.strip()


class Problems:
    """Everything that is wrong with a table, collected before anything is written."""

    def __init__(self, table):
        self.headings = table.headings
        self.found = []
        self.seen = {}

    def add(self, row, key, text, remedy=""):
        self.found.append(Problem(row.line, self.headings.get(key, key), text, remedy))

    def refuse(self):
        """Raise Refused when anything is wrong, told in the order of the file."""
        if self.found:
            raise Refused([str(problem) for problem in sorted(self.found, key=lambda p: p.line)])

    def check_once(self, row, key):
        """The value may stand in one line of the file only."""
        first = self.seen.setdefault((key, row[key].casefold()), row.line)
        if first != row.line and row[key]:
            self.add(
                row,
                key,
                _("“%(value)s” stands in line %(first)s already.")
                % {"value": row[key], "first": first},
                _("Keep one of the two lines."),
            )

    def check_fields(self, row, instance, keys, *, remedy=""):
        """Note what the model itself finds wrong; `keys` maps its fields to columns.

        `remedy` is told in place of the model's own words.
        """
        filled = {name for name, key in keys.items() if row[key]}
        others = {model_field.name for model_field in instance._meta.get_fields()} - filled  # noqa: SLF001
        try:
            instance.clean_fields(exclude=others)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                value = row[keys[name]]
                for message in messages:
                    problem = _("“%(value)s” is not valid.") % {"value": value[:60]}
                    self.add(row, keys[name], problem, remedy or message)


class Cells:
    """The cells of one row as what they mean. What cannot be read becomes a problem and None."""

    def __init__(self, row, problems):
        self.row, self.problems = row, problems

    def text(self, key):
        """What stands in a cell that may not be empty."""
        if not self.row[key]:
            self.problems.add(self.row, key, _("The cell is empty."), _("It must be filled in."))
        return self.row[key]

    def known(self, key, choices, problem, remedy):
        """One of `choices`, whose keys are in lower case."""
        value = self.text(key)
        return self.choice(key, value, choices, problem, remedy) if value else None

    def choice(self, key, value, choices, problem, remedy):
        """The choice that `value`, a part of the cell, names."""
        found = choices.get(value.casefold())
        if found is None:
            self.problems.add(self.row, key, problem % {"value": value}, remedy)
        return found

    def whole(self, key, *, least):
        value = self.text(key)
        if value and not (value.isdecimal() and len(value) <= MOST_DIGITS and int(value) >= least):
            remedy = _("Write a whole number from %(least)s on.") % {"least": least}
            self._unreadable(key, value, remedy)
            return None
        return int(value) if value else None

    def number(self, key, remedy):
        """A number with a decimal comma or point."""
        value = self.text(key).removesuffix("€").removesuffix("EUR").strip()
        if not NUMBER.fullmatch(value):
            if value:
                self._unreadable(key, value, remedy)
            return None
        return Decimal(value.replace(".", "").replace(",", ".") if "," in value else value)

    def day(self, key):
        value = self.text(key)
        for form in DAYS if value else []:
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007 – a day has no zone
            except ValueError:
                continue
        if value:
            self._unreadable(key, value, _("Write a date like 31.12.2027."))
        return None

    def yes(self, key):
        """Yes or no; an empty cell means no."""
        value = self.row[key]
        if value.casefold() not in ANSWERS:
            self._unreadable(key, value, _("Write “yes” or “no”."))
        return ANSWERS.get(value.casefold(), False)

    def _unreadable(self, key, value, remedy):
        self.problems.add(
            self.row, key, _("“%(value)s” cannot be read.") % {"value": value}, remedy
        )


@dataclass
class Report:
    """What an import did, or would have done."""

    dry_run: bool
    counts: dict[str, Counter] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, table, *, dry_run):
        notes = []
        if table.ignored:
            notes.append(
                _("These columns are not known and were ignored: %(columns)s.")
                % {"columns": ", ".join(table.ignored)}
            )
        return cls(dry_run=dry_run, notes=notes)

    def add(self, kind, name, outcome):
        """Count one `name` of a `kind` (a plural, told to people) as new, changed or unchanged."""
        self.counts.setdefault(kind, Counter())[outcome] += 1
        self.rows.append(f"{kind}: {name}, {_(outcome)}")

    def lines(self):
        for kind, counts in self.counts.items():
            yield _("%(kind)s: %(new)s new, %(changed)s changed, %(unchanged)s unchanged") % {
                "kind": kind,
                "new": counts[NEW],
                "changed": counts[CHANGED],
                "unchanged": counts[UNCHANGED],
            }
        yield from self.notes
        if self.dry_run:
            yield _("This was a dry run: nothing was saved.")


def change(instance, facts):
    """Save those `facts` that differ from the instance's; the names of their fields."""
    changed = [name for name, fact in facts.items() if getattr(instance, name) != fact]
    for name in changed:
        setattr(instance, name, facts[name])
    if changed:
        instance.save(update_fields=changed)
    return changed


def change_many(related, wanted):
    """Make the many-to-many relation hold exactly `wanted`; whether it changed."""
    differs = set(related.all()) != set(wanted)
    if differs:
        related.set(wanted)
    return differs
