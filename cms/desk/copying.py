"""Planning from what was: one seminar again, or a whole year, with a look before it is written."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import INDEX, OfficeOnly, OwnSeminar, Trail
from courses.models import Seminar
from courses.services.copying import Copy, copy, copy_all, preview_all, same_week, to_be_copied
from courses.states import SeminarState
from fortbildung.shared.errors import Refused

FARTHEST = 5  # years


class DayForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy(
            "Proposed is the same weekday in the same week a year later; all other dates move by "
            "as many days."
        ),
    )


class CopySeminar(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    """Asks for the day and shows what will be; planned is only what was shown."""

    template_name = "cms/desk/copy.html"
    page_title = gettext_lazy("Copy")
    header_icon = "copy"

    @cached_property
    def source(self):
        return to_be_copied(Seminar.objects.filter(pk=self.seminar.pk)).get()

    @property
    def dated(self):
        return bool(self.source.sessions.all())

    @cached_property
    def asked(self):
        data = self.request.POST or self.request.GET
        proposed = {"day": same_week(self.source, years=1).isoformat()} if self.dated else {}
        return DayForm(data if "day" in data else proposed)

    def get_context_data(self, **kwargs):
        shown = self.dated and self.asked.is_valid()
        day = self.asked.cleaned_data["day"] if shown else None
        copies = preview_all([(self.source, day)]) if shown else []
        return super().get_context_data(
            seminar=self.source, asked=self.asked, copies=copies, dated=self.dated, **kwargs
        )

    def post(self, request, **_kwargs):
        day = self.asked.cleaned_data["day"] if self.asked.is_valid() else None
        wanted, seen = "plan" in request.POST, parse_day(request.POST.get("seen", ""))
        if wanted and day and day != seen:
            messages.info(request, _("You changed the day. Look at the new dates, then plan them."))
        if not wanted or not day or day != seen:
            return self.render_to_response(self.get_context_data())
        try:
            made = copy(source=self.seminar, first_day=day, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.render_to_response(self.get_context_data())
        text = _("“%(seminar)s” is planned. Nobody can see it until you publish.")
        messages.success(request, text % {"seminar": made})
        return redirect("desk_seminars:cockpit", pk=made.pk)


class YearsForm(forms.Form):
    """From which year to which; `years` are those in which the office had seminars."""

    source = forms.TypedChoiceField(label=gettext_lazy("Seminars of"), coerce=int)
    target = forms.TypedChoiceField(label=gettext_lazy("once more in"), coerce=int)

    def __init__(self, *args, years, this_year, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["source"].choices = [(year, year) for year in years]
        targets = range(min([this_year, *years]), max([this_year, *years]) + FARTHEST)
        self.fields["target"].choices = [(year, year) for year in targets]

    def clean(self):
        facts = super().clean()
        if facts.get("source") and facts.get("source") == facts.get("target"):
            self.add_error("target", _("Choose another year than the one that is copied."))
        return facts


@dataclass(frozen=True)
class Row:
    """One line of the preview: the copy, whether it is ticked, and the day as typed."""

    copy: Copy
    ticked: bool

    @property
    def pk(self):
        return self.copy.source.pk


class CopyYear(OfficeOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    """GET shows the seminars of a year on their new days; POST looks again or plans those ticked.

    A seminar that takes place then already is not ticked: whoever copies twice copies once.
    """

    template_name = "cms/desk/copy_year.html"
    page_title = gettext_lazy("Copy a year")
    header_icon = "copy"
    trail = ((INDEX, gettext_lazy("Seminars")),)

    @cached_property
    def mine(self):
        dated = Seminar.objects.organised_by(self.request.user).with_dates()
        dated = dated.exclude(state=SeminarState.CALLED_OFF)
        return dated.exclude(starts_at=None).order_by("starts_at", "pk")

    @cached_property
    def years(self):
        starts = self.mine.values_list("starts_at", flat=True)
        return sorted({timezone.localtime(start).year for start in starts}, reverse=True)

    @cached_property
    def asked(self):
        data, this_year = self.request.POST or self.request.GET, timezone.localdate().year
        latest = this_year if this_year in self.years else next(iter(self.years), this_year)
        proposed = {"source": latest, "target": latest + 1}
        return YearsForm(
            data if "source" in data else proposed, years=self.years, this_year=this_year
        )

    def sources(self):
        """Each seminar of the year with its first day: as typed, else as proposed."""
        facts = self.asked.cleaned_data
        seminars = to_be_copied(self.mine.filter(starts_at__year=facts["source"]))
        years = facts["target"] - facts["source"]
        for seminar in seminars:
            typed = parse_day(self.request.POST.get(f"day-{seminar.pk}", ""))
            yield seminar, typed or same_week(seminar, years=years)

    def rows(self):
        if not self.years or not self.asked.is_valid():
            return []
        copies = preview_all(self.sources())
        ticked = self.request.POST.getlist("copy")
        first = self.request.method != "POST"
        return [
            Row(made, ticked=not made.twins if first else str(made.source.pk) in ticked)
            for made in sorted(copies, key=lambda made: (made.starts_at, made.source.pk))
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            asked=self.asked, years=self.years, rows=self.rows(), **kwargs
        )

    def post(self, request, **_kwargs):
        if "plan" not in request.POST or not self.asked.is_valid():
            return self.render_to_response(self.get_context_data())
        ticked = request.POST.getlist("copy")
        chosen = [(seminar, day) for seminar, day in self.sources() if str(seminar.pk) in ticked]
        try:
            made = copy_all(sources=chosen, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.render_to_response(self.get_context_data())
        messages.success(request, _said(len(made)))
        return redirect(f"{reverse(INDEX)}?state={SeminarState.PLANNED}")


def _said(count):
    text = ngettext(
        "One seminar is planned. Nobody can see it until you publish.",
        "%(count)s seminars are planned. Nobody can see them until you publish.",
        count,
    )
    return text % {"count": count}


def parse_day(text) -> date | None:
    """The day typed, or None for what is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None
