from django.utils import timezone

from courses.services.imports import import_seminars
from fortbildung.shared.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Create and update seminars and their sessions from a CSV or XLSX file."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--publish", action="store_true", help="open the seminars of the file that are planned"
        )

    def load(self, *, data, publish, dry_run, **options):
        return import_seminars(data=data, now=timezone.now(), and_publish=publish, dry_run=dry_run)
