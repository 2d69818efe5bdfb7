"""What is run by hand, and therefore rots unseen, at least still starts."""

import subprocess
import sys

import pytest

TOOLS = ["bench.load", "bench.scenarios", "tests.faults.accidents", "tests.quality.lighthouse"]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_still_finds_what_it_needs(tool):
    line = f"import fortbildung.wsgi, {tool}"
    outcome = subprocess.run([sys.executable, "-c", line], check=False, capture_output=True)
    assert outcome.returncode == 0, outcome.stderr.decode()
