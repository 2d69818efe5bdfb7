"""The catalogue's filters: what may be asked, what was asked, and how to take it back."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.kinds import DeliveryMode
from courses.models import Topic
from organisations.models import CentralOffice, Programme, State

MONTHS_AHEAD = 12
FILTERS = ("q", "topic", "mode", "programme", "office", "land", "month", "free")
ALL = ("", _("All"))


def months(now):
    """The months from now on, as the month field's choices."""
    today = timezone.localdate(now)
    count = [today.month - 1 + n for n in range(MONTHS_AHEAD)]
    firsts = [date(today.year + n // 12, n % 12 + 1, 1) for n in count]
    return [(f"{first:%Y-%m}", date_format(first, "YEAR_MONTH_FORMAT")) for first in firsts]


class CatalogueForm(forms.Form):
    """Every field may be left out; what makes no sense is as good as left out."""

    q = forms.CharField(
        label=_("Search words"), required=False, max_length=100, widget=forms.SearchInput
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    mode = forms.ChoiceField(label=_("Mode"), required=False, choices=[ALL, *DeliveryMode.choices])
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    office = forms.ChoiceField(label=_("Central office"), required=False)
    land = forms.ChoiceField(label=_("Land"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[
            ("", _("soonest date first")),
            ("free", _("most free seats first")),
            ("title", _("by title")),
        ],
    )
    free = forms.BooleanField(label=_("only with free seats"), required=False)
    view = forms.ChoiceField(
        required=False, choices=[("calendar", _("Calendar"))], widget=forms.HiddenInput
    )

    def __init__(self, data, *, now):
        super().__init__(data)
        if (data.get("q") or "").strip():
            (_empty, soonest), *others = self.fields["sort"].choices
            choices = [("", _("best match first")), ("date", soonest), *others]
            self.fields["sort"].choices = choices
        self.lands = list(State.objects.order_by("name").values_list("short", "name"))
        found = {
            "topic": [(topic.slug, str(topic.said)) for topic in Topic.objects.order_by("name")],
            "programme": Programme.objects.order_by("code").values_list("code", "code"),
            "office": CentralOffice.objects.order_by("short_name").values_list(
                "slug", "short_name"
            ),
            "land": self.lands,
            "month": months(now),
        }
        for name, choices in found.items():
            self.fields[name].choices = [ALL, *choices]

    def chosen(self):
        """What was asked for, without what makes no sense; nothing but plain values."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def filters(self):
        """The same without order and view: what decides on the hits."""
        return {name: value for name, value in self.chosen().items() if name in FILTERS}

    def show_counts(self, counts):
        """Say at each choice how many courses it leaves; leave out those that leave none."""
        to_all = counts["programme"].pop("", 0)
        for code, _text in self.fields["programme"].choices[1:]:
            counts["programme"][code] += to_all
        for name in ("topic", "mode", "programme", "office", "land", "month"):
            field, left = self.fields[name], counts[name]
            kept = [c for c in field.choices[1:] if left[c[0]] or c[0] == self.data.get(name)]
            field.choices = [ALL, *((value, f"{text} ({left[value]})") for value, text in kept)]

    def chips(self):
        """One per filter in use: its name, its value and the address without it."""
        asked = self.data.copy()
        asked.pop("page", None)
        return [
            {
                "label": self.fields[name].label,
                "text": "" if value is True else self._text(name, value),
                "address": _without(asked, name),
            }
            for name, value in self.filters().items()
        ]

    def words_for(self, filters):
        """What `filters` ask for, in words: “Topic: Methods”."""
        texts = {
            name: "" if value is True else self._text(name, value)
            for name, value in filters.items()
        }
        return [
            f"{self.fields[name].label}: {text}" if text else str(self.fields[name].label)
            for name, text in texts.items()
        ]

    def _text(self, name, value):
        choices = dict(getattr(self.fields[name], "choices", []))
        return choices.get(value, value)


def _without(asked, name):
    rest = asked.copy()
    rest.pop(name, None)
    return f"?{rest.urlencode()}"
