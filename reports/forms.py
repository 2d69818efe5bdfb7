from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import CentralOffice, Programme
from reports.participation import By


class YearFilter(forms.Form):
    """What a report shows; it lives in the page's address."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, chosen, *, years, this_year, **usual):
        """The year that is not chosen is the latest with something to show."""
        usual |= {"year": max(years, default=this_year)}
        super().__init__(usual | {name: value for name, value in chosen.items() if value})
        offered = sorted({*years, this_year}, reverse=True)
        self.fields["year"].choices = [(year, str(year)) for year in offered]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _(
                "This selection does not exist. Please choose again."
            )

    def address_of(self, choice):
        """The choice as the parameters of an address; what is left open does not stand there."""
        told = {name: field.prepare_value(choice[name]) for name, field in self.fields.items()}
        return {name: value for name, value in told.items() if value}


class ParticipationFilter(YearFilter):
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("code"),
        label=_("Programme"),
        to_field_name="code",
        required=False,
        empty_label=_("all programmes"),
    )
    by = forms.TypedChoiceField(label=_("Figures"), choices=By.choices, coerce=By)

    def __init__(self, chosen, **years):
        super().__init__(chosen, by=By.PROVIDER, **years)


class PriorityFilter(YearFilter):
    office = forms.ModelChoiceField(
        CentralOffice.objects.none(),
        label=_("Central office"),
        to_field_name="slug",
        required=False,
        empty_label=_("all central offices"),
    )

    def __init__(self, chosen, *, offices, **years):
        super().__init__(chosen, **years)
        self.fields["office"].queryset = offices.order_by("name")
