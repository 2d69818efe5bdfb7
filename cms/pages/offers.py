"""All that stands in the catalogue, as few facts as filters, counts and order need.

Two statements, however many courses and seminars there are; the words of a page are read later,
for those that are shown. Dates are many, so they stand in columns, which numpy looks through.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.utils import timezone

from courses.states import PUBLIC
from fortbildung.shared.trips import run

COURSES = """
    SELECT page.page_ptr_id, course.id, course.title, course.delivery_mode, office.slug,
           topics.slugs, programmes.codes
    FROM cms_coursepage AS page
    JOIN wagtailcore_page AS leaf ON leaf.id = page.page_ptr_id AND leaf.live
    JOIN wagtailcore_page AS parent
        ON parent.path = left(leaf.path, length(leaf.path) - 4) AND parent.live
    JOIN cms_officesectionpage AS section ON section.page_ptr_id = parent.id
    JOIN organisations_centraloffice AS office ON office.id = section.office_id
    JOIN courses_course AS course ON course.id = page.course_id
    LEFT JOIN (
        SELECT joined.course_id, array_agg(topic.slug) AS slugs
        FROM courses_course_topics AS joined
        JOIN courses_topic AS topic ON topic.id = joined.topic_id
        GROUP BY joined.course_id
    ) AS topics ON topics.course_id = course.id
    LEFT JOIN (
        SELECT joined.course_id, array_agg(programme.code) AS codes
        FROM courses_course_programmes AS joined
        JOIN organisations_programme AS programme ON programme.id = joined.programme_id
        GROUP BY joined.course_id
    ) AS programmes ON programmes.course_id = course.id
    ORDER BY course.title, course.id
"""
# One row of columns: the driver takes longer to read ten thousand rows than PostgreSQL to find
# them. Nobody gets a seat by themselves once enrolment has closed: nothing is free then.
DATES = """
    SELECT array_agg(seminar.course_id), array_agg(seminar.id),
        array_agg(extract(epoch FROM span.starts_at)::bigint),
        array_agg(CASE WHEN seminar.closes_at > %s
            THEN greatest(seminar.capacity - count.taken - count.kept, 0) ELSE 0 END),
        array_agg(coalesce(seminar.land_id, 0)),
        (SELECT json_object_agg(id, short) FROM organisations_state)
    FROM courses_seminar AS seminar
    JOIN courses_seminarspan AS span ON span.seminar_id = seminar.id
    JOIN courses_seatcount AS count ON count.seminar_id = seminar.id
    WHERE span.starts_at > %s AND seminar.state = ANY(%s)
"""


OF_COURSES = ("topic", "mode", "programme", "office")
OF_DATES = ("land", "month", "free")


@dataclass(frozen=True, slots=True)
class Offer:
    """A course in the catalogue; who may come from all programmes names none."""

    page: int
    course: int
    title: str
    mode: str
    office: str
    topics: list
    programmes: list

    def values(self, name):
        """What it counts for; the empty programme stands for all."""
        if name == "topic":
            return self.topics
        if name == "programme":
            return self.programmes or [""]
        return [getattr(self, name)]


class Date(NamedTuple):
    """One seminar to come; `offer` is its course's place among the offers."""

    offer: int
    seminar: int
    starts: int  # seconds, as computers count them
    seats: int  # free ones
    land: str  # empty where it has none

    @property
    def starts_at(self):
        return datetime.fromtimestamp(self.starts, tz=UTC)


