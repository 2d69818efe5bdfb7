"""Which offers answer what was chosen, and how many each further choice would leave.

Pure: a filter's counts are those with all other filters in use, as if it were open.
"""

from collections import Counter
from dataclasses import dataclass

from cms.pages.offers import Dates

OF_COURSES = ("topic", "mode", "programme", "office")
OF_DATES = ("land", "month", "free")


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer that fits, with those of its dates that do."""

    offer: object
    dates: Dates


def answer(offers, chosen):
    """The hits, in the order of `offers`, and a Counter of values per filter."""
    tally = _Tally(chosen)
    for offer in offers:
        tally.take(offer)
    return tally.hits, tally.counts


class _Tally:
    def __init__(self, chosen):
        self.of_course = {name: chosen[name] for name in OF_COURSES if name in chosen}
        self.of_dates = {name: str(chosen[name]) for name in OF_DATES if name in chosen}
        self.of_other_dates = {name: _without(self.of_dates, name) for name in self.of_dates}
        self.found = {name: [] for name in (*OF_COURSES, *OF_DATES)}
        self.hits = []

    @property
    def counts(self):
        """Counted at the end: thousands of small additions would take most of the time."""
        return {name: Counter(values) for name, values in self.found.items()}

    def take(self, offer):
        misses = _misses(offer, self.of_course)
        if len(misses) > 1:
            return
        fitting = offer.dates.having(self.of_dates)
        if fitting or not self.of_dates:
            self._count(offer, misses or OF_COURSES)
            if not misses:
                self.hits.append(Hit(offer, fitting))
        if not misses:
            self._count_dates(offer.dates, fitting)

    def _count(self, offer, names):
        for name in names:
            self.found[name] += offer.values(name)

    def _count_dates(self, dates, fitting):
        for name in OF_DATES:
            if name in self.of_dates:
                values = dates.values(name, self.of_other_dates[name])
            else:
                values = fitting.values(name, {})
            self.found[name] += values - {""}


def _without(asked, name):
    return {other: value for other, value in asked.items() if other != name}


def _misses(thing, asked):
    return [name for name, value in asked.items() if not thing.has(name, value)]


def by_date(hit):
    """Soonest first, without a date last."""
    return (not hit.dates, hit.dates.starts[:1], hit.offer.title)


def by_seats(hit):
    """Where most seats are free first."""
    return (-max(hit.dates.seats, default=0), *by_date(hit))


def by_title(hit):
    return hit.offer.title.casefold()


ORDERS = {"date": by_date, "free": by_seats, "title": by_title}
