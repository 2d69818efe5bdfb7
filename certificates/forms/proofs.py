from django import forms

from certificates.models import Exemption, Pause


def a_day():
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


class PauseForm(forms.ModelForm):
    class Meta:
        model = Pause
        fields = ["kind", "starts", "ends"]
        widgets = {"starts": a_day(), "ends": a_day()}


class ExemptionForm(forms.ModelForm):
    class Meta:
        model = Exemption
        fields = ["requirement", "reason", "starts", "ends"]
        widgets = {"starts": a_day(), "ends": a_day()}

    def __init__(self, *args, requirements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["requirement"].queryset = requirements
