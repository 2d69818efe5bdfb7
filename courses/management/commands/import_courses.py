from courses.services.imports import import_courses
from fortbildung.shared.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Create and update courses and their topics from a CSV or XLSX file."

    def load(self, *, data, dry_run, **options):
        return import_courses(data=data, dry_run=dry_run)
