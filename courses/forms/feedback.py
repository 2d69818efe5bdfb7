from django import forms
from django.utils.translation import gettext_lazy as _

from courses.kinds import SCALE_ENDS, QuestionKind
from courses.rules import SCALE

LONGEST = 1000


class FeedbackForm(forms.Form):
    """A field for each of `questions`; nothing in it says who answers."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"q{question.pk}"] = FIELDS[question.kind](question)

    @property
    def answers(self):
        """By the key of the question."""
        return {q.pk: self.cleaned_data[f"q{q.pk}"] for q in self.questions}


def _choice(question, choices):
    return forms.TypedChoiceField(
        label=question.text,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=question.required,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose an answer.")},
    )


FIELDS = {
    QuestionKind.SCALE: lambda question: _choice(
        question, [(point, SCALE_ENDS.get(point, str(point))) for point in SCALE]
    ),
    QuestionKind.CHOICE: lambda question: _choice(question, list(enumerate(question.options))),
    QuestionKind.TEXT: lambda question: forms.CharField(
        label=question.text,
        max_length=LONGEST,
        required=question.required,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Please name nobody, not even yourself."),
    ),
}
