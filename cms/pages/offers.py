"""All that stands in the catalogue, as few facts as filters, counts and order need.

Two statements, however many courses and seminars there are; the words of a page are read later,
for those that are shown.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings

from courses.states import PUBLIC
from fortbildung.shared.sql import run

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
# As one text per course: the driver takes longer to read ten thousand moments than PostgreSQL to
# find them. Nobody gets a seat by themselves once enrolment has closed: nothing is free then.
DATES = """
    WITH begun AS (
        SELECT seminar_id, min(starts_at) AS starts_at
        FROM courses_session GROUP BY seminar_id HAVING min(starts_at) > %s
    )
    SELECT seminar.course_id, json_agg(json_build_array(
        seminar.id, extract(epoch FROM begun.starts_at)::bigint, room.free,
        to_char(begun.starts_at AT TIME ZONE %s, 'YYYY-MM'), coalesce(land.short, ''),
        CASE WHEN room.free > 0 THEN 'True' ELSE '' END
    ) ORDER BY begun.starts_at, seminar.id)::text
    FROM begun
    JOIN courses_seminar AS seminar ON seminar.id = begun.seminar_id
    LEFT JOIN courses_seatcount AS seats ON seats.seminar_id = seminar.id
    LEFT JOIN organisations_state AS land ON land.id = seminar.land_id
    CROSS JOIN LATERAL (
        SELECT CASE WHEN seminar.closes_at > %s
                    THEN greatest(seminar.capacity - coalesce(seats.taken + seats.kept, 0), 0)
                    ELSE 0 END AS free
    ) AS room
    WHERE seminar.state = ANY(%s)
    GROUP BY seminar.course_id
"""


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
    dates: list = field(default_factory=list)

    def has(self, name, value):
        if name == "programme":
            return not self.programmes or value in self.programmes
        return value in self.values(name)

    def values(self, name):
        """What it counts for; the empty programme stands for all."""
        many = {"topic": self.topics, "programme": self.programmes or [""]}
        return many[name] if name in many else (getattr(self, name),)


def all_offers(*, now, seminars=None):
    """Every course of the catalogue by title, each with its dates, soonest first.

    With `seminars` (their keys) only these dates are known.
    """
    rows = run(COURSES)
    offers = {row[1]: Offer(*row[:5], row[5] or [], row[6] or []) for row in rows}
    for course, dates in run(DATES, now, settings.TIME_ZONE, now, sorted(PUBLIC)):
        if course in offers:
            found = map(Date._make, json.loads(dates))
            offers[course].dates = [each for each in found if not seminars or each[0] in seminars]
    return list(offers.values())
