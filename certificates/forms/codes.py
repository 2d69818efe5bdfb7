from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.codes import read_code


class CodeForm(forms.Form):
    """The code on the paper, however somebody types it."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_(
            "Twelve letters and digits at the bottom of the certificate, for example "
            "K7QX-M2RP-9TLA. Spaces, dashes and lower case do not matter."
        ),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self):
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _(
                    "This is not a verification code. It has twelve letters and digits; "
                    "0, 1, I and O do not occur."
                )
            )
        return code
