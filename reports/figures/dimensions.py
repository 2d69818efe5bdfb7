"""By what figures can be told apart: places, subjects, times.

The database groups by keys; what they are called is looked up afterwards, once for all.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Case, CharField, F, IntegerField, Value, When
from django.db.models.functions import (
    Cast,
    Coalesce,
    ExtractMonth,
    ExtractQuarter,
    ExtractYear,
    Left,
)
from django.utils import dates, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from courses.kinds import DeliveryMode
from courses.models import Course, Topic
from organisations.models import Organisation, Programme, State
from organisations.models.tree import STEP
from organisations.states import EmploymentFunction, OrganisationKind
from reports.figures.answers import Column

BEGINS = "seminar__span__starts_at"
TIMES = ("month", "quarter", "year")


@dataclass(frozen=True, eq=False)
class Dimension:
    """`key()` is what the database groups by, `named(keys)` gives each key its words.

    The words are those of `columns`: what the row is called, then what tells it from namesakes.
    `closer` are the parameters that show what one key consists of.
    """

    name: str
    title: Promise
    per: Promise
    key: Callable
    named: Callable
    columns: Callable = None
    closer: Callable = lambda _key: {}
    overlaps: Promise | str = ""  # why parts may be more than their sum

    @property
    def is_time(self):
        return self.name in TIMES

    @property
    def own_columns(self):
        if self.columns:
            return self.columns()
        return [Column(self.name, str(self.title), width=28)]


def sortable(name):
    """As German dictionaries sort: Ö like O, ß like ss, capitals like small letters."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _unknown():
    return _("not stated")


def of_model(model, text, keys):
    found = model.objects.in_bulk([key for key in keys if key])
    return {key: (text(found[key]) if key else _unknown(),) for key in keys}


def _places(keys):
    """Name, city and association: the first letters of a path are those of the association."""
    found = Organisation.objects.in_bulk(list(keys))
    roots = {place.path[:STEP] for place in found.values()}
    associations = dict(Organisation.objects.filter(path__in=roots).values_list("path", "name"))
    return {
        key: (place.name, place.city, associations[place.path[:STEP]])
        for key, place in found.items()
    }


def _place_columns(name, title, more=""):
    return [
        Column(name, str(title), width=48),
        Column(f"{more}city", _("City"), below=name, width=20),
        Column(f"{more}associations", _("Association"), below=name, width=20),
    ]


def _region_key():
    """The path of the regional association somebody was booked below; empty where there is none."""
    regions = Organisation.objects.filter(kind=OrganisationKind.REGIONAL_ASSOCIATION, depth=2)
    paths = list(regions.values_list("path", flat=True))
    above = Left("organisation__path", 2 * STEP)
    return Case(
        When(organisation__path__regex=f"^({'|'.join(paths)})", then=above)
        if paths
        else When(pk=None, then=Value("")),
        default=Value(""),
        output_field=CharField(),
    )


def _regions(keys):
    ends = {key[:end] for key in keys for end in (STEP, 2 * STEP)}
    found = dict(Organisation.objects.filter(path__in=ends).values_list("path", "name"))
    return {
        key: (found[key], found[key[:STEP]]) if key else (_("no regional association"), "")
        for key in keys
    }


def _region_columns():
    return [
        Column("region", _("Regional association"), width=40),
        Column("region_associations", _("Association"), below="region", width=20),
    ]


def _lands(keys):
    names = dict(State.objects.values_list("short", "name"))
    return {key: (names.get(key, _unknown()),) for key in keys}


def _programmes(keys):
    return of_model(Programme, lambda programme: programme.name, keys)


def _courses(keys):
    found = Course.objects.in_bulk(list(keys))
    return {key: (course.title, course.code) for key, course in found.items()}


def _course_columns():
    return [
        Column("course", _("Course"), width=48),
        Column("code", pgettext("of a course", "Code"), below="course", width=14),
    ]


