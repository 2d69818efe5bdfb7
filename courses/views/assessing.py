from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from courses.forms.assessing import AssessmentForm
from courses.rules import reasons_not_to_assess
from courses.services.assessing import assess, assessed
from courses.views.attending import OfRecorder
from fortbildung.shared.errors import Refused


class Assess(OfRecorder, FormView):
    """Speakers and the office record who passed."""

    template_name = "courses/assessing.html"
    form_class = AssessmentForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": assessed(self.seminar)}

    def get_context_data(self, **kwargs):
        reasons = reasons_not_to_assess(seminar=self.seminar, now=timezone.now())
        return super().get_context_data(reasons=list(reasons), **kwargs)

    def form_valid(self, form):
        facts = {"subject": form.cleaned_data["subject"], "results": form.results()}
        try:
            assess(seminar=self.seminar, by=self.request.user, now=timezone.now(), **facts)
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The results are recorded."))
        return redirect("courses:assess", self.seminar.number)
