"""What of the participations one wants to read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.kinds import DeliveryMode
from courses.models import Course, Topic
from courses.states import ATTENDANCE_KNOWN
from organisations.models import CentralOffice, Organisation, Programme, State
from organisations.states import EmploymentFunction
from reports.figures import dimensions
from reports.figures.measures import MEASURES
from reports.figures.years import years_of
from reports.questions.forms import YearForm

# Field → where the enrolment says so.
FILTERS = {
    "programme": "programme",
    "association": "association",
    "state": "land",
    "course": "seminar__course",
    "topic": "seminar__course__topics",
    "mode": "seminar__course__delivery_mode",
    "function": "function",
    "office": "seminar__central_office",
    "provider": "provider",
}
PER = [(dimension.name, dimension.per) for dimension in dimensions.ALL]


def among(label, empty, key="pk", model=None, **options):
    """A choice among rows of the database, or none of them."""
    return forms.ModelChoiceField(
        model.objects.all(),
        label=label,
        empty_label=empty,
        to_field_name=key,
        required=False,
        **options,
    )


class ParticipationForm(YearForm):
    """Two dimensions, a period, and what else is left out."""

    narrowing = tuple(FILTERS)
    rare = ("state", "course", "topic", "mode", "function", "office")

    until = forms.TypedChoiceField(
        label=_("until"), coerce=int, required=False, empty_value=None, choices=()
    )
    by = forms.TypedChoiceField(label=_("Figures"), choices=PER, coerce=dimensions.BY_NAME.get)
    then = forms.TypedChoiceField(
        label=_("and"),
        choices=[("", _("nothing else")), *PER],
        coerce=dimensions.BY_NAME.get,
        required=False,
        empty_value=None,
    )
    measure = forms.ChoiceField(
        label=_("Show"),
        choices=[("", _("all figures")), *((each.name, each.title) for each in MEASURES)],
        required=False,
        help_text=_("One figure alone makes a table with rows and columns."),
    )
    programme = among(_("Programme"), _("all programmes"), "code", Programme)
    association = among(_("Association"), _("all associations"), model=Organisation)
    state = among(_("Land"), _("all Länder"), "short", State)
    course = among(_("Course"), _("all courses"), "code", Course)
    topic = among(_("Topic"), _("all topics"), "slug", Topic)
    mode = forms.ChoiceField(
        label=_("Delivery mode"),
        choices=[("", _("all modes")), *DeliveryMode.choices],
        required=False,
    )
    function = forms.ChoiceField(
        label=_("Function"),
        choices=[("", _("all functions")), *EmploymentFunction.choices],
        required=False,
    )
    office = among(_("Central office"), _("all central offices"), "slug", CentralOffice)
    # Too many for a list: one gets there from the row of the provider.
    provider = among(_("Provider"), "", model=Organisation, widget=forms.HiddenInput)

    def __init__(self, parameters, **who):
        """`by=provider,state` is short for two fields; a link may name keys."""
        by, comma, then = str(parameters.get("by") or "").partition(",")
        if comma:
            parameters = {**parameters, "by": by, "then": then or "?"}
        super().__init__(parameters, **who)

    def usual(self):
        return super().usual() | {"by": "provider"}

    def years(self):
        known = self.reach.enrolments().filter(state__in=ATTENDANCE_KNOWN)
        return years_of(known)

    def offer(self):
        super().offer()
        self.fields["until"].choices = [("", _("the same year")), *self.fields["year"].choices]
        self.fields["association"].queryset = Organisation.objects.associations()
        self.fields["provider"].queryset = Organisation.objects.workplaces()
        self.fields["office"].queryset = self.reach.central_offices().order_by("name")
        for name, order in (("programme", "code"), ("state", "name"), ("topic", "name")):
            self.fields[name].queryset = self.fields[name].queryset.order_by(order)
        self.fields["course"].queryset = Course.objects.order_by("title")

    def clean(self):
        choice = super().clean()
        year, until = choice.get("year"), choice.get("until")
        if year and until and until < year:
            self.add_error("until", _("The last year lies before the first."))
        if choice.get("by") and choice.get("by") == choice.get("then"):
            self.add_error("then", _("Choose something else than for the rows."))
        return choice

    def address_of(self, choice):
        """The dimensions by their names, both in one."""
        named = ",".join(each.name for each in (choice["by"], choice["then"]) if each)
        return super().address_of(choice | {"by": named, "then": None})
