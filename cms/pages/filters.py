"""The catalogue's filters: what may be asked, what was asked, and which pages answer."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from cms.pages.dates import upcoming
from courses.kinds import DeliveryMode
from courses.models import Course, Topic
from organisations.models import Programme, State

MONTHS_AHEAD = 12


def months(now):
    """The months from now on, as the month field's choices."""
    today = timezone.localdate(now)
    count = [today.month - 1 + n for n in range(MONTHS_AHEAD)]
    firsts = [today.replace(year=today.year + n // 12, month=n % 12 + 1, day=1) for n in count]
    return [(f"{first:%Y-%m}", date_format(first, "YEAR_MONTH_FORMAT")) for first in firsts]


def within(month):
    """The first and the last moment of a month such as “2027-01”."""
    first = timezone.make_aware(datetime.strptime(month, "%Y-%m"))  # noqa: DTZ007 – made aware here
    last_day = monthrange(first.year, first.month)[1]
    return first, first.replace(day=last_day, hour=23, minute=59, second=59)


class CatalogueForm(forms.Form):
    q = forms.CharField(
        label=_("Search words"), required=False, max_length=100, widget=forms.SearchInput
    )
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"),
        label=_("Topic"),
        required=False,
        to_field_name="slug",
        empty_label=_("All"),
    )
    mode = forms.ChoiceField(
        label=_("Mode"), required=False, choices=[("", _("All")), *DeliveryMode.choices]
    )
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("code"),
        label=_("Programme"),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
    )
    land = forms.ModelChoiceField(
        State.objects.order_by("name"),
        label=_("Land"),
        required=False,
        to_field_name="short",
        empty_label=_("All"),
    )
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, data, *, now):
        super().__init__(data)
        self.fields["month"].choices = [("", _("All")), *months(now)]

    def chosen(self):
        """What was asked for, without what makes no sense."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self):
        """One per filter in use: its name, its value and the address without it."""
        asked = self.data.copy()
        asked.pop("page", None)
        texts = {name: dict(self.fields[name].choices) for name in ("mode", "month")}
        return [
            {
                "label": self.fields[name].label,
                "text": texts.get(name, {}).get(value, value),
                "address": _without(asked, name),
            }
            for name, value in self.chosen().items()
        ]


def _without(asked, name):
    rest = asked.copy()
    rest.pop(name)
    return f"?{rest.urlencode()}"


@dataclass(frozen=True)
class Found:
    pages: PageQuerySet
    approximate: bool  # nothing had the words, these have similar ones


def find(pages, chosen, *, now):
    """The pages that answer what was `chosen`, soonest date first."""
    pages = _with_facts(pages, chosen)
    seminars = upcoming(now=now)
    if "land" in chosen:
        seminars = seminars.filter(land=chosen["land"])
    if "month" in chosen:
        seminars = seminars.filter(starts_at__range=within(chosen["month"]))
    pages = pages.with_dates(seminars).soonest_first()
    if {"land", "month"} & set(chosen):
        pages = pages.exclude(next_start=None)
    return _with_words(pages, chosen.get("q"))


def _with_facts(pages, chosen):
    """Those whose course is of the topic, mode and programme asked for."""
    if "topic" in chosen:
        pages = pages.filter(course__topics=chosen["topic"])
    if "mode" in chosen:
        pages = pages.filter(course__delivery_mode=chosen["mode"])
    if "programme" in chosen:
        open_to_all = Q(programmes=None)
        meant = Course.objects.filter(open_to_all | Q(programmes=chosen["programme"]))
        pages = pages.filter(course__in=meant)
    return pages


def _with_words(pages, words):
    if not words:
        return Found(pages, approximate=False)
    exact = pages.matching(words)
    if exact.exists():
        return Found(exact, approximate=False)
    return Found(pages.resembling(words), approximate=True)
