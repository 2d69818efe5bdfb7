from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def until(start, end):
    """From one day to another, as short as it stays clear: “18.–20. Januar 2027”."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    whole = date_format(last, pgettext("date format", "j F Y"))
    if first.date() == last.date():
        return whole
    if first.year != last.year:
        begin = date_format(first, pgettext("date format", "j F Y"))
        return f"{begin} – {whole}"
    if first.month != last.month:
        begin = date_format(first, pgettext("date format", "j F"))
        return f"{begin} – {whole}"
    begin = date_format(first, pgettext("date format", "j"))
    return f"{begin}–{whole}"


@register.filter
def day_and_time(start, end):
    """One session: “Mo, 18. Januar 2027, 09:00–16:00”."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    day = date_format(first, pgettext("date format", "D, j F Y"))
    return f"{day}, {first:%H:%M}–{last:%H:%M}"
