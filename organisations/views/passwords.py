"""A forgotten password: the link comes by mail, and in the end one is back where one was."""

from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import PasswordResetFromKeyDoneView, PasswordResetView
from django.urls import reverse, reverse_lazy

from organisations.services.accounts import AFTER_SIGN_UP


class Reset(PasswordResetView):
    """Where somebody was stays in this browser; the mail says nothing of it."""

    def get_success_url(self):
        return reverse("account_reset_password_done")

    def form_valid(self, form):
        if after := get_next_redirect_url(self.request):
            self.request.session[AFTER_SIGN_UP] = after
        return super().form_valid(form)


class ResetDone(PasswordResetFromKeyDoneView):
    """On to the log-in, and from there back."""

    log_in = reverse_lazy("account_login")

    def get_context_data(self, **kwargs):
        after = self.request.session.pop(AFTER_SIGN_UP, "")
        log_in = f"{self.log_in}?{urlencode({'next': after})}" if after else self.log_in
        return super().get_context_data(log_in=log_in, **kwargs)
