"""Everybody enrolled in a seminar in one table: find, sort, choose columns, act on many."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from courses.kinds import BatchKind
from courses.states import ENDED, EnrolmentState
from fortbildung.shared import tables_out
from fortbildung.shared.downloads import FORMATS, attached
from organisations.models import Organisation, State
from organisations.states import EmploymentFunction

PER_PAGE = 100
BACKWARDS = "-"
FUNCTIONS = dict(EmploymentFunction.choices)


@dataclass(frozen=True)
class Column:
    """What stands in a column, and by which fields it is sorted."""

    label: str
    text: Callable
    order: tuple[str, ...]
    usual: bool = True
    width: int = 24


def _day(moment):
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else ""


def _of(name, order=None):
    """The column of a fact with a name: `organisation__name` is the organisation in words."""
    return {"text": lambda row: str(getattr(row, name) or ""), "order": (order or name,)}


COLUMNS = {
    "name": Column(
        gettext_lazy("Name"),
        lambda row: str(row.person or _("place without a name")),
        ("person__last_name__unaccent", "person__first_name__unaccent"),
    ),
    "email": Column(
        gettext_lazy("E-mail"),
        lambda row: row.person.email if row.person else "",
        ("person__email",),
    ),
    "provider": Column(gettext_lazy("Provider"), **_of("provider", "provider__name")),
    "site": Column(gettext_lazy("Site"), **_of("organisation", "organisation__name")),
    "association": Column(
        gettext_lazy("Association"), **_of("association", "association__name"), usual=False
    ),
    "land": Column(gettext_lazy("Land"), **_of("land", "land__name"), width=16),
    "programme": Column(
        gettext_lazy("Programme"), **_of("programme", "programme__code"), usual=False, width=12
    ),
    "function": Column(
        gettext_lazy("Function"),
        lambda row: FUNCTIONS.get(row.function, ""),
        ("function",),
        usual=False,
    ),
    "state": Column(
        gettext_lazy("State"), lambda row: row.get_state_display(), ("state",), width=16
    ),
    "requested": Column(
        gettext_lazy("Booked on"), lambda row: _day(row.requested_at), ("requested_at",), width=16
    ),
    "held": Column(
        gettext_lazy("Held until"),
        lambda row: _day(row.held_until),
        ("held_until",),
        usual=False,
        width=16,
    ),
    "note": Column(gettext_lazy("Note"), lambda row: row.note, ("note",), usual=False, width=40),
}
USUAL = [key for key, column in COLUMNS.items() if column.usual]
LISTS = {
    "live": (gettext_lazy("All current enrolments"), ~Q(state__in=ENDED)),
    "participants": (gettext_lazy("Participants"), None),
    "held": (gettext_lazy("Held seats"), Q(state=EnrolmentState.HELD)),
    "queue": (gettext_lazy("Waiting list"), Q(state=EnrolmentState.WAITING)),
    "ended": (gettext_lazy("Ended enrolments"), Q(state__in=ENDED)),
}


class RosterForm(forms.Form):
    """What the address says: whom to show, in which order, with which columns."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=80)
    shown = forms.ChoiceField(
        label=gettext_lazy("Who"),
        required=False,
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

    def asked(self, name, usual=None):
        """What was asked for; `usual` where nothing, or nothing sensible, was."""
        self.full_clean()
        return self.cleaned_data.get(name) or usual


class RosterMixin(OwnSeminar):
    """Reads the address. Who is ticked comes as `enrolment`, everybody found as `all`."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = RosterForm(request.GET)
        self.keys = self.form.asked("columns", USUAL)
        self.sort = self.form.asked("sort", "")

    def found(self):
        """Those the address asks for, in its order."""
        rows = self.enrolments.select_related("association", "programme", "employment")
        rows = self._listed(rows)
        for name in ("association", "land"):
            if wanted := self.form.asked(name):
                rows = rows.filter(**{name: wanted})
        for word in self.form.asked("q", "").split()[:5]:
            rows = rows.filter(
                Q(person__last_name__icontains=word)
                | Q(person__first_name__icontains=word)
                | Q(person__email__icontains=word)
                | Q(provider__name__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        return rows.order_by(*self._order())

    def chosen(self):
        """Of those found, the ones ticked, or all."""
        data = self.request.POST or self.request.GET
        if data.get("all"):
            return self.found()
        return self.found().filter(pk__in=[pk for pk in data.getlist("enrolment") if pk.isdigit()])

    def _listed(self, rows):
        shown = self.form.asked("shown", "live")
        if shown == "participants":
            return rows.taking_part()
        return rows.filter(LISTS[shown][1])

    def _order(self):
        key, backwards = self.sort.lstrip(BACKWARDS), self.sort.startswith(BACKWARDS)
        if key in COLUMNS:
            return [f"{BACKWARDS if backwards else ''}{field}" for field in COLUMNS[key].order] + [
                "pk"
            ]
        if self.form.asked("shown") == "queue":
            return ["priority", "requested_at", "pk"]
        return [*COLUMNS["name"].order, "pk"]

    def query(self, **changes):
        """The address's question, with these changes."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        for name, value in changes.items():
            asked[name] = value
        return asked.urlencode()


class Roster(RosterMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/roster.html"
    page_title = gettext_lazy("People")
    header_icon = "group"

    def get_context_data(self, **kwargs):
        page = page_of(self.found(), self.request, "page", per_page=PER_PAGE)
        columns = {key: COLUMNS[key] for key in COLUMNS if key in self.keys}
        for way in ("before", "after"):
            if turn := getattr(page, way):
                setattr(page, way, f"?{self.query()}&{turn[1:]}")
        return super().get_context_data(
            seminar=self.seminar,
            form=self.form,
            page=page,
            headings=[self._heading(key, column) for key, column in columns.items()],
            rows=[(row, _cells(columns, row)) for row in page],
            query=self.query(),
            downloads=[(self._file(kind), kind) for kind in FORMATS],
            acts=BatchKind.choices,
            key=uuid4(),
            columns_shown=list(columns),
            **kwargs,
        )

    def _file(self, kind):
        url = reverse("desk_seminars:roster_file", args=[self.seminar.pk, kind])
        return f"{url}?{self.query()}"

    def _heading(self, key, column):
        up, sorted_by = self.sort == key, self.sort.lstrip(BACKWARDS) == key
        then = f"{BACKWARDS}{key}" if up else key
        return {
            "label": column.label,
            "url": f"?{self.query(sort=then)}",
            "sorted": ("ascending" if up else "descending") if sorted_by else "",
        }


def _cells(columns, row):
    return [(key, column.label, column.text(row)) for key, column in columns.items()]


class RosterDownload(RosterMixin, View):
    """The table as it is shown, to take away."""

    def get(self, _request, kind, **_kwargs):
        if kind not in FORMATS:
            raise Http404
        columns = [COLUMNS[key] for key in COLUMNS if key in self.keys]
        heads = [tables_out.Column(str(column.label), width=column.width) for column in columns]
        rows = ([column.text(row) for column in columns] for row in self.found().iterator(2000))
        table = tables_out.Table(str(self.seminar.number), heads, rows)
        name = _("people-%(number)s") % {"number": self.seminar.number}
        return attached(table, name=f"{name}.{kind}", file_format=kind)
