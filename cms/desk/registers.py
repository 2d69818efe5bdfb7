"""An office's registers as lists: searched, narrowed and sorted by the address alone."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.paging import PER_PAGE
from cms.desk.rights import INDEX, OfficeOnly, Trail


@dataclass(frozen=True)
class Heading:
    """A column; with `by`, the fields it is sorted by."""

    label: str
    key: str = ""
    by: tuple = ()

    def sorted_as(self, chosen):
        """What a click asks for next, and how the column is sorted now."""
        current = {self.key: "ascending", f"-{self.key}": "descending"}.get(chosen, "")
        following = f"-{self.key}" if chosen == self.key else self.key
        return {"label": self.label, "next": following if self.by else "", "current": current}


class SearchForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class NarrowForm(SearchForm):
    """Of a register whose rows retire one day."""

    retired = forms.BooleanField(label=gettext_lazy("also what is no longer used"), required=False)


class Register(OfficeOnly, Trail, WagtailAdminTemplateMixin, ListView):
    """`headings` are the columns; subclasses say which `rows` there are and `narrow` them."""

    paginate_by = PER_PAGE
    trail = ((INDEX, gettext_lazy("Seminars")),)
    headings = ()
    add_url, add_label = "", ""
    nothing, add_first = "", ""  # said while the register is empty

    def get_queryset(self):
        self.asked = self.form_class(self.request.GET)
        facts = self.asked.cleaned_data if self.asked.is_valid() else {}
        return self.in_order(self.narrow(self.rows(), facts))

    def in_order(self, rows):
        chosen = self.request.GET.get("sort", "")
        by = {heading.key: heading.by for heading in self.headings if heading.by}
        fields = by.get(chosen.removeprefix("-"))
        if not fields:
            return rows
        sign = "-" if chosen.startswith("-") else ""
        return rows.order_by(*(f"{sign}{name}" for name in fields), "pk")

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("sort", "")
        return super().get_context_data(
            asked=self.asked,
            narrowed=any(value for key, value in self.request.GET.items() if key != "sort"),
            columns=[heading.sorted_as(chosen) for heading in self.headings],
            several=len(self.offices) > 1,
            **kwargs,
        )

    @property
    def header_buttons(self):
        url = reverse(self.add_url)
        return [HeaderButton(self.add_label, url=url, icon_name="plus")]


def limit_office(form, offices):
    """Whoever works for one office is not asked for which."""
    form.fields["central_office"].queryset = offices
    if len(offices) == 1:
        form.instance.central_office = offices[0]
        del form.fields["central_office"]
