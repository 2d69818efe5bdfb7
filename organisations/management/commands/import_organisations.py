from fortbildung.shared.management.import_command import ImportCommand
from organisations.services.imports import import_organisations


class Command(ImportCommand):
    help = "Create and update associations, or providers and sites, from a CSV or XLSX file."

    def load(self, *, data, dry_run, **options):
        return import_organisations(data=data, dry_run=dry_run)
