"""The tables of docs/quality.md: only what was measured comes between its markers."""

import os
import re

from django.utils import timezone

from fortbildung.settings.base import BASE_DIR

DOCUMENT = BASE_DIR / "docs" / "quality.md"


def write(part, table):
    """Put `table` between the markers of `part`, in place of the one before."""
    begin, end = f"<!-- {part} -->\n", f"<!-- end of {part} -->"
    text = DOCUMENT.read_text(encoding="utf-8")
    pattern = f"{re.escape(begin)}.*{re.escape(end)}"
    measured = f"{begin}{timezone.localtime():%d.%m.%Y %H:%M}, {tools()}\n\n{table}\n{end}"
    text, found = re.subn(pattern, lambda _: measured, text, flags=re.DOTALL)
    assert found == 1, f"{DOCUMENT} has no place for {part}"
    DOCUMENT.write_text(text, encoding="utf-8")


def tools():
    return f"{os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f}"


def markdown(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in cells)} |" for cells in lines)
