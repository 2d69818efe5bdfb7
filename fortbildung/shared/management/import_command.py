"""The frame of every import command: read the file, one service call, tell what happened."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortbildung.shared.errors import Refused

EVERY_ROW = 2  # the verbosity that tells of each row


class ImportCommand(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV or XLSX; the headings say what is what")
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, save nothing, tell the same"
        )

    def load(self, *, data, dry_run, **options):
        """The one service call of the command; returns its report."""
        raise NotImplementedError

    def handle(self, *, file, verbosity, **options):
        try:
            report = self.load(data=file.read_bytes(), **options)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s") % {"file": file, "error": error.strerror}
            ) from error
        except Refused as refused:
            raise CommandError(_told(file, refused.messages)) from refused
        rows = report.rows if verbosity >= EVERY_ROW else []
        self.stdout.write("\n".join([*rows, *report.lines()]))


def _told(file, messages):
    heading = ngettext(
        "Nothing of %(file)s was imported because of one problem:",
        "Nothing of %(file)s was imported because of %(count)s problems:",
        len(messages),
    ) % {"file": file.name, "count": len(messages)}
    return "\n".join([heading, *messages])
