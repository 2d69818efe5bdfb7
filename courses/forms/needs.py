from django import forms

from courses.models import ParticipantNeeds


class NeedsForm(forms.ModelForm):
    """What somebody needs; only what the seminar asks (`asked`). The service saves."""

    class Meta:
        model = ParticipantNeeds
        fields = ["diet", "intolerances", "accessibility", "lodging", "lodging_note"]
        widgets = {
            "diet": forms.RadioSelect,
            "accessibility": forms.Textarea({"rows": 2}),
            "lodging": forms.RadioSelect,
        }

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asked):
            del self.fields[name]

    @property
    def facts(self):
        return self.cleaned_data
