"""My travel costs for a seminar I was at: claimed, withdrawn, read what was decided."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from courses.views.sides import OneEnrolment
from fortbildung.shared.errors import Refused
from fortbildung.shared.hidden import discreet
from reports.forms.travel import ClaimForm
from reports.models import ClaimReceipt, TravelClaim
from reports.rules.travel import last_day_to_claim, reasons_not_to_claim, trip_ended_on
from reports.services import travel


class Travel(OneEnrolment, FormView):
    """What can be claimed until when, or how the claim stands."""

    template_name = "reports/travel.html"
    form_class = ClaimForm

    @cached_property
    def rule(self):
        return travel.rule_for(self.enrolment)

    @cached_property
    def reasons(self):
        facts = {"enrolment": self.enrolment, "rule": self.rule}
        return list(reasons_not_to_claim(now=timezone.now(), **facts))

    def get_form_kwargs(self):
        claim = TravelClaim(enrolment=self.enrolment)
        return super().get_form_kwargs() | {"instance": claim}

    def get_context_data(self, **kwargs):
        claims = TravelClaim.objects.visible_to(self.request.user)
        claims = list(claims.filter(enrolment=self.enrolment).order_by("-handed_in_at", "-pk"))
        ended = trip_ended_on(self.enrolment.seminar)
        return super().get_context_data(
            claims=claims,
            live=TravelClaim.objects.live().filter(enrolment=self.enrolment).first(),
            reasons=self.reasons,
            rule=self.rule,
            until=ended and self.rule and last_day_to_claim(self.rule, ended),
            **kwargs,
        )

    def form_valid(self, form):
        uploads = form.cleaned_data["uploads"]
        try:
            travel.hand_in(claim=form.instance, uploads=uploads, now=timezone.now())
        except ValidationError as refusal:
            form.add_error("uploads" if isinstance(refusal, Refused) and uploads else None, refusal)
            return self.form_invalid(form)
        messages.success(
            self.request, _("Your claim is handed in. You are told what the office decides.")
        )
        return redirect("reports:travel", self.enrolment.pk)


class WithdrawClaim(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        own = TravelClaim.objects.filter(enrolment__person=request.user)
        claim = get_object_or_404(own.select_related("enrolment"), pk=pk)
        try:
            travel.withdraw(claim=claim, by=request.user)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The claim is withdrawn, its files are deleted."))
        return redirect("reports:travel", claim.enrolment_id)


@method_decorator(discreet, name="dispatch")
class ReceiptFile(LoginRequiredMixin, View):
    """A ticket or bill, for whoever may see the claim."""

    def get(self, request, pk):
        seen = TravelClaim.objects.visible_to(request.user)
        found = get_object_or_404(ClaimReceipt.objects.filter(claim__in=seen), pk=pk)
        return FileResponse(found.file.open(), as_attachment=True, filename=found.filename)
