"""What the registers of qualifications have in common: a list, a form, an act of one button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import Trail

KINDS = ("desk_qualifications:index", gettext_lazy("Qualifications"))


class Register(Trail, WagtailAdminTemplateMixin, TemplateView):
    """A table: `headings`, and `rows()` of a title with its address, further cells and an act.

    `new` is the address of what adds one and the words on its button; `note` stands above.
    """

    template_name = "cms/desk/proof_register.html"
    header_icon = "success"
    trail = (KINDS,)
    headings, new, note, nothing = (), None, "", gettext_lazy("There is nothing here yet.")

    def get_context_data(self, **kwargs):
        told = {"headings": self.headings, "new": self.new, "note": self.note}
        return super().get_context_data(
            rows=list(self.rows()), nothing=self.nothing, **told, **kwargs
        )


class SaveForm(Trail, WagtailAdminTemplateMixin, FormView):
    """A form whose `save(form, by, now)` goes through a service; then back to `after`."""

    template_name = "cms/desk/form.html"
    header_icon = "success"
    saved = gettext_lazy("It is saved.")
    instance = None

    @property
    def after(self):
        return self.trail[-1][0]

    def get_form_kwargs(self):
        known = {"instance": self.instance} if self.instance else {}
        return super().get_form_kwargs() | known

    def form_valid(self, form):
        try:
            self.save(form, by=self.request.user, now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, self.saved)
        return redirect(self.after)


class Press(View):
    """One button: `press(by, now)` goes through a service; then back to `after`."""

    http_method_names = ["post"]
    after = pressed = ""

    def post(self, request, *args, **kwargs):  # noqa: ARG002 – Django's signature
        try:
            self.press(by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, self.pressed)
        return redirect(self.after)