class Dates:
    """The dates of all offers, offer by offer, soonest first: one column per fact."""

    def __init__(self, offer, seminar, starts, seats, land, *, lands):
        """`lands` are the names of the numbers in the column of the Länder."""
        columns = np.array([offer, seminar, starts, seats, land], dtype=np.int64)
        offer, seminar, starts, *_rest = columns
        ordered = columns[:, np.lexsort((seminar, starts, offer))]
        self.offer, self.seminar, self.starts, self.seats, self.land = ordered
        self.lands = lands
        self.month = _months_of(self.starts)

    def __len__(self):
        return len(self.offer)

    def having(self, name, value):
        """Which have this value of a filter."""
        if name == "free":
            return self.seats > 0
        if name == "month":
            return self.month == _month_named(value)
        return self.land == next((n for n, short in self.lands.items() if short == value), -1)

    def offers_by(self, name, among):
        """Value of a filter → how many offers have a date `among` these with it."""
        if name == "free":
            found = len(np.unique(self.offer[among & (self.seats > 0)]))
            return {"True": found} if found else {}
        column = self.month if name == "month" else self.land
        values, offers = column[among], self.offer[among]
        # Each offer counts once for each of its values.
        base = column.max(initial=0) + 1
        pairs = np.unique(offers * base + values)
        found, counts = np.unique(pairs % base, return_counts=True)
        named = _month_key if name == "month" else lambda land: self.lands.get(land, "")
        counted = zip(map(named, found.tolist()), counts.tolist(), strict=True)
        return {value: count for value, count in counted if value}

    def first_month(self, among):
        """The month of the first date among these, as addresses name it; empty without any."""
        months = self.month[among]
        return _month_key(months.min()) if len(months) else ""

    def at(self, places):
        """Those at these places, one by one."""
        columns = (self.offer, self.seminar, self.starts, self.seats, self.land)
        for *facts, land in zip(*(column[places].tolist() for column in columns), strict=True):
            yield Date(*facts, self.lands.get(land, ""))


class Offers:
    """The courses by title, and their dates."""

    def __init__(self, courses, dates):
        self.courses, self.dates = courses, dates

    def __len__(self):
        return len(self.courses)

    @cached_property
    def marks(self):
        """Filter of courses → its values → which offers count for each."""
        found = {name: {} for name in OF_COURSES}
        for place, offer in enumerate(self.courses):
            for name, places in found.items():
                for value in offer.values(name):
                    places.setdefault(value, []).append(place)
        return {
            name: {value: self.marked(places) for value, places in values.items()}
            for name, values in found.items()
        }

    def marked(self, places):
        """One bit for each offer: whether it is among these."""
        bits = np.zeros(len(self), dtype=bool)
        bits[places] = True
        return bits

    def only(self, seminars):
        """Those with one of these dates, without all other dates."""
        dates = self.dates
        kept = np.flatnonzero(np.isin(dates.seminar, list(seminars)))
        places, offer = np.unique(dates.offer[kept], return_inverse=True)
        rest = (column[kept] for column in (dates.seminar, dates.starts, dates.seats, dates.land))
        courses = [self.courses[place] for place in places]
        return Offers(courses, Dates(offer, *rest, lands=dates.lands))


def all_offers(*, now):
    """Every course of the catalogue by title, each with its dates, soonest first."""
    courses = [Offer(*row[:5], row[5] or [], row[6] or []) for row in run(COURSES)]
    ((course, *columns, lands),) = run(DATES, now, now, sorted(PUBLIC))
    if course is None:
        course, *columns = ([],) * 5
    names = {int(number): short for number, short in (lands or {}).items()}
    places = _places(courses, course)
    shown = places >= 0
    rest = (np.array(column, dtype=np.int64)[shown] for column in columns)
    return Offers(courses, Dates(places[shown], *rest, lands=names))


def _places(offers, courses):
    """The place of each of these courses among the offers, -1 where it is not in the catalogue."""
    found = {offer.course: place for place, offer in enumerate(offers)}
    return np.fromiter((found.get(course, -1) for course in courses), np.int64, len(courses))


def _months_of(moments):
    """The months here in which these moments lie, counted since the year nought."""
    if not len(moments):
        return moments
    here = timezone.get_default_timezone()
    ends = (moments.min(), moments.max())
    first, last = (_number_of(datetime.fromtimestamp(int(end), tz=here)) for end in ends)
    months = range(first, last + 1)
    begins = [datetime(*_year_and_month(month), 1, tzinfo=here).timestamp() for month in months]
    return first + np.searchsorted(begins, moments, side="right") - 1


def _number_of(day):
    return day.year * 12 + day.month - 1


def _year_and_month(number):
    return number // 12, number % 12 + 1


def _month_key(number):
    """As addresses name it: “2027-03”."""
    return "{:04}-{:02}".format(*_year_and_month(number))


def _month_named(key):
    return _number_of(date.fromisoformat(f"{key}-01"))
