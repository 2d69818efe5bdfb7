"""Invitations to a team: what managers see of them, and the page behind the link."""

from allauth.account.adapter import get_adapter
from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView, TemplateView

from fortbildung.shared.hidden import discreet
from fortbildung.shared.rate_limit import address_of, seconds_to_wait
from organisations.forms import InvitedForm
from organisations.models import Invitation, User
from organisations.rules import reasons_against_invitation, reasons_not_to_accept
from organisations.services.invitations import (
    accept_invitation,
    decline_invitation,
    invitation_of,
    send_again,
    withdraw,
)
from organisations.views.staff_list import ForManagers

VISITS = {"scope": "invitation-link", "limit": 30, "period": 60}  # per address


class Invitations(ForManagers, ListView):
    """Open ones first, the newest first; settled ones stay for some months."""

    paginate_by = 25
    context_object_name = "invitations"
    template_name = "organisations/invitations.html"

    def get_queryset(self):
        own = Invitation.objects.visible_to(self.request.user).in_full()
        return own.in_order()

    def get_context_data(self, **kwargs):
        return super().get_context_data(now=timezone.now(), **kwargs)


class OneInvitation(LoginRequiredMixin, View):
    """Of a site below the manager's nodes; anybody else's is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            own = Invitation.objects.visible_to(request.user).in_full()
            self.invitation = get_object_or_404(own, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def answer(self, act, done, **facts):
        """Do it and say so, or say why not."""
        try:
            act(invitation=self.invitation, now=timezone.now(), **facts)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
        else:
            messages.success(self.request, done % {"name": self.invitation.name})
        return redirect("organisations:invitations")


class SendAgain(OneInvitation):
    def post(self, request, **_kwargs):
        done = _("The invitation of %(name)s is on its way again and good for another 30 days.")
        return self.answer(send_again, done, by=request.user)


class Withdraw(OneInvitation):
    def post(self, _request, **_kwargs):
        done = _("The invitation of %(name)s has been taken back; the link is no longer good.")
        return self.answer(withdraw, done)


@method_decorator(discreet, name="dispatch")
class ByLink:
    """Pages of whoever reads the mailbox the link was sent to."""

    def dispatch(self, request, *args, **kwargs):
        now = timezone.now()
        if seconds := seconds_to_wait(address_of(request), **VISITS):
            context = {"seconds": seconds}
            response = render(request, "organisations/invitation_wait.html", context, status=429)
            response["Retry-After"] = seconds
            return response
        self.invitation = invitation_of(kwargs["token"])
        if self.invitation is None:
            return render(request, "organisations/invitation_unknown.html", status=404)
        if reasons := list(reasons_against_invitation(invitation=self.invitation, now=now)):
            return self.over(reasons)
        return super().dispatch(request, *args, **kwargs)

    def over(self, reasons):
        context = {"invitation": self.invitation, "reasons": reasons}
        return render(self.request, "organisations/invitation_over.html", context, status=410)

    def has_account(self):
        """Told to nobody but the owner of the mailbox."""
        return User.objects.filter(email=self.invitation.email, is_active=True).exists()


class OwnInvitation(ByLink, TemplateView):
    """Who invites whom to what; it is accepted with an account, and declined without one."""

    template_name = "organisations/invitation.html"

    def get_context_data(self, **kwargs):
        user, against = self.request.user, []
        if user.is_authenticated:
            facts = {"invitation": self.invitation, "user": user, "now": timezone.now()}
            against = list(reasons_not_to_accept(**facts))
        return super().get_context_data(
            invitation=self.invitation, against=against, has_account=self.has_account(), **kwargs
        )

    def post(self, request, token):
        if "decline" in request.POST:
            return self.decline()
        if not request.user.is_authenticated:
            return redirect("organisations:invitation", token=token)
        return self.accept(request.user)

    def decline(self):
        try:
            decline_invitation(invitation=self.invitation, now=timezone.now())
        except ValidationError as refusal:
            return self.over(refusal.messages)
        return self.over([_("You have declined. Whoever invited you can see that.")])

    def accept(self, user):
        try:
            job = accept_invitation(invitation=self.invitation, user=user, now=timezone.now())
        except ValidationError as refusal:
            return self.over(refusal.messages)
        messages.success(self.request, welcome(job))
        return redirect("organisations:account")


class InvitedSignUp(ByLink, SignupView):
    """Person and employment come to be together; the link proves the address."""

    form_class = InvitedForm
    template_name = "organisations/invited_sign_up.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect("organisations:account")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        names = ("first_name", "last_name", "email")
        return {name: getattr(self.invitation, name) for name in names}

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitation=self.invitation, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        get_adapter().stash_verified_email(self.request, self.invitation.email)
        response = super().form_valid(form)
        if self.user:  # nobody when the address is taken: its owner gets a mail instead
            job = accept_invitation(invitation=self.invitation, user=self.user, now=timezone.now())
            messages.success(self.request, welcome(job))
        return response


def welcome(job):
    facts = {"place": job.organisation, "programme": job.programme}
    if job.starts <= timezone.localdate():
        return _("You belong to %(place)s (%(programme)s) now and can book training.") % facts
    told = _("You belong to %(place)s (%(programme)s) from %(day)s on and can book training then.")
    return told % (facts | {"day": date_format(job.starts, "DATE_FORMAT")})
