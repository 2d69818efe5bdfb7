from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Programme
from reports.participation import By


class ParticipationFilter(forms.Form):
    """Which participations the report shows; it lives in the page's address."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("code"),
        label=_("Programme"),
        to_field_name="code",
        required=False,
        empty_label=_("all programmes"),
    )
    by = forms.TypedChoiceField(label=_("Figures"), choices=By.choices, coerce=By)

    def __init__(self, chosen, *, years, this_year):
        """What is not chosen is the latest year with figures, all programmes, per provider."""
        usual = {"year": max(years, default=this_year), "by": By.PROVIDER}
        super().__init__(usual | {name: value for name, value in chosen.items() if value})
        offered = sorted({*years, this_year}, reverse=True)
        self.fields["year"].choices = [(year, str(year)) for year in offered]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _(
                "This selection does not exist. Please choose again."
            )
