"""The sheet of results: one line per participant."""

from django import forms
from django.utils.translation import gettext_lazy

from courses.models import Assessment
from courses.services.assessing import Result
from fortbildung.shared.letters import validate_printable

OPEN, PASSED, FAILED = "", "passed", "failed"
OUTCOMES = [
    (OPEN, gettext_lazy("open")),
    (PASSED, gettext_lazy("passed")),
    (FAILED, gettext_lazy("not passed")),
]
MEANT = {OPEN: None, PASSED: True, FAILED: False}


class AssessmentForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("What is assessed"),
        required=False,
        max_length=Assessment.subject.field.max_length,
        validators=[validate_printable],
        help_text=gettext_lazy("As “Project” or “Written test”; it stands on the certificate."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for enrolment in self.people:
            self._add(enrolment, getattr(enrolment, "assessment", None))

    def _add(self, enrolment, found):
        outcome = (PASSED if found.passed else FAILED) if found else OPEN
        self.fields[f"outcome_{enrolment.pk}"] = forms.ChoiceField(
            label=gettext_lazy("Result"), choices=OUTCOMES, required=False, initial=outcome
        )
        self.fields[f"result_{enrolment.pk}"] = forms.CharField(
            label=gettext_lazy("Mark or remark"),
            required=False,
            max_length=Assessment.result.field.max_length,
            validators=[validate_printable],
            initial=found.result if found else "",
        )
        if found and found.subject:
            self.fields["subject"].initial = found.subject

    def rows(self):
        """Each participant with their two fields."""
        for each in self.people:
            yield each, self[f"outcome_{each.pk}"], self[f"result_{each.pk}"]

    def results(self):
        facts = self.cleaned_data
        return {
            each.pk: Result(MEANT[facts[f"outcome_{each.pk}"]], facts[f"result_{each.pk}"])
            for each in self.people
        }
