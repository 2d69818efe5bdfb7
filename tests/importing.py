"""Import commands in tests: files from rows, and what the command says in lines."""

import csv
import io
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import land

DATA = Path(settings.BASE_DIR) / "fortbildung" / "demo" / "data"
STATES = import_module("organisations.migrations.0002_states").STATES


def all_laender():
    """Tests with real transactions empty the tables; this fills them again."""
    for row in STATES:
        land(row[3])


def as_csv(rows, **form):
    """A CSV of dicts; the first one's keys are the headings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=";", **form)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def sample(name):
    """The rows of a demo file as dicts."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


class Imports:
    """Runs import commands with files made in `folder`."""

    def __init__(self, folder):
        self.folder = folder

    def run(self, command, data, **options):
        """The lines the command tells; `data` is the name of a demo file, rows or bytes."""
        said = io.StringIO()
        call_command(command, self._file(data), stdout=said, **options)
        return said.getvalue().splitlines()

    def refused(self, command, data, **options):
        """The problems the command tells when it refuses the file."""
        with pytest.raises(CommandError) as error:
            call_command(command, self._file(data), **options)
        assert error.value.returncode == 1
        return str(error.value).splitlines()[1:]

    def _file(self, data):
        if isinstance(data, str):
            return DATA / data
        path = self.folder / "tabelle"
        path.write_bytes(data if isinstance(data, bytes) else as_csv(data))
        return path
