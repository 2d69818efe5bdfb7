"""The office's seminars in a calendar, beside those of other offices: who plans sees both."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from django import forms
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.approvals import below_the_list
from cms.desk.month import Month, days_of, weeks
from cms.desk.rights import OfficeOnly
from cms.models import CoursePage
from courses.models import Seminar, Session
from courses.rules import holiday_on, regional_holidays_on
from courses.states import PUBLIC, SeminarState
from organisations.models import CentralOffice

# What was public once: plans of other offices, and what they called off, are their own affair.
SHARED = [*PUBLIC, SeminarState.HELD, SeminarState.CLOSED]
LIST, MONTH = "liste", "monat"


@dataclass(frozen=True)
class Entry:
    """A seminar as the calendar shows it; of another office only what the catalogue tells."""

    title: str
    office: str
    days: list[date]
    url: str
    own: bool
    state: str = ""
    state_text: str = ""
    begins: str = ""
    number: int = 1  # of the day

    def on(self, number):
        return replace(self, number=number)

    @property
    def last(self):
        return len(self.days)

    @property
    def dates(self):
        """Each day with the name of its holiday, be it everywhere or in some Länder."""
        return [(day, holiday_on(day, None) or regional_holidays_on(day)) for day in self.days]


class CalendarForm(forms.Form):
    zentralstelle = forms.ModelChoiceField(
        CentralOffice.objects.order_by("short_name"),
        label=gettext_lazy("Central office"),
        required=False,
        empty_label=gettext_lazy("All central offices"),
    )


class SeminarCalendar(OfficeOnly, WagtailAdminTemplateMixin, TemplateView):
    """One month, as a table of weeks and as a list; a telephone begins with the list."""

    template_name = "cms/desk/calendar.html"
    page_title = gettext_lazy("Calendar")
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_page_subtitle(self):
        return date_format(self.month.first, "YEAR_MONTH_FORMAT")

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def month(self):
        return Month.named(self.request.GET.get("monat", ""), today=self.today)

    @cached_property
    def view(self):
        """What was asked for; nothing leaves it to the width of the screen."""
        asked = self.request.GET.get("ansicht")
        return asked if asked in (LIST, MONTH) else ""

    def get_context_data(self, **kwargs):
        form = CalendarForm(self.request.GET)
        office = form.cleaned_data.get("zentralstelle") if form.is_valid() else None
        entries = entries_of(self.month, own=set(self.offices), office=office)
        return super().get_context_data(
            form=form,
            month=self.month,
            name=self.get_page_subtitle(),
            view=self.view,
            listed=[entry for entry in entries if any(map(self.month.has, entry.days))],
            weeks=weeks(self.month, entries, today=self.today),
            ways=self._ways(office),
            views=self._views(office),
            **kwargs,
        )

    def _ways(self, office):
        """To other months: text and address of each."""
        months = [
            (_("Previous month"), self.month.before),
            (_("Today"), Month(self.today.replace(day=1))),
            (_("Next month"), self.month.after),
        ]
        return [(text, self._address(month, self.view, office)) for text, month in months]

    def _views(self, office):
        kinds = [(MONTH, _("Month")), (LIST, _("List"))]
        return [
            (text, self._address(self.month, kind, office), kind == self.view)
            for kind, text in kinds
        ]

    def _address(self, month, view, office):
        asked = {"monat": month.key, "ansicht": view, "zentralstelle": office and office.pk}
        given = {name: value for name, value in asked.items() if value}
        return f"{reverse('desk_seminars:calendar')}?{urlencode(given)}"


def entries_of(month, *, own, office=None):
    """What takes place in the weeks of the month, the soonest first."""
    seminars = _seminars(month, own)
    if office:
        seminars = seminars.filter(central_office=office)
    seminars = list(seminars)
    pages = CoursePage.objects.live().filter(course__in={s.course_id for s in seminars})
    addresses = {page.course_id: page.url for page in pages}
    return [_entry(seminar, own, addresses) for seminar in seminars]


def _seminars(month, own):
    first, last = (
        _moment(day, at) for day, at in zip(_ends(month), (time.min, time.max), strict=True)
    )
    there = Session.objects.filter(starts_at__lte=last, ends_at__gte=first)
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    return (
        Seminar.objects.filter(Q(central_office__in=own) | Q(state__in=SHARED))
        .filter(pk__in=there.values("seminar"))
        .with_dates()
        .select_related("course", "central_office")
        .prefetch_related(sessions)
        .order_by("starts_at", "pk")
    )


def _ends(month):
    return month.days[0], month.days[-1]


def _moment(day, at):
    return timezone.make_aware(datetime.combine(day, at))


def _entry(seminar, own, addresses):
    facts = {
        "title": seminar.course.title,
        "office": seminar.central_office.short_name,
        "days": days_of(seminar.sessions.all()),
    }
    if seminar.central_office not in own:
        return Entry(**facts, url=addresses.get(seminar.course_id, ""), own=False)
    return Entry(
        **facts | {"title": f"{seminar.number} {seminar.course.title}"},
        url=reverse("desk_seminars:cockpit", args=[seminar.pk]),
        own=True,
        state=seminar.state,
        state_text=seminar.get_state_display(),
        begins=f"{timezone.localtime(seminar.starts_at):%H:%M}",
    )
