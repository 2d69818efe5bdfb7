"""Which offers answer what was chosen, and how many each further choice would leave.

Pure: a filter's counts are those with all other filters in use, as if it were open.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from cms.pages.offers import OF_COURSES, OF_DATES

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Hit:
    """An offer that fits, with those of its dates that do, soonest first."""

    offer: object
    dates: list


class Hits:
    """Those at `places` among the offers, in this order, with the dates of the bits in `dated`."""

    def __init__(self, offers, places, dated):
        self.offers, self.places, self.dated = offers, places, dated

    def __len__(self):
        return len(self.places)

    def __iter__(self):
        return (self[place] for place in range(len(self)))

    def __getitem__(self, index):
        """One hit, or a list of them."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = self.places[index]
        first, last = np.searchsorted(self.offers.dates.offer, (place, place + 1))
        fitting = first + np.flatnonzero(self.dated[first:last])
        return Hit(self.offers.courses[place], list(self.offers.dates.at(fitting)))

    @property
    def their_dates(self):
        """Of all dates, those of the hits."""
        return self.dated & self.offers.marked(self.places)[self.offers.dates.offer]

    @property
    def seminars(self):
        """The keys of all their dates."""
        return self.offers.dates.seminar[self.their_dates].tolist()

    @property
    def first_month(self):
        """That of their first date, as addresses name it; empty without a date."""
        return self.offers.dates.first_month(self.their_dates)

    def in_month(self, key):
        """Each of their dates in this month, with its offer."""
        dates = self.offers.dates
        places = np.flatnonzero(self.their_dates & dates.having("month", key))
        return [(self.offers.courses[date.offer], date) for date in dates.at(places)]

    def ordered(self, by):
        """The same, soonest first, by most free seats, or by title."""
        return Hits(self.offers, self.places[ORDERS[by](self)], self.dated)

    def nearest_first(self, distances):
        """The same by the distance of each course, by key; each distance stays in order."""
        far = [distances[self.offers.courses[place].course] for place in self.places]
        return Hits(self.offers, self.places[np.argsort(far, kind="stable")], self.dated)

    def of_each(self, column, merge, nothing):
        """One value of a column of dates per hit: of those that fit the one that `merge` keeps."""
        found = np.full(len(self.offers), nothing, dtype=np.int64)
        merge.at(found, self.offers.dates.offer[self.dated], column[self.dated])
        return found[self.places]


def answer(offers, chosen, *, among=None):
    """The hits, in the order of `offers`, and a Counter of values per filter.

    `among`: one bit for each offer, whether it may be a hit at all.
    """
    fit = {name: _fit(offers, name, chosen[name]) for name in OF_COURSES if name in chosen}
    if among is not None:
        fit["words"] = among
    on = {name: offers.dates.having(name, chosen[name]) for name in OF_DATES if name in chosen}
    dated = _all(on.values(), len(offers.dates))
    with_date = offers.marked(offers.dates.offer[dated] if on else slice(None))
    wanted = _all(fit.values(), len(offers))
    counts = {}
    for name, values in offers.marks.items():
        left = with_date & _all(_without(fit, name), len(offers))
        found = {value: int(np.count_nonzero(bits & left)) for value, bits in values.items()}
        counts[name] = +Counter(found)
    for name in OF_DATES:
        left = _all(_without(on, name), len(offers.dates)) & wanted[offers.dates.offer]
        counts[name] = Counter(offers.dates.offers_by(name, left))
    return Hits(offers, np.flatnonzero(wanted & with_date), dated), counts


def _fit(offers, name, value):
    marks, none = offers.marks[name], offers.marked([])
    fitting = marks.get(value, none)
    # Who names no programme takes people from all.
    return fitting | marks.get("", none) if name == "programme" else fitting


def _all(conditions, size):
    """Where all of them hold; everywhere where there are none."""
    found = np.ones(size, dtype=bool)
    for bits in conditions:
        found = found & bits
    return found


def _without(conditions, name):
    return [bits for other, bits in conditions.items() if other != name]


def by_date(hits):
    """Soonest first, without a date last."""
    return np.argsort(hits.of_each(hits.offers.dates.starts, np.minimum, NEVER), kind="stable")


def by_seats(hits):
    """Where most seats are free first."""
    starts = hits.of_each(hits.offers.dates.starts, np.minimum, NEVER)
    return np.lexsort((starts, -hits.of_each(hits.offers.dates.seats, np.maximum, 0)))


def by_title(hits):
    titles = [hits.offers.courses[place].title.casefold() for place in hits.places]
    return sorted(range(len(titles)), key=titles.__getitem__)


ORDERS = {"date": by_date, "free": by_seats, "title": by_title}
