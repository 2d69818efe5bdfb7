"""Saying how it was."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from courses.forms.feedback import FeedbackForm
from courses.rules import reasons_not_to_give_feedback
from courses.services.evaluations import evaluation_for, give_feedback, questions_of
from courses.views.sides import OneEnrolment
from fortbildung.shared.errors import Refused


class Feedback(OneEnrolment, FormView):
    """The questions, or why there are none to answer."""

    template_name = "courses/feedback.html"
    form_class = FeedbackForm

    @cached_property
    def found(self):
        return evaluation_for(self.enrolment)

    @cached_property
    def reasons(self):
        evaluation, given = self.found
        facts = {"enrolment": self.enrolment, "evaluation": evaluation, "given": given}
        return list(reasons_not_to_give_feedback(now=timezone.now(), **facts))

    def get_form_kwargs(self):
        questionnaire = self.found[0].questionnaire if not self.reasons else None
        questions = questions_of(questionnaire) if questionnaire else []
        return super().get_form_kwargs() | {"questions": questions}

    def get_context_data(self, **kwargs):
        facts = {"evaluation": self.found[0], "reasons": self.reasons}
        return super().get_context_data(**facts, **kwargs)

    def form_valid(self, form):
        try:
            give_feedback(enrolment=self.enrolment, answers=form.answers, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Thank you! Your answers are kept without your name."))
        return redirect(self.page)
