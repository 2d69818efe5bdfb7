"""A seminar belongs to the year in which its first session begins, as clocks in Germany show it."""

from datetime import datetime

from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from courses.models import Seminar


def begun_in(year, until=None, *, of="seminar"):
    """As a condition: the first session of the seminar begins in `year`, or in one up to `until`.

    `of` is the way to the seminar.
    """
    begin, end = (
        datetime(turn, 1, 1, tzinfo=timezone.get_default_timezone())
        for turn in (year, (until or year) + 1)
    )
    way = f"{of}__span__starts_at" if of else "span__starts_at"
    return Q(**{f"{way}__gte": begin, f"{way}__lt": end})


def years_of(seminars):
    """The years in which `seminars`, given by their keys, begin; latest first."""
    dated = Seminar.objects.filter(pk__in=seminars).with_dates()
    year = ExtractYear("starts_at", tzinfo=timezone.get_default_timezone())
    return sorted(set(dated.values_list(year, flat=True)), reverse=True)
