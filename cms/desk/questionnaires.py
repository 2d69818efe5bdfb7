"""What participants of a course are asked; a change is a new version."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.acting import Act
from cms.desk.course_editing import changeable
from cms.desk.rights import OfficeOnly, Trail
from courses.kinds import QuestionKind
from courses.models import Question
from courses.rules import reasons_against_questions
from courses.services.evaluations import questionnaire_of, questions_of, revise

EXTRA_ROWS = 3


class QuestionForm(forms.Form):
    """A row; without a text it is left out."""

    position = forms.IntegerField(
        label=gettext_lazy("Order"), min_value=1, widget=forms.NumberInput, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Question or statement"), max_length=300, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=QuestionKind.choices)
    options = forms.CharField(label=gettext_lazy("Options"), required=False)
    required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)

    @property
    def question(self):
        """The question in memory; None for an empty row."""
        facts = self.cleaned_data
        if not facts.get("text", "").strip():
            return None
        choice = facts["kind"] == QuestionKind.CHOICE
        options = [text.strip() for text in facts["options"].split(";") if text.strip()]
        return Question(
            kind=facts["kind"],
            text=facts["text"].strip(),
            options=options if choice else [],
            required=facts["required"],
        )


class BaseQuestionFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        for reason in reasons_against_questions(questions=self.questions):
            raise forms.ValidationError(reason)

    @property
    def questions(self):
        """In the order typed; who has no number comes last."""
        rows = [(form.cleaned_data.get("position") or 1000, form.question) for form in self.forms]
        kept = [(position, question) for position, question in rows if question]
        return [question for _position, question in sorted(kept, key=lambda row: row[0])]


QuestionFormSet = forms.formset_factory(
    QuestionForm, formset=BaseQuestionFormSet, extra=EXTRA_ROWS, max_num=30
)


class QuestionnaireForm(forms.Form):
    """As `rows` the questions of the version that is asked now."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = QuestionFormSet(
            self.data if self.is_bound else None,
            prefix="rows",
            initial=[
                {
                    "position": position,
                    "text": question.text,
                    "kind": question.kind,
                    "options": "; ".join(question.options),
                    "required": question.required,
                }
                for position, question in enumerate(questions, start=1)
            ],
        )

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])


class EditQuestionnaire(OfficeOnly, Trail, Act):
    template_name = "cms/desk/questionnaire.html"
    form_class = QuestionnaireForm
    page_title = gettext_lazy("Questionnaire")
    label = gettext_lazy("Save as a new version")
    consequence = gettext_lazy("Asked from the next seminar on; answers stay with their version.")
    header_icon = "form"
    trail = (("desk_courses:index", gettext_lazy("Courses")),)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.course = get_object_or_404(changeable(self.offices), pk=kwargs["pk"])

    @cached_property
    def questionnaire(self):
        return questionnaire_of(self.course)

    @property
    def back_url(self):
        return reverse("desk_courses:index")

    def get_page_subtitle(self):
        return str(self.course)

    def about(self):
        if self.questionnaire is None:
            yield _(
                "Nobody has been asked about this course yet; these are the standard questions."
            )
        else:
            yield _("Version %(version)s.") % {"version": self.questionnaire.version}

    def get_form_kwargs(self):
        questions = questions_of(self.questionnaire)
        return super().get_form_kwargs() | {"questions": questions}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – a version has a number
        return revise(course=self.course, questions=self.form.rows.questions, by=self.request.user)

    def success(self, outcome):
        return _("Version %(version)s is asked from the next seminar on.") % {
            "version": outcome.version
        }
