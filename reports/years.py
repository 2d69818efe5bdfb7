"""A seminar belongs to the year in which its first session begins, as clocks in Germany show it."""

from datetime import datetime

from django.db.models.functions import ExtractYear
from django.utils import timezone

from courses.models import Seminar


def begun_in(year):
    """The keys of the seminars whose first session begins in `year`."""
    begin, end = (
        datetime(turn, 1, 1, tzinfo=timezone.get_default_timezone()) for turn in (year, year + 1)
    )
    begun = Seminar.objects.with_dates().filter(starts_at__gte=begin, starts_at__lt=end)
    return begun.values("pk")


def years_of(seminars):
    """The years in which `seminars`, given by their keys, begin; latest first."""
    dated = Seminar.objects.filter(pk__in=seminars).with_dates()
    year = ExtractYear("starts_at", tzinfo=timezone.get_default_timezone())
    return sorted(set(dated.values_list(year, flat=True)), reverse=True)
