from django import forms
from django.utils.translation import gettext_lazy as _


class AmendmentForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the figures are amended"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Stands beside the figures for good, such as: attendance of one seminar was corrected"
            " after the sheet was found."
        ),
    )
