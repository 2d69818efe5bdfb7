"""What we have written: answers follow from it as they follow from the facts."""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

# Of these apps: no answer follows from pages and the demo.
APPS = ("organisations", "courses", "certificates", "reports", "fortbildung")
LEFT_OUT = {"migrations", "demo", "api", "static", "__pycache__"}
WRITTEN = (".py", ".mo")  # rules and words


@cache
def state_of_the_code() -> str:
    """Another one whenever our rules or their words have changed; read once per process."""
    state = sha256()
    for path in _written():
        state.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return state.hexdigest()


def _written():
    for app in APPS:
        for folder, inner, files in os.walk(settings.BASE_DIR / app):
            inner[:] = sorted(set(inner) - LEFT_OUT)
            yield from (Path(folder, name) for name in sorted(files) if name.endswith(WRITTEN))
