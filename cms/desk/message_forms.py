"""What the office fills in to write to the people of a seminar."""

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Message, MessageTemplate
from courses.rules import PLACEHOLDERS, reasons_against_text
from courses.services.messages import reachable
from courses.states import AUDIENCES, Audience, SeminarState


class Files(forms.FileField):
    """Several files of one field."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(Files, self).clean(file, initial) for file in files if file]


def placeholders():
    """Each with its meaning, to read beside a text."""
    return [(f"{{{name}}}", meaning) for name, meaning in PLACEHOLDERS.items()]


class KnowsPlaceholders:
    """Says at the field which placeholder is unknown."""

    def clean_subject(self):
        return self._known("subject")

    def clean_body(self):
        return self._known("body")

    def _known(self, name):
        text = self.cleaned_data[name]
        if reasons := list(reasons_against_text(text)):
            raise forms.ValidationError(reasons)
        return text


class TemplateForm(KnowsPlaceholders, forms.ModelForm):
    class Meta:
        model = MessageTemplate
        fields = ["central_office", "name", "subject", "body"]
        widgets = {"body": forms.Textarea({"rows": 12})}

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["central_office"].queryset = offices
        if len(offices) == 1:
            self.instance.central_office = offices[0]
            del self.fields["central_office"]

    def _get_validation_exclusions(self):
        """That the name is the office's only one is checked with a single office, too."""
        return super()._get_validation_exclusions() - {"central_office"}


class MessageForm(KnowsPlaceholders, forms.ModelForm):
    """A message, whom it goes to, and its files."""

    audiences = forms.MultipleChoiceField(
        label=_("To"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.ModelMultipleChoiceField(
        None, label=_("Single persons"), required=False, widget=forms.CheckboxSelectMultiple
    )
    files = Files(
        label=_("Attachments"),
        required=False,
        help_text=_("PDF, Office, calendar, text or picture; 8 MB together at most."),
    )
    without = forms.ModelMultipleChoiceField(
        None, label=_("Take off"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Message
        fields = ["audiences", "subject", "body", "until_guaranteed"]
        widgets = {"body": forms.Textarea({"rows": 14})}
        help_texts = {
            "until_guaranteed": _(
                "For travel details, say. It is sent to whoever is on the list when you guarantee "
                "the seminar; if you call it off, it is dropped."
            ),
        }

    def __init__(self, *args, seminar, **kwargs):
        super().__init__(*args, **kwargs)
        people = reachable(seminar)
        self.fields["audiences"].choices = _with_numbers(people)
        self.fields["people"].queryset = people
        self._show_chosen(people)
        self._offer_files()
        if seminar.state != SeminarState.OPEN:
            del self.fields["until_guaranteed"]

    def _show_chosen(self, people):
        """Only those chosen can be taken out here; others are chosen in the table of people."""
        asked = self["people"].value() or []
        chosen = people.filter(pk__in=[pk for pk in asked if str(pk).isdecimal()])
        chosen = chosen.select_related("person").order_by(
            "person__last_name", "person__first_name", "pk"
        )
        shown = [(enrolment.pk, _name_and_state(enrolment)) for enrolment in chosen]
        self.fields["people"].widget.choices = shown
        self.chosen = len(shown)

    def _offer_files(self):
        if self.instance.pk and self.instance.attachments.exists():
            self.fields["without"].queryset = self.instance.attachments.order_by("pk")
        else:
            del self.fields["without"]

    def top(self):
        return [self["audiences"]]

    def rest(self):
        later = ["subject", "body", "files", "without", "until_guaranteed"]
        return [self[name] for name in later if name in self.fields]


def _with_numbers(people):
    counts = {
        str(audience): Count("pk", filter=Q(state__in=states))
        for audience, states in AUDIENCES.items()
    }
    numbers = people.aggregate(**counts)
    return [(value, f"{label} ({numbers[value]})") for value, label in Audience.choices]


def _name_and_state(enrolment):
    person = enrolment.person
    return f"{person.last_name}, {person.first_name} – {enrolment.get_state_display()}"
