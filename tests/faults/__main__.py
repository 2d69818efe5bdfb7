"""`make faults`: three accidents, one table. The broker stays away for `--away` seconds."""

import argparse
import os
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortbildung.settings.test")
django.setup()

from tests.faults.accidents import broker_away, database_restarted, worker_killed  # noqa: E402
from tests.faults.house import House  # noqa: E402

ACCIDENTS = {
    "worker killed while sending": worker_killed,
    "database restarted in a rush": database_restarted,
    "broker away in a rush": broker_away,
}
PEOPLE = 40
# What was on its way when the worker was killed comes again under the same Message-ID.
MOST_TWINS = 1


def rush(house, number, sessions, accident):
    """Everybody books until they got an answer, while the accident happens; seconds it took."""
    began = time.monotonic()
    with ThreadPoolExecutor(8) as crowd:
        bookings = [crowd.submit(house.book_until_done, number, key) for key in sessions]
        accident(house)
        for booking in bookings:
            booking.result()
    return time.monotonic() - began


def tell(name, house, seconds):
    """One line of the table; whether nothing was lost or said twice."""
    house.wait_for_mails()
    proof = house.manage("audit_seats", check=False)
    audit = (proof.stdout + proof.stderr).strip() if proof.returncode else ""
    owed, got = house.owed(), Counter(mail["Message-ID"] for mail in house.sink.mails)
    lost = len(owed - set(got))
    twins = sum(count > 1 for count in got.values())
    well = not (audit or lost) and twins <= MOST_TWINS
    print(
        f"{name:32} {PEOPLE:>6} {seconds:>8.1f} {len(owed):>6} {lost:>5} {twins:>8}  "
        f"{audit or 'well'}"
    )
    return well


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--away", type=int, default=60)
    away = parser.parse_args().away
    heads = f"{'people':>6} {'seconds':>8} {'mails':>6} {'lost':>5} {'twins':>8}  audit"
    print(f"{'accident':32} {heads}")
    fine = True
    folder = settings.VAR_DIR / "faults"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with House(folder, away=away) as house:
        for order, (name, accident) in enumerate(ACCIDENTS.items(), 1):
            number = f"F-{order}"
            sessions = house.fill(number, PEOPLE)
            fine &= tell(name, house, rush(house, number, sessions, accident))
    sys.exit(not fine)


if __name__ == "__main__":
    main()
