"""A seminar belongs to the year in which its first session begins, as clocks in Germany show it."""

from datetime import datetime

from django.db.models import Q, Value
from django.db.models.functions import ExtractYear
from django.utils import timezone

from courses.models import SeminarSpan


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


def years_of(rows, *, of="seminar"):
    """The years in which seminars of these rows begin, latest first; `of` is the way to them.

    Each year is asked for its first row: that ends as soon as one is found, however many there are.
    """
    year = ExtractYear("starts_at", tzinfo=timezone.get_default_timezone())
    spans = SeminarSpan.objects.filter(starts_at__isnull=False)
    known = spans.order_by().values_list(year, flat=True).distinct()
    asked = [
        rows.filter(begun_in(year, of=of)).order_by().values_list(Value(year))[:1] for year in known
    ]
    if not asked:
        return []
    return sorted((year for (year,) in asked[0].union(*asked[1:], all=True)), reverse=True)
