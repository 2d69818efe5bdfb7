"""Somebody asks for a report: what they may read, what they chose, and the answer."""

from django.utils import timezone
from django.utils.functional import cached_property

from reports.forms import ParticipationFilter
from reports.participation import participation, years_with_attendance
from reports.reach import reach_of


class Question:
    """What `user` asks with the parameters `asked`; `reach` is None for who reads no figures."""

    def __init__(self, user, asked, now):
        self.reach, self.asked, self.now = reach_of(user), asked, now

    @cached_property
    def years(self):
        return years_with_attendance(self.reach.enrolments())

    @cached_property
    def form(self):
        this_year = timezone.localtime(self.now).year
        return ParticipationFilter(self.asked, years=self.years, this_year=this_year)

    @property
    def choice(self):
        """What was chosen; needs a valid form."""
        return self.form.cleaned_data

    def report(self):
        return participation(self.reach.enrolments(), **self.choice)
