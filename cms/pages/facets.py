"""Which offers answer what was chosen, and how many each further choice would leave.

Pure: a filter's counts are those with all other filters in use, as if it were open.
"""

from collections import Counter
from dataclasses import dataclass

from cms.pages.offers import Date

OF_COURSES = ("topic", "mode", "programme", "office")
OF_DATES = {name: Date._fields.index(name) for name in ("land", "month", "free")}


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer that fits, with those of its dates that do."""

    offer: object
    dates: list


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
        self.asked = [(name, OF_DATES[name], value) for name, value in self.of_dates.items()]
        self.counts = {name: Counter() for name in (*OF_COURSES, *OF_DATES)}
        self.hits = []

    def take(self, offer):
        misses = _misses(offer, self.of_course)
        if len(misses) > 1:
            return
        fitting, almost = self._dates(offer)
        if fitting or not self.of_dates:
            self._count(offer, misses or OF_COURSES)
            if not misses:
                self.hits.append(Hit(offer, fitting))
        if not misses:
            self._count_dates(fitting, almost)

    def _count(self, offer, names):
        for name in names:
            self.counts[name].update(offer.values(name))

    def _count_dates(self, fitting, almost):
        for name, position in OF_DATES.items():
            values = {date[position] for date in almost.get(name, fitting)}
            self.counts[name].update(values - {""})

    def _dates(self, offer):
        """The dates that fit, and per filter in use those that fit or fail by it alone."""
        if not self.asked:
            return offer.dates, {}
        fitting, almost = [], {name: [] for name in self.of_dates}
        for date in offer.dates:
            misses = [name for name, position, value in self.asked if date[position] != value]
            if not misses:
                fitting.append(date)
            elif len(misses) == 1:
                almost[misses[0]].append(date)
        return fitting, {name: dates + fitting for name, dates in almost.items()}


def _misses(thing, asked):
    return [name for name, value in asked.items() if not thing.has(name, value)]


def by_date(hit):
    """Soonest first, without a date last."""
    return (not hit.dates, hit.dates and hit.dates[0].starts, hit.offer.title)


def by_seats(hit):
    """Where most seats are free first."""
    return (-max((date.seats for date in hit.dates), default=0), *by_date(hit))


def by_title(hit):
    return hit.offer.title.casefold()


ORDERS = {"date": by_date, "free": by_seats, "title": by_title}
