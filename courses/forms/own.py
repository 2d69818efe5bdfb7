from django import forms
from django.utils.translation import gettext_lazy as _

from courses.forms.needs import NeedsForm

NEW_VERSION = _("The terms or the privacy notice have changed just now. Read them and book again.")


class BookForm(forms.Form):
    """Which employment, where there are several, a word to the organisers, and as `needs` what
    one needs to take part, where the seminar asks (`asked`).

    `texts` names the versions of what one agrees to that stood on the page.
    """

    texts = forms.CharField(required=False, widget=forms.HiddenInput)
    employment = forms.TypedChoiceField(
        label=_("In which employment do you take part?"),
        error_messages={"required": _("Please choose one of your employments.")},
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note to the organisers"),
        help_text=_("A question, for example. Please write nothing about your health here."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, employments, asked=(), texts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.agreed = ",".join(f"{text.pk}" for text in texts)
        self.fields["texts"].initial = self.agreed
        self.needs = NeedsForm(self.data if self.is_bound else None, asked=asked)
        self.only, *others = employments or [None]
        if not others:
            del self.fields["employment"]
            return
        by_key = {str(job.pk): job for job in employments}
        self.fields["employment"].choices = [
            (key, f"{job.organisation} ({job.programme})") for key, job in by_key.items()
        ]
        self.fields["employment"].coerce = by_key.__getitem__

    def clean_texts(self):
        """A new version is read before it is agreed to."""
        if (shown := self.cleaned_data["texts"]) and shown != self.agreed:
            self.data = self.data.copy()
            self.data["texts"] = self.agreed
            self.add_error(None, NEW_VERSION)
        return shown

    def is_valid(self):
        return all([super().is_valid(), self.needs.is_valid()])

    @property
    def chosen(self):
        """The employment chosen, or the only one there is."""
        return self.cleaned_data.get("employment", self.only)


class LeaveForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For the central office. Please write nothing about your health."),
        max_length=300,
        required=False,
        widget=forms.TextInput,
    )


class CancelForm(LeaveForm):
    """With the fee that stood on the page: nobody pays more than that with one click."""

    fee = forms.DecimalField(required=False, widget=forms.HiddenInput)


class ColleagueForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of your colleague"),
        help_text=_("The address they log in with."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )


class DateForm(forms.Form):
    """One of the other dates; the page shows each with what a booking brings there."""

    number = forms.TypedChoiceField(
        label=_("Date"),
        error_messages={
            "required": _("Choose one of the dates."),
            "invalid_choice": _("Choose one of the dates."),
        },
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, dates, **kwargs):
        super().__init__(*args, **kwargs)
        by_number = {seminar.number: seminar for seminar in dates}
        self.fields["number"].choices = [(number, number) for number in by_number]
        self.fields["number"].coerce = by_number.__getitem__


class InterestForm(BookForm):
    """Which employment, where there are several, and what would suit."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Note to those who plan")
        self.fields["note"].help_text = _("When and where would it suit you?")
