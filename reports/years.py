"""A seminar belongs to the year in which its first session begins, as clocks in Germany show it."""

from datetime import datetime

from django.db.models import Max, Min, Q, Value
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
    spans = SeminarSpan.objects.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    if not spans["first"]:
        return []
    first, last = (timezone.localtime(spans[end]).year for end in ("first", "last"))
    asked = [
        rows.filter(begun_in(year, of=of)).order_by().values_list(Value(year))[:1]
        for year in range(last, first - 1, -1)
    ]
    return sorted((year for (year,) in asked[0].union(*asked[1:], all=True)), reverse=True)
