"""Travel claims at the office: decided, handed over to the accounts, and by which rules."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from cms.desk.acting import Act, ReasonForm
from cms.desk.funding_grants import TO_GRANTS
from cms.desk.proof_pages import Register
from cms.desk.rights import OfficeOnly, Trail
from fortbildung.shared.errors import Refused
from reports.kinds import ClaimState
from reports.models import BookingAccounts, BookingBatch, TravelClaim
from reports.services import booking, travel

CLAIMS = ("desk_funding:claims", gettext_lazy("Travel claims"))
SHOWN = 200


def euros(amount):
    return f"{localize(amount)} €"


class ClaimList(OfficeOnly, Register):
    """What waits for a decision first, then what was decided lately."""

    template_name = "cms/desk/claims.html"
    page_title = gettext_lazy("Travel claims")
    header_icon = "doc-full"
    trail = TO_GRANTS
    headings = [
        gettext_lazy("Person"),
        gettext_lazy("Seminar"),
        gettext_lazy("Handed in"),
        gettext_lazy("State"),
        gettext_lazy("Amount in euros"),
    ]
    nothing = gettext_lazy("No travel claim is handed in.")

    def rows(self):
        claims = TravelClaim.objects.of_offices(self.offices).exclude(state=ClaimState.WITHDRAWN)
        related = ("enrolment__person", "enrolment__seminar__course")
        claims = claims.select_related(*related).order_by("decided_at", "handed_in_at", "pk")
        waiting = claims.filter(state=ClaimState.HANDED_IN)
        decided = claims.exclude(state=ClaimState.HANDED_IN).order_by("-decided_at", "-pk")
        for claim in [*waiting[:SHOWN], *decided[:SHOWN]]:
            yield {
                "title": claim.enrolment.person,
                "url": reverse("desk_funding:claim", args=[claim.pk]),
                "cells": [
                    claim.enrolment.seminar,
                    f"{timezone.localtime(claim.handed_in_at):%d.%m.%Y}",
                    claim.get_state_display(),
                    "–" if claim.amount is None else localize(claim.amount),
                ],
            }

    def get_context_data(self, **kwargs):
        batches = BookingBatch.objects.filter(central_office__in=self.offices)
        names = {office.pk: office for office in self.offices}
        return super().get_context_data(
            offices=self.offices,
            months=[(names[pk], month) for pk, month in booking.months_to_book(self.offices)],
            batches=batches.select_related("central_office").order_by("-made_at", "-pk")[:SHOWN],
            **kwargs,
        )


class OwnClaim(OfficeOnly, Trail):
    header_icon = "doc-full"
    trail = (*TO_GRANTS, CLAIMS)

    @cached_property
    def claim(self):
        related = ("enrolment__person", "enrolment__seminar__course")
        mine = TravelClaim.objects.of_offices(self.offices).exclude(state=ClaimState.WITHDRAWN)
        return get_object_or_404(mine.select_related(*related), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return f"{self.claim.enrolment.person}: {self.claim.enrolment.seminar}"

    @property
    def back_url(self):
        return reverse(CLAIMS[0])

    def about(self):
        claim = self.claim
        found = travel.reckoned(claim)
        yield _("By the rule it comes to %(amount)s: %(words)s.") % {
            "amount": euros(found.amount),
            "words": found.words,
        }
        if claim.high_rate:
            yield _("Considerable official interest: %(reason)s") % {"reason": claim.high_reason}
        if claim.state != ClaimState.HANDED_IN:
            yield f"{claim.get_state_display()}. {claim.reason}"

    def obstacles(self):
        if self.claim.state != ClaimState.HANDED_IN:
            yield _("This claim is decided about already.")
        if self.claim.enrolment.person_id == self.request.user.pk:
            yield _("It is your own: somebody else must decide.")


class ApproveClaim(OwnClaim, Act):
    template_name = "cms/desk/claim.html"
    page_title = gettext_lazy("Travel claim")
    label = pgettext_lazy("travel claim", "Approve")
    consequence = gettext_lazy("It becomes a voucher of the seminar; the person is told by e-mail.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            claim=self.claim, receipts=self.claim.receipts.order_by("pk"), **kwargs
        )

    def act(self, _facts, *, now):
        return travel.approve(claim=self.claim, by=self.request.user, now=now)

    def success(self, outcome):
        return _("The claim is approved: %(amount)s.") % {"amount": euros(outcome.amount)}


class DeclineClaim(OwnClaim, Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Decline the claim")
    label = gettext_lazy("Decline")
    consequence = gettext_lazy("The person reads the reason and may hand in another claim.")
    grave = True

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": _("Reason")}

    def act(self, facts, *, now):
        return travel.decline(claim=self.claim, by=self.request.user, now=now, **facts)

    def success(self, _outcome):
        return _("The claim is declined.")


class AccountsForm(forms.ModelForm):
    class Meta:
        model = BookingAccounts
        fields = ["consultant", "client", "account_length", "year_begins", "expense", "contra"]


class OfOffice(OfficeOnly):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.office = get_object_or_404(self.offices, pk=kwargs["office"])


class EditAccounts(OfOffice, Trail, Act):
    template_name = "cms/desk/grant_form.html"
    form_class = AccountsForm
    page_title = gettext_lazy("Accounts for booking")
    label = gettext_lazy("Save the accounts")
    header_icon = "cog"
    trail = (*TO_GRANTS, CLAIMS)

    def get_page_subtitle(self):
        return str(self.office)

    @property
    def back_url(self):
        return reverse(CLAIMS[0])

    def about(self):
        yield _("Ask your accounts for these numbers; they stand in the file for DATEV.")

    def get_form_kwargs(self):
        known = BookingAccounts.objects.filter(central_office=self.office).first()
        new = BookingAccounts(central_office=self.office)
        return super().get_form_kwargs() | {"instance": known or new}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – numbers have no time
        return booking.save_accounts(accounts=self.form.instance, by=self.request.user)

    def success(self, _outcome):
        return _("The accounts are saved.")


class HandOver(OfOffice, View):
    """The approved claims of a month become a batch for the accounts."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        month = timezone.localdate().replace(year=kwargs["year"], month=kwargs["month"], day=1)
        who = {"by": request.user, "now": timezone.now()}
        try:
            booking.hand_over(office=self.office, month=month, **who)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The batch is made. Download it below."))
        return redirect(CLAIMS[0])


class BatchFile(OfficeOnly, View):
    def get(self, _request, pk):
        mine = BookingBatch.objects.filter(central_office__in=self.offices)
        batch = get_object_or_404(mine, pk=pk)
        name = f"EXTF_Buchungsstapel_{batch.month:%Y-%m}_{batch.pk}.csv"
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        headers["Cache-Control"] = "no-store"
        content = booking.file_of(batch)
        return HttpResponse(content, content_type="text/csv; charset=windows-1252", headers=headers)
