from django import forms
from django.utils.translation import gettext_lazy as _


class BookForm(forms.Form):
    """Which employment, where there are several, and a word to the organisers."""

    employment = forms.TypedChoiceField(
        label=_("In which employment do you take part?"),
        error_messages={"required": _("Please choose one of your employments.")},
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note to the organisers"),
        help_text=_("What should they know: food, accessibility, a question?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, employments, **kwargs):
        super().__init__(*args, **kwargs)
        self.only, *others = employments or [None]
        if not others:
            del self.fields["employment"]
            return
        by_key = {str(job.pk): job for job in employments}
        self.fields["employment"].choices = [
            (key, f"{job.organisation} ({job.programme})") for key, job in by_key.items()
        ]
        self.fields["employment"].coerce = by_key.__getitem__

    @property
    def chosen(self):
        """The employment chosen, or the only one there is."""
        return self.cleaned_data.get("employment", self.only)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For the central office. Please write nothing about your health."),
        max_length=300,
        required=False,
        widget=forms.TextInput,
    )


class InterestForm(BookForm):
    """Which employment, where there are several, and what would suit."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Note to those who plan")
        self.fields["note"].help_text = _("When and where would it suit you?")
