"""What one person is qualified in, for themselves and for their manager; pauses and exemptions."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from certificates.forms.proofs import ExemptionForm, PauseForm
from certificates.models import Exemption, Pause
from certificates.services import requirements
from certificates.services.history import histories_of
from certificates.services.standings import requirements_on, standings
from courses.views.team import ForManagers
from fortbildung.shared.errors import Refused
from organisations.models import Employment, User


def told(person, *, today):
    """What is shown of a person: what is required, how it stands, and how it came about."""
    jobs = Employment.objects.current(today).filter(user=person).in_full()
    found = standings(jobs, on=today)
    statuses = found.lines[0].statuses if found.lines else {}
    exemptions = person.exemptions.standing().filter(ends__gte=today)
    return {
        "person": person,
        "required": [(r, statuses[r.pk]) for r in found.requirements],
        "histories": histories_of(person),
        "pauses": list(person.pauses.order_by("-starts")),
        "exemptions": list(exemptions.select_related("requirement").order_by("ends")),
    }


class OwnProofs(LoginRequiredMixin, TemplateView):
    template_name = "certificates/own_proofs.html"

    def get_context_data(self, **kwargs):
        facts = told(self.request.user, today=timezone.localdate())
        return super().get_context_data(**facts, **kwargs)


class OneOfTheTeam(ForManagers):
    """Somebody else who works below the manager's nodes today."""

    @cached_property
    def person(self):
        user = self.request.user
        seen = User.objects.visible_to(user, on=timezone.localdate()).exclude(pk=user.pk)
        return get_object_or_404(seen, pk=self.kwargs["pk"])


class Proofs(OneOfTheTeam, TemplateView):
    template_name = "certificates/proofs.html"

    def get_context_data(self, **kwargs):
        facts = told(self.person, today=timezone.localdate())
        return super().get_context_data(**facts, **kwargs)


class NoteForm(OneOfTheTeam, FormView):
    """A form about one person; saving it goes through the service `note`."""

    template_name = "certificates/note.html"
    title = submit = saved = ""

    def get_context_data(self, **kwargs):
        told = {"person": self.person, "title": self.title, "submit": self.submit}
        return super().get_context_data(**told, **kwargs)

    def get_form_kwargs(self):
        instance = self.form_class.Meta.model(person=self.person)
        return super().get_form_kwargs() | {"instance": instance}

    def form_valid(self, form):
        try:
            self.note(form.instance, by=self.request.user, now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.saved)
        return redirect("certificates:proofs", self.person.pk)


class AddPause(NoteForm):
    form_class = PauseForm
    title, submit = gettext_lazy("Note a pause"), gettext_lazy("Note the pause")
    saved = gettext_lazy("The pause is noted. Deadlines wait as long.")

    def note(self, instance, **facts):
        requirements.pause(pause=instance, **facts)


class AddExemption(NoteForm):
    form_class = ExemptionForm
    title, submit = gettext_lazy("Exempt from a requirement"), gettext_lazy("Exempt")
    saved = gettext_lazy("The exemption is noted.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"requirements": requirements_on(timezone.localdate())}

    def note(self, instance, **facts):
        requirements.exempt(exemption=instance, **facts)


class DropPause(OneOfTheTeam, View):
    http_method_names = ["post"]

    def post(self, request, pk, pause):
        mine = Pause.objects.visible_to(request.user, on=timezone.localdate())
        found = get_object_or_404(mine, person=self.person, pk=pause)
        requirements.drop_pause(pause=found)
        messages.success(request, _("The pause is removed."))
        return redirect("certificates:proofs", pk)


class EndExemption(OneOfTheTeam, View):
    http_method_names = ["post"]

    def post(self, request, pk, exemption):
        mine = Exemption.objects.visible_to(request.user, on=timezone.localdate())
        found = get_object_or_404(mine, person=self.person, pk=exemption)
        try:
            requirements.end_exemption(exemption=found, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The exemption has ended."))
        return redirect("certificates:proofs", pk)
