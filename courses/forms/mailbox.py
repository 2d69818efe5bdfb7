from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """What somebody without an account decides, and who they are."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    function = forms.CharField(
        label=_("Your function"),
        max_length=120,
        help_text=_("For example: head of the counselling centre."),
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    reason = forms.CharField(
        label=_("Reason, if you do not approve"),
        help_text=_("The person reads it in the mail about your decision."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    decision = forms.ChoiceField(
        choices=[("approve", _("Approve")), ("deny", _("Do not approve"))],
        widget=forms.HiddenInput,
    )

    def clean(self):
        denied = self.cleaned_data.get("decision") == "deny"
        if denied and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that the person knows."))
        return self.cleaned_data
