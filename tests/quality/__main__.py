"""`make lighthouse` and `make axe`: start what is served, look at it, write down what was found."""

import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortbildung.settings.test")
django.setup()

from fortbildung.demo import processes  # noqa: E402
from tests import servers  # noqa: E402
from tests.quality import axe, document, lighthouse  # noqa: E402

PARTS = {"lighthouse": lighthouse, "axe": axe}


def main(part):
    look = PARTS[part]
    with tempfile.TemporaryDirectory(prefix="quality-") as name:
        folder = Path(name)
        with servers.running(
            "quality",
            folder,
            mail_port=9,  # where nobody listens
            prepare=lambda stack: look.prepare(stack, folder),
            lines=lambda port: [processes.web(port)],
        ) as stack:
            document.write(part, look.table(stack, folder))


if __name__ == "__main__":
    main(sys.argv[1])