def _of_choices(choices, keys):
    labels = dict(choices.choices)
    return {key: (str(labels.get(key, _unknown())),) for key in keys}


def in_berlin(part, begins=BEGINS):
    """A part of the moment at which the first session begins, as clocks in Germany show it."""
    whole = part(begins, tzinfo=timezone.get_default_timezone())
    return Cast(whole, IntegerField())  # PostgreSQL answers with a decimal


def _months(keys):
    return {key: (f"{dates.MONTHS[key % 100]} {key // 100}",) for key in keys}


def _quarters(keys):
    return {key: (_("Q%(n)s %(year)s") % {"n": key % 100, "year": key // 100},) for key in keys}


def _years(keys):
    return {key: (str(key),) for key in keys}


def part_of_year(part, begins=BEGINS):
    """The year and its month or quarter in one number, which sorts as time passes."""
    return in_berlin(ExtractYear, begins) * 100 + in_berlin(part, begins)


ALL = (
    Dimension(
        "provider",
        gettext_lazy("Provider"),
        gettext_lazy("per provider"),
        key=lambda: F("provider"),
        named=_places,
        columns=lambda: _place_columns("provider", _("Provider")),
        closer=lambda key: {"by": "site", "provider": key},
    ),
    Dimension(
        "site",
        gettext_lazy("Site"),
        gettext_lazy("per site"),
        key=lambda: F("organisation"),
        named=_places,
        columns=lambda: _place_columns("site", _("Site"), "site_"),
    ),
    Dimension(
        "association",
        gettext_lazy("Association"),
        gettext_lazy("per association"),
        key=lambda: F("association"),
        named=partial(of_model, Organisation, str),
        closer=lambda key: {"by": "provider", "association": key},
    ),
    Dimension(
        "region",
        gettext_lazy("Regional association"),
        gettext_lazy("per regional association"),
        key=_region_key,
        named=_regions,
        columns=_region_columns,
    ),
    Dimension(
        "state",
        gettext_lazy("Land"),
        gettext_lazy("per Land"),
        key=lambda: F("land__short"),
        named=_lands,
        closer=lambda key: {"by": "provider", "state": key} if key else {},
    ),
    Dimension(
        "programme",
        gettext_lazy("Programme"),
        gettext_lazy("per programme"),
        key=lambda: F("programme"),
        named=_programmes,
    ),
    Dimension(
        "course",
        gettext_lazy("Course"),
        gettext_lazy("per course"),
        key=lambda: F("seminar__course"),
        named=_courses,
        columns=_course_columns,
    ),
    Dimension(
        "topic",
        gettext_lazy("Topic"),
        gettext_lazy("per topic"),
        key=lambda: Coalesce("seminar__course__topics", Value(0)),
        named=partial(of_model, Topic, str),
        overlaps=gettext_lazy(
            "A course can have several topics: it counts in the row of each, once in the total."
        ),
    ),
    Dimension(
        "mode",
        gettext_lazy("Delivery mode"),
        gettext_lazy("per delivery mode"),
        key=lambda: F("seminar__course__delivery_mode"),
        named=partial(_of_choices, DeliveryMode),
    ),
    Dimension(
        "function",
        gettext_lazy("Function"),
        gettext_lazy("per function"),
        key=lambda: F("function"),
        named=partial(_of_choices, EmploymentFunction),
    ),
    Dimension(
        "month",
        gettext_lazy("Month"),
        gettext_lazy("per month"),
        key=partial(part_of_year, ExtractMonth),
        named=_months,
    ),
    Dimension(
        "quarter",
        gettext_lazy("Quarter"),
        gettext_lazy("per quarter"),
        key=partial(part_of_year, ExtractQuarter),
        named=_quarters,
    ),
    Dimension(
        "year",
        gettext_lazy("Year"),
        gettext_lazy("per year"),
        key=partial(in_berlin, ExtractYear),
        named=_years,
        closer=lambda key: {"by": "month", "year": key},
    ),
)
BY_NAME = {dimension.name: dimension for dimension in ALL}
