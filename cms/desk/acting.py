"""One decision on one page: what it is about, what is asked, and what follows from it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class Act(WagtailAdminTemplateMixin, FormView):
    """Asks, calls one service through `act`, and shows its refusal where it was asked.

    `label` and `consequence` stand on the button; `about` are sentences above it. While there
    are `obstacles` there is nothing to press.
    """

    template_name = "cms/desk/act.html"
    form_class = forms.Form
    header_icon = "date"
    label, consequence, grave = "", "", False

    def about(self):
        return []

    def obstacles(self):
        return []

    def act(self, facts, *, now):
        raise NotImplementedError

    def success(self, outcome):
        raise NotImplementedError

    @property
    def back_url(self):
        """Where the person came from, and goes when all is done."""
        return self.cockpit_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            about=list(self.about()),
            obstacles=list(self.obstacles()),
            label=self.label,
            consequence=self.consequence,
            grave=self.grave,
            back_url=self.back_url,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            outcome = self.act(form.cleaned_data, now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, self.success(outcome))
        return redirect(self.back_url)


class ReasonForm(forms.Form):
    """Why; told to those concerned and kept for good."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label="", help_text="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text, field.required = label, help_text, required
