"""Run a command that stands back where others want the processor.

    python -m fortbildung.demo.aside COMMAND …

Linux shares the processor among sessions first (autogroups), and `nice` counts within one only.
"""

import contextlib
import os
import sys
from pathlib import Path

STAND_BACK = 19

if __name__ == "__main__":
    os.nice(STAND_BACK)
    with contextlib.suppress(OSError):  # kernels without autogroups, other systems
        Path("/proc/self/autogroup").write_text(str(STAND_BACK), encoding="ascii")
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 – a line of our own
