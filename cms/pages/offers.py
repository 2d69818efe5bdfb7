"""All that stands in the catalogue, as few facts as filters, counts and order need.

Two statements, however many courses and seminars there are; the words of a page are read later,
for those that are shown.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

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
# One list per fact and course: the driver takes longer to read ten thousand rows than PostgreSQL to
# find them. Nobody gets a seat by themselves once enrolment has closed: nothing is free then.
DATES = """
    SELECT course, array_agg(seminar ORDER BY starts, seminar),
        array_agg(starts ORDER BY starts, seminar), array_agg(seats ORDER BY starts, seminar),
        array_agg(land ORDER BY starts, seminar)
    FROM (
        SELECT seminar.course_id AS course, seminar.id AS seminar,
            extract(epoch FROM span.starts_at)::bigint AS starts,
            CASE WHEN seminar.closes_at > %s
                THEN greatest(seminar.capacity - count.taken - count.kept, 0) ELSE 0 END AS seats,
            coalesce(land.short, '') AS land
        FROM courses_seminar AS seminar
        JOIN courses_seminarspan AS span ON span.seminar_id = seminar.id
        JOIN courses_seatcount AS count ON count.seminar_id = seminar.id
        LEFT JOIN organisations_state AS land ON land.id = seminar.land_id
        WHERE span.starts_at > %s AND seminar.state = ANY(%s)
    ) AS date
    GROUP BY course
"""
A_QUARTER = 15 * 60  # seconds


class Date(NamedTuple):
    """One seminar to come; `free` is “True” or empty, as the filters' values are texts."""

    seminar: int
    starts: int  # seconds, as computers count them
    seats: int  # free ones
    month: str
    land: str
    free: str

    @property
    def starts_at(self):
        return datetime.fromtimestamp(self.starts, tz=UTC)


@dataclass(slots=True, eq=False)
class Dates:
    """Dates, soonest first, as one list per fact: most are only counted, a few are looked at."""

    seminar: list
    starts: list
    seats: list
    month: list
    land: list
    free: list

    def __len__(self):
        return len(self.seminar)

    def __iter__(self):
        return map(Date, *self._columns())

    def having(self, asked):
        """Those that have each of these values."""
        if not asked:
            return self
        wanted = tuple(asked.values())
        return self._at([n for n, row in enumerate(self._rows(asked)) if row == wanted])

    def values(self, name, asked):
        """The different values of `name` among those that have what is asked."""
        column = getattr(self, name)
        if not asked:
            return set(column)
        wanted = tuple(asked.values())
        return {
            value for value, row in zip(column, self._rows(asked), strict=True) if row == wanted
        }

    def of(self, seminars):
        """Those of these seminars."""
        return self._at([n for n, seminar in enumerate(self.seminar) if seminar in seminars])

    def _at(self, places):
        if not places:
            return NO_DATES
        return Dates(*[[column[n] for n in places] for column in self._columns()])

    def _rows(self, names):
        return zip(*[getattr(self, name) for name in names], strict=True)

    def _columns(self):
        return self.seminar, self.starts, self.seats, self.month, self.land, self.free


NO_DATES = Dates([], [], [], [], [], [])


@dataclass(slots=True)
class Offer:
    """A course in the catalogue with its dates; who may come from all programmes names none."""

    page: int
    course: int
    title: str
    mode: str
    office: str
    topics: list
    programmes: list
    dates: Dates = NO_DATES

    def has(self, name, value):
        if name == "programme":
            return not self.programmes or value in self.programmes
        return value in self.values(name)

    def values(self, name):
        """What it counts for; the empty programme stands for all."""
        if name == "topic":
            return self.topics
        if name == "programme":
            return self.programmes or [""]
        return [getattr(self, name)]


def all_offers(*, now, seminars=None):
    """Every course of the catalogue by title, each with its dates, soonest first.

    With `seminars` (their keys) only these dates are known.
    """
    offers = {row[1]: Offer(*row[:5], row[5] or [], row[6] or []) for row in run(COURSES)}
    for course, *columns in run(DATES, now, now, sorted(PUBLIC)):
        if course in offers:
            dates = _dates(*columns)
            offers[course].dates = dates if seminars is None else dates.of(seminars)
    return list(offers.values())


def _dates(seminars, starts, seats, lands):
    months = [_month_of(moment // A_QUARTER) for moment in starts]
    return Dates(seminars, starts, seats, months, lands, ["True" if n else "" for n in seats])


@lru_cache(maxsize=2**15)
def _month_of(quarter):
    """The month here in which this quarter of an hour lies; months begin with one."""
    moment = datetime.fromtimestamp(quarter * A_QUARTER, tz=timezone.get_default_timezone())
    return f"{moment:%Y-%m}"
