"""Where django-allauth meets our house: its mails become rows, its words become ours."""

from urllib.parse import urlencode
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from fortbildung.shared.errors import Refused
from fortbildung.shared.mail import Letter, owe
from fortbildung.shared.sealing import seal, unseal
from organisations.languages import speak
from organisations.models import SignOn, User
from organisations.services.accounts import AFTER_SIGN_UP
from organisations.services.employments import announce_requests
from organisations.services.sign_ons import check_visitor
from organisations.sign_on_apps import apps_for, says_verified

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
            "Too many attempts. Wait five minutes and try again, or set a new password."
        ),
        "rate_limited": _("That was too often. Wait a moment and try again."),
    }

    def send_mail(self, template_prefix, email, context):
        """Owe the mail like every other: a row first, delivered by the worker."""
        extra = {"email": email, "site_url": settings.SITE_URL}
        language = getattr(context.get("user"), "language", "") or settings.LANGUAGE_CODE
        with translation.override(language):
            message = self.render_mail(template_prefix, email, context | extra)
        owe(
            key=f"account-{uuid4()}",
            to=email,
            letter=Letter(f"{message.subject}\n\n{message.body}"),
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
        return seal(text, purpose="second factor")

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text, purpose="second factor")

    def get_public_key_credential_rp_entity(self):
        """The name that the browser shows, instead of an address."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


class SignOnAdapter(DefaultSocialAccountAdapter):
    """What an association's log-in says counts here as far as the coordination has declared."""

    def list_apps(self, _request, provider=None, client_id=None):
        return list(apps_for(SignOn.objects.offered(), provider or "", client_id or ""))

    def populate_user(self, request, sociallogin, data):
        """Note whether the address is confirmed; of all that was told, only the key is kept."""
        told = sociallogin.account.extra_data
        claims = told.get("userinfo") or told.get("id_token") or data
        sign_on = self._sign_on(sociallogin)
        verified = says_verified(
            claims.get("email_verified"), otherwise=sign_on.vouches_for_addresses
        )
        for address in sociallogin.email_addresses:
            address.verified = verified
        sociallogin.account.extra_data = {}
        return super().populate_user(request, sociallogin, data)

    def authenticate_by_email(self, sociallogin):
        """Who logs in here with the confirmed address, if anybody; an address asked for is none."""
        for address in sociallogin.email_addresses:
            person = address.verified and User.objects.filter(email=address.email.lower()).first()
            if person:
                return person, address.email
        return None

    def pre_social_login(self, request, sociallogin):
        addresses = [(row.email, row.verified) for row in sociallogin.email_addresses]
        email, verified = next(iter(addresses), ("", False))
        sign_on = self._sign_on(sociallogin)
        try:
            check_visitor(
                sign_on=sign_on,
                email=email,
                verified=verified,
                subject=sociallogin.account.uid,
                person=sociallogin.user if sociallogin.is_existing else None,
            )
        except Refused as refusal:
            context = {"sign_on": sign_on, "reasons": refusal.messages}
            page = render(request, "socialaccount/refused.html", context, status=403)
            raise ImmediateHttpResponse(page) from refusal

    def _sign_on(self, sociallogin):
        return SignOn.objects.get(slug=sociallogin.account.provider)
