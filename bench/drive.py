"""Let the load generator work, see what is owed afterwards, repeat."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from fortbildung.shared.models import OutgoingMail

PATIENCE = 600  # seconds, for mails to go out


@dataclass
class Outcome:
    """What came of one run: times in seconds, answers in the order of the errands."""

    seconds: float
    times: list[float]
    answers: list[tuple[int, str]] = field(default_factory=list)
    errors: int = 0
    reconnects: int = 0
    owed: int = 0
    drained: float = 0

    @property
    def rate(self):
        return len(self.times) / self.seconds

    def quantile(self, share):
        return sorted(self.times)[min(int(len(self.times) * share), len(self.times) - 1)]


def drive(errands, *, clients, expect):
    """Run the errands with so many clients; whatever is not answered `expect` is an error."""
    job = {"port": int(os.environ["PORT"]), "clients": clients, "errands": errands}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=settings.BASE_DIR,
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(done.stdout)
    answers = sorted(result["answers"])
    outcome = Outcome(
        seconds=result["seconds"],
        times=[spent for _, spent, _, _ in answers],
        answers=[(status, body) for _, _, status, body in answers],
        reconnects=result["reconnects"],
    )
    wrong = [answer for answer in outcome.answers if answer[0] != expect]
    outcome.errors = len(wrong)
    if wrong:
        sys.stderr.write(f"{len(wrong)} errors, the first: {wrong[0][0]} {wrong[0][1][:300]}\n")
    outcome.owed, outcome.drained = drain()
    return outcome


def drain():
    """How many mails are owed at this moment, and the seconds until none is."""
    begun, owed = time.monotonic(), _owed()
    while _owed() and time.monotonic() - begun < PATIENCE:
        time.sleep(0.05)
    return owed, time.monotonic() - begun


def _owed():
    return OutgoingMail.objects.due(timezone.now()).count()


def median_run(run: Callable[[], Outcome], times: int) -> Outcome:
    """The run whose rate is in the middle; its errors are those of all runs together."""
    runs = sorted((run() for _ in range(times)), key=lambda outcome: outcome.rate)
    middle = runs[len(runs) // 2]
    middle.errors = sum(outcome.errors for outcome in runs)
    return middle


def median_time(outcome: Outcome) -> float:
    return statistics.median(outcome.times)
