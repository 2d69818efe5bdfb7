"""A table of a report as a file to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from fortbildung.shared.tables_out import csv_text, xlsx

FORMATS = {
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv_text, "text/csv; charset=utf-8"),
}


def attached(table, *, name, file_format):
    write, content_type = FORMATS[file_format]
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(write(table), content_type=content_type, headers=headers)
