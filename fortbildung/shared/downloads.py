"""A table as a file to take away."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from fortbildung.shared.tables_out import csv_text, xlsx

FORMATS = {
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv_text, "text/csv; charset=utf-8"),
}


def attached(table, *, name, file_format):
    """The table as the file `name`, whose ending is that of the format."""
    write, content_type = FORMATS[file_format]
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(write(table), content_type=content_type, headers=headers)
