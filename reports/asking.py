"""Somebody asks for a report: what they may read, what they chose, and the answer."""

from django.utils import timezone
from django.utils.functional import cached_property

from reports.forms import ParticipationFilter, PriorityFilter
from reports.participation import participation, years_with_attendance
from reports.priorities import priorities, years_with_priorities
from reports.reach import reach_of


class Question:
    """What `user` asks with the parameters `asked`; `reach` is None for who reads no reports."""

    def __init__(self, user, asked, now):
        self.reach, self.asked, self.now = reach_of(user), asked, now

    @property
    def this_year(self):
        return timezone.localtime(self.now).year

    @property
    def choice(self):
        """What was chosen; needs a valid form."""
        return self.form.cleaned_data

    @property
    def address(self):
        """What was chosen as the parameters of an address; needs a valid form."""
        return self.form.address_of(self.choice)


class ParticipationQuestion(Question):
    @cached_property
    def years(self):
        return years_with_attendance(self.reach.enrolments())

    @cached_property
    def form(self):
        return ParticipationFilter(self.asked, years=self.years, this_year=self.this_year)

    def report(self):
        return participation(self.reach.enrolments(), **self.choice)


class PriorityQuestion(Question):
    @cached_property
    def years(self):
        return years_with_priorities(self.reach)

    @cached_property
    def form(self):
        offices = self.reach.central_offices()
        return PriorityFilter(
            self.asked, years=self.years, this_year=self.this_year, offices=offices
        )

    def report(self):
        return priorities(self.reach, **self.choice)
