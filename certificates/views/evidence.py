"""Proofs from elsewhere: handing in, deciding; what other associations recognise."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View

from certificates.forms.evidence import DecisionForm, EvidenceForm
from certificates.models import Evidence, RecognitionConsent
from certificates.services import evidence, recognising
from courses.views.team import PER_PAGE, ForManagers
from fortbildung.shared.errors import Refused
from fortbildung.shared.hidden import discreet


class OwnEvidence(LoginRequiredMixin, FormView):
    template_name = "certificates/evidence.html"
    form_class = EvidenceForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Evidence(person=self.request.user)}

    def get_context_data(self, **kwargs):
        person, related = self.request.user, ("equivalence__course", "equivalence__counts_as")
        agreed = person.recognitions.filter(withdrawn_at=None)
        return super().get_context_data(
            handed_in=person.evidence.order_by("-handed_in_at", "-pk"),
            offers=recognising.offers_for(person, now=timezone.now()),
            agreed=agreed.select_related(*related, "equivalence__central_office").order_by("pk"),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            evidence.hand_in(
                evidence=form.instance, upload=form.cleaned_data["upload"], now=timezone.now()
            )
        except ValidationError as refusal:
            form.add_error("upload" if isinstance(refusal, Refused) else None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Your proof is handed in. You are told what is decided."))
        return redirect("certificates:evidence")


class TakeBack(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        own = get_object_or_404(Evidence, person=request.user, pk=pk)
        try:
            evidence.take_back(evidence=own)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The proof is withdrawn, the file is deleted."))
        return redirect("certificates:evidence")


@method_decorator(discreet, name="dispatch")
class EvidenceFile(LoginRequiredMixin, View):
    """The paper, for whoever may see the proof."""

    def get(self, request, pk):
        seen = Evidence.objects.visible_to(request.user, on=timezone.localdate())
        found = get_object_or_404(seen.exclude(file=""), pk=pk)
        return FileResponse(found.file.open(), as_attachment=True, filename=found.filename)


class Agree(LoginRequiredMixin, View):
    """Agree that an office recognises what one has attended elsewhere."""

    http_method_names = ["post"]

    def post(self, request, pk):
        now = timezone.now()
        rule = get_object_or_404(recognising.equivalences_for(request.user, now=now), pk=pk)
        recognising.agree(person=request.user, equivalence=rule, now=now)
        messages.success(request, _("It is recognised. You can take your agreement back here."))
        return redirect("certificates:evidence")


class WithdrawConsent(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        own = get_object_or_404(RecognitionConsent, person=request.user, pk=pk)
        recognising.withdraw_consent(consent=own, now=timezone.now())
        messages.success(request, _("You no longer agree; what was recognised counts no more."))
        return redirect("certificates:evidence")


class TeamEvidence(ForManagers, ListView):
    """What waits for a decision, the oldest first."""

    template_name = "certificates/team_evidence.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        mine = Evidence.objects.decidable_by(self.request.user, on=timezone.localdate())
        rows = mine.handed_in().select_related("person", "qualification")
        return rows.order_by("handed_in_at", "pk")


class Deciding(FormView):
    """The decision about one proof of somebody else."""

    form_class = DecisionForm

    @cached_property
    def evidence(self):
        mine = Evidence.objects.decidable_by(self.request.user, on=timezone.localdate())
        rows = mine.handed_in().select_related("person", "qualification")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"evidence": self.evidence}

    def get_context_data(self, **kwargs):
        return super().get_context_data(evidence=self.evidence, **kwargs)

    def form_valid(self, form):
        decide = evidence.accept if form.accepts else evidence.decline
        who = {"evidence": self.evidence, "by": self.request.user, "now": timezone.now()}
        try:
            decide(**who, **form.facts)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        said = _("The proof is accepted.") if form.accepts else _("The proof is declined.")
        messages.success(self.request, said)
        return redirect(self.list_route)


class Decide(ForManagers, Deciding):
    template_name = "certificates/decide.html"
    list_route = "certificates:team_evidence"
