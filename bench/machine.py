"""What the figures were measured on."""

import os
import platform
from pathlib import Path

from django.db import connection
from django.utils import timezone


def facts(commits):
    """The machine in a few lines; `commits` a second is what its disk allows one client."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(version(), ' ', 2), current_setting('fsync')")
        postgres, fsync = cursor.fetchone()
    versions = f"Python {platform.python_version()}, PostgreSQL {postgres} (fsync {fsync})"
    return "\n".join(
        [
            f"- {place(timezone.localtime())}",
            f"- {versions}",
            f"- {commits:.0f} commits/s onto the disk, one client, one row each",
        ]
    )


def place(moment):
    """When and where, in a line."""
    load = os.getloadavg()[0]
    return f"{moment:%d.%m.%Y %H:%M}, {os.cpu_count()} × {_processor()}, load {load:.1f}"


def _processor():
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()
