"""The organisations an office hands in: a file of associations or a file of sites."""

from fortbildung.shared.importing import Report, one_import
from fortbildung.shared.tables_in import read_table
from organisations.services.imports import associations, sites


def import_organisations(*, data: bytes, dry_run: bool = False) -> Report:
    """Create and update what the file tells of; its headings say which kind of file it is.

    Raises Refused with every problem, and changes nothing, when there is one. Importing the same
    file again changes nothing. Nothing is ever removed.
    """
    table = read_table(data, associations.SHAPE, sites.SHAPE)
    report = Report.of(table, dry_run=dry_run)
    load = associations.load if table.shape is associations.SHAPE else sites.load
    with one_import(dry_run=dry_run):
        load(table, report)
    return report
