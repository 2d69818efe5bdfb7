"""Deciding without an account: by the link that was sent to a provider's function mailbox."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView

from courses.forms.mailbox import DecisionForm
from courses.rules import reasons_not_to_decide
from courses.services.approvals import approve, deny, step_of
from fortbildung.shared.errors import Refused
from fortbildung.shared.hidden import discreet
from fortbildung.shared.rate_limit import address_of, seconds_to_wait

VISITS = {"scope": "approval-link", "limit": 30, "period": 60}  # per address


@method_decorator(discreet, name="dispatch")
class Mailbox(FormView):
    """Shows what is to be decided and changes nothing; the form decides, once."""

    template_name = "courses/mailbox.html"
    form_class = DecisionForm

    def dispatch(self, request, *args, **kwargs):
        now = timezone.now()
        if seconds := seconds_to_wait(address_of(request), **VISITS):
            return _too_many(request, seconds)
        self.step = step_of(kwargs["token"], now=now)
        if self.step is None:
            return render(request, "courses/mailbox_unknown.html", status=404)
        if reasons := list(reasons_not_to_decide(step=self.step)):
            return self.over(reasons)
        return super().dispatch(request, *args, **kwargs)

    def over(self, reasons):
        """It has been decided, or need not be any more."""
        context = {"step": self.step, "reasons": reasons}
        return render(self.request, "courses/mailbox_decided.html", context, status=410)

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, **kwargs)

    def form_valid(self, form):
        who = {name: form.cleaned_data[name] for name in ("name", "function")}
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            if form.cleaned_data["decision"] == "deny":
                deny(step=self.step, reason=reason, now=now, **who)
            else:
                approve(step=self.step, now=now, **who)
        except Refused as refusal:
            return self.over(refusal.messages)
        messages.success(self.request, _("Thank you. Your decision is recorded."))
        return redirect("courses:mailbox", token=self.kwargs["token"])


def _too_many(request, seconds):
    response = render(request, "courses/mailbox_wait.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = seconds
    return response
