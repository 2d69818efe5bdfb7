"""Where django-allauth meets our house: its mails become rows, its words become ours."""

from urllib.parse import urlencode
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from fortbildung.shared.mail import owe
from organisations.services.accounts import AFTER_SIGN_UP
from organisations.services.employments import announce_requests


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is not active. Ask your central office."),
        "cannot_remove_primary_email": _("You cannot remove the address you log in with."),
        "duplicate_email": _("You use this e-mail address already."),
        "email_password_mismatch": _("E-mail address and password do not match."),
        "email_taken": _("Somebody is registered with this e-mail address already."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "invalid_or_expired_key": _("The link is not valid any more."),
        "invalid_password_reset": _("The link to set a new password is not valid any more."),
        "too_many_login_attempts": _(
            "Too many log-ins failed. Wait five minutes and try again, or set a new password."
        ),
        "rate_limited": _("That was too often. Wait a moment and try again."),
    }

    def send_mail(self, template_prefix, email, context):
        """Owe the mail like every other: a row first, delivered by the worker."""
        extra = {"email": email, "site_url": settings.SITE_URL}
        with translation.override(settings.LANGUAGE_CODE):
            message = self.render_mail(template_prefix, email, context | extra)
        owe(
            key=f"account-{uuid4()}",
            to=email,
            text=f"{message.subject}\n\n{message.body}",
            now=timezone.now(),
        )

    def confirm_email(self, request, email_address):
        """Now that it is known who asks, the managers hear of it."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            announce_requests(user=email_address.user, now=timezone.now())
        return confirmed

    def get_email_verification_redirect_url(self, email_address):
        """Via the log-in back to where the person was when they registered."""
        address = resolve_url(super().get_email_verification_redirect_url(email_address))
        after = self.request.session.pop(AFTER_SIGN_UP, "")
        return f"{address}?{urlencode({'next': after})}" if after else address

    def format_email_subject(self, subject):
        """Take the subject as it is, without the name of a site in brackets."""
        return subject

    def get_password_change_redirect_url(self, _request):
        return reverse("organisations:account")
