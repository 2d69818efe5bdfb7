from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.states import Standing
from organisations.models import Organisation, Programme


class MatrixForm(forms.Form):
    """What to look at: a place, a programme, a state, a day."""

    site = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Site"), required=False, empty_label=_("all sites")
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        required=False,
        empty_label=_("all programmes"),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all states")), *Standing.choices]
    )
    on = forms.DateField(
        label=_("As of"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, *args, jobs, **kwargs):
        super().__init__(*args, **kwargs)
        places = jobs.order_by().values("organisation")
        self.fields["site"].queryset = Organisation.objects.filter(pk__in=places).order_by("name")
        programmes = Programme.objects.filter(pk__in=jobs.order_by().values("programme"))
        self.fields["programme"].queryset = programmes.order_by("code")
