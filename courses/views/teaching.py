"""A speaker's own pages: what they teach, who takes part, and the material they hand out."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from courses.forms.files import MaterialForm
from courses.models import Material
from courses.services.materials import add_material, remove_material
from courses.services.teaching import own_program, participants_of, taught_by
from organisations.states import RoleKind


class TrainersOnly(LoginRequiredMixin):
    """For whoever is no trainer the page does not exist."""

    def dispatch(self, request, *args, **kwargs):
        known = request.user.is_authenticated
        if known and not request.user.roles.of_kind(RoleKind.TRAINER).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Teaching(TrainersOnly, TemplateView):
    template_name = "courses/teaching.html"

    def get_context_data(self, **kwargs):
        program = own_program(self.request.user, now=timezone.now())
        return super().get_context_data(**program, **kwargs)


class OneTaught(TrainersOnly):
    """Loads `self.seminar` if this person teaches it; any other is not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            rows = taught_by(request.user)
            self.seminar = get_object_or_404(rows, number=kwargs["number"])
        return super().dispatch(request, *args, **kwargs)


class Taught(OneTaught, FormView):
    """One seminar: sessions, participants, material, and the form to add some."""

    template_name = "courses/taught.html"
    form_class = MaterialForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            seminar=self.seminar,
            participants=participants_of(self.seminar),
            materials=self.seminar.materials.order_by("title", "pk"),
            **kwargs,
        )

    def form_valid(self, form):
        facts = form.cleaned_data
        add_material(seminar=self.seminar, by=self.request.user, now=timezone.now(), **facts)
        messages.success(self.request, _("Participants find the file on the page of their seat."))
        return redirect("courses:taught", self.seminar.number)


class RemoveOwnMaterial(OneTaught, View):
    http_method_names = ["post"]

    def post(self, request, *, pk, **_kwargs):
        mine = Material.objects.filter(seminar=self.seminar, added_by=request.user)
        remove_material(material=get_object_or_404(mine, pk=pk), by=request.user)
        messages.success(request, _("The file is deleted."))
        return redirect("courses:taught", self.seminar.number)


class Download(LoginRequiredMixin, View):
    """A file, for whoever takes part, teaches or organises."""

    def get(self, request, pk):
        found = get_object_or_404(Material.objects.visible_to(request.user), pk=pk)
        return FileResponse(found.file.open(), as_attachment=True, filename=found.filename)
