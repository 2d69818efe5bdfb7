"""My team in time: who is where in a month, and what a year cost."""

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from courses.services.team_year import as_table, team_year, years_of
from courses.services.whereabouts import (
    a_week,
    every_day,
    month_after,
    month_before,
    month_named,
    whereabouts,
)
from courses.views.pages import paged
from courses.views.team import PER_PAGE, ForManagers
from fortbildung.shared.downloads import FORMATS, attached


class Whereabouts(ForManagers, TemplateView):
    """Who is at which seminar on which day of a month."""

    template_name = "courses/whereabouts.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        month = month_named(self.request.GET.get("monat", ""), today=today)
        busy = whereabouts(self.request.user, month)
        return super().get_context_data(
            month=month,
            before=month_before(month),
            after=month_after(month),
            today=today,
            days=every_day(month, busy),
            busy=busy,
            weekdays=a_week(),
            **kwargs,
        )


class OneYear(ForManagers):
    @cached_property
    def year(self):
        """The year asked for, or this one where the number makes no sense."""
        asked = self.request.GET.get("jahr", "")
        this = timezone.localdate().year
        return int(asked) if asked in {f"{n}" for n in range(2000, this + 6)} else this

    @cached_property
    def found(self):
        return team_year(self.request.user, self.year)


class Year(OneYear, TemplateView):
    """Seats, cancellations and what both cost, seminar by seminar."""

    template_name = "courses/team_year.html"

    def get_context_data(self, **kwargs):
        years = years_of(self.request.user, today_year=timezone.localdate().year)
        page = paged(self.found.seats, self.request, PER_PAGE)
        return super().get_context_data(
            year=f"{self.year}",
            years=[f"{number}" for number in years],
            found=self.found,
            page=page,
            **kwargs,
        )


class YearFile(OneYear, View):
    """The same as a table to take away."""

    def get(self, _request, kind):
        if kind not in FORMATS:
            raise Http404
        name = f"Team-{self.year}.{kind}"
        return attached(as_table(self.found), name=name, file_format=kind)
