"""Where django-allauth meets our house: its mails become rows, its words become ours."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import urlencode
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from fortbildung.shared.mail import owe
from organisations.languages import speak
from organisations.services.accounts import AFTER_SIGN_UP
from organisations.services.employments import announce_requests

# Said by allauth's own forms and mails, in our German.
SAID = [
    gettext_noop("Authenticator code"),
    gettext_noop("Authenticator app activated."),
    gettext_noop("Authenticator App Activated"),
    gettext_noop("Authenticator app deactivated."),
    gettext_noop("Authenticator App Deactivated"),
    gettext_noop("A new security key has been added."),
    gettext_noop("Security Key Added"),
    gettext_noop("Security key added."),
    gettext_noop("A security key has been removed."),
    gettext_noop("Security Key Removed"),
    gettext_noop("Security key removed."),
    gettext_noop("A new set of Two-Factor Authentication recovery codes has been generated."),
    gettext_noop("New Recovery Codes Generated"),
    gettext_noop("A new set of recovery codes has been generated."),
    gettext_noop("Use your password"),
    gettext_noop("Use authenticator app or code"),
    gettext_noop("Use a security key"),
    gettext_noop("Passwordless"),
    gettext_noop(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes "
        "additional requirements such as biometrics or PIN protection."
    ),
    gettext_noop("Master key"),
    gettext_noop("Backup key"),
    gettext_noop("Key nr. {number}"),
]


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is not active. Ask your central office."),
        "cannot_remove_primary_email": _("You cannot remove the address you log in with."),
        "duplicate_email": _("You use this e-mail address already."),
        "email_password_mismatch": _("E-mail address and password do not match."),
        "email_taken": _("Somebody is registered with this e-mail address already."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right, or not valid any more."),
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

    def post_login(self, request, user, **kwargs):
        """The pages speak the person's language, on each device."""
        return speak(super().post_login(request, user, **kwargs), user)

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


class SecondFactorAdapter(DefaultMFAAdapter):
    """What opens an account is not readable in a copy of the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
    }

    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self):
        """The name that the browser shows, instead of an address."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


def _fernet():
    """New with the first key, readable with those before it too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [sha256(b"second factor" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
