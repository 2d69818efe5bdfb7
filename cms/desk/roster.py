"""Everybody enrolled in a seminar in one table: find, sort, choose columns, act on many."""

from django import forms
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.bulk_acts import offered
from cms.desk.paging import page_of
from cms.desk.people import COLUMNS, LISTS, numbers_of, prepare, usual_columns
from cms.desk.rights import OwnSeminar
from fortbildung.shared import tables_out
from fortbildung.shared.downloads import FORMATS, attached
from organisations.models import Organisation, State

PER_PAGE = 100
BACKWARDS = "-"
LONGEST = 19  # digits of a key


def numbers(texts):
    """The keys in these texts, each one key or several with commas."""
    return [pk for text in texts for pk in text.split(",") if pk.isdecimal() and len(pk) < LONGEST]


class RosterForm(forms.Form):
    """What the address says: whom to show, in which order, with which columns."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=80)
    shown = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(key, label) for key, (label, _where) in LISTS.items()],
    )
    association = forms.ModelChoiceField(
        Organisation.objects.associations().order_by("name"),
        label=gettext_lazy("Association"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    land = forms.ModelChoiceField(
        State.objects.order_by("name"),
        label=gettext_lazy("Land"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        required=False,
        choices=[(key, column.label) for key, column in COLUMNS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    # The draft that people are chosen for.
    message = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def asked(self, name, usual=None):
        """What was asked for; `usual` where nothing, or nothing sensible, was."""
        self.full_clean()
        return self.cleaned_data.get(name) or usual


class RosterMixin(OwnSeminar):
    """Reads the address. Who is ticked comes as `enrolment`, everybody found as `all`.

    The ticked may be on other pages, or found by another search; `without` are left out of all.
    """

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filters = RosterForm(request.GET)
        self.shown = self.filters.asked("shown", "live")
        self.keys = self.filters.asked("columns", usual_columns(self.shown, self.seminar))
        self.sort = self.filters.asked("sort", "")

    def rows(self):
        """Everybody, with what the columns say, in the order the address asks for."""
        owners = [f"charged_to__{owner}" for owner in ("organisation", "central_office")]
        rows = self.enrolments.select_related("association", "programme", "employment", *owners)
        if "place" in self.keys or "why" in self.keys:
            rows = rows.with_position().prefetch_related("events")
        return rows.order_by(*self._order())

    def found(self):
        """Those of them the address asks for."""
        rows = self.rows().filter(LISTS[self.shown][1])
        for name in ("association", "land"):
            if wanted := self.filters.asked(name):
                rows = rows.filter(**{name: wanted})
        for word in self.filters.asked("q", "").split()[:5]:
            rows = rows.filter(
                Q(person__last_name__icontains=word)
                | Q(person__first_name__icontains=word)
                | Q(person__email__icontains=word)
                | Q(provider__name__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        return rows

    def chosen(self, data):
        """The ones ticked in `data`, whatever is shown now; or all found but those left out."""
        if data.get("all"):
            return self.found().exclude(pk__in=numbers(data.getlist("without")))
        return self.rows().filter(pk__in=numbers(data.getlist("enrolment")))

    def file_of(self, people, kind):
        """These people with the columns shown, to take away."""
        columns = [COLUMNS[key] for key in COLUMNS if key in self.keys]
        heads = [tables_out.Column(str(column.label), width=column.width) for column in columns]
        found = prepare(list(people), self.keys, self.seminar)
        rows = ([column.text(row) for column in columns] for row in found)
        table = tables_out.Table(str(self.seminar.number), heads, rows)
        name = _("people-%(number)s") % {"number": self.seminar.number}
        return attached(table, name=f"{name}.{kind}", file_format=kind)

    def _order(self):
        key, backwards = self.sort.lstrip(BACKWARDS), self.sort.startswith(BACKWARDS)
        if key in COLUMNS and COLUMNS[key].order:
            return [f"{BACKWARDS if backwards else ''}{field}" for field in COLUMNS[key].order] + [
                "pk"
            ]
        if self.shown == "queue":
            return ["priority", "requested_at", "pk"]
        return [*COLUMNS["name"].order, "pk"]

    def query(self, *, without="", **changes):
        """The address's question, with these changes."""
        asked = self.request.GET.copy()
        for name in ("page", without):
            asked.pop(name, None)
        for name, value in changes.items():
            asked[name] = value
        return asked.urlencode()


class Roster(RosterMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/roster.html"
    page_title = gettext_lazy("Participants and waiting list")
    header_icon = "group"

    def get_context_data(self, **kwargs):
        page = page_of(self.found(), self.request, "page", per_page=PER_PAGE)
        columns = {key: COLUMNS[key] for key in COLUMNS if key in self.keys}
        for way in ("before", "after"):
            if turn := getattr(page, way):
                setattr(page, way, f"?{self.query()}&{turn[1:]}")
        return super().get_context_data(
            seminar=self.seminar,
            form=self.filters,
            page=page,
            lists=self._lists(),
            headings=[self._heading(key, column) for key, column in columns.items()],
            rows=[
                (row, _cells(columns, row))
                for row in prepare(page.object_list, columns, self.seminar)
            ],
            query=self.query(),
            downloads=[(self._file(kind), kind) for kind in FORMATS],
            acts=offered(self.seminar),
            columns_shown=list(columns),
            **kwargs,
        )

    def _lists(self):
        """Each list with its number; what is looked for stays, and columns chosen by hand."""
        numbers = numbers_of(self.enrolments)
        usual = set(self.keys) == set(usual_columns(self.shown, self.seminar))
        for key, (label, _where) in LISTS.items():
            url = f"?{self.query(shown=key, without='columns' if usual else '')}"
            yield {"text": label, "count": numbers[key], "url": url, "current": key == self.shown}

    def _file(self, kind):
        url = reverse("desk_seminars:roster_file", args=[self.seminar.pk, kind])
        return f"{url}?{self.query()}"

    def _heading(self, key, column):
        up, sorted_by = self.sort == key, self.sort.lstrip(BACKWARDS) == key
        then = f"{BACKWARDS}{key}" if up else key
        return {
            "label": column.label,
            "url": column.order and f"?{self.query(sort=then)}",
            "sorted": ("ascending" if up else "descending") if sorted_by else "",
        }


def _cells(columns, row):
    return [(key, column.label, column.text(row)) for key, column in columns.items()]


class RosterDownload(RosterMixin, View):
    """The table as it is shown, to take away."""

    def get(self, _request, kind, **_kwargs):
        if kind not in FORMATS:
            raise Http404
        return self.file_of(self.found(), kind)
