"""Words the catalogue's search takes for the same."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import PlannersOnly, Trail
from courses.models import Synonyms
from courses.services import synonyms

ALL = ("desk_synonyms:index", gettext_lazy("Synonyms"))


class SynonymsForm(forms.ModelForm):
    class Meta:
        model = Synonyms
        fields = ["words"]


class SynonymsList(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/synonyms.html"
    page_title = gettext_lazy("Synonyms")
    header_icon = "search"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=Synonyms.objects.order_by("words"), **kwargs)


class NewSynonyms(PlannersOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """A form for words that mean the same; `instance` are those to change, or None."""

    template_name = "cms/desk/synonyms_form.html"
    form_class = SynonymsForm
    page_title = gettext_lazy("New synonyms")
    header_icon = "search"
    trail = (ALL,)
    instance = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.instance}

    def form_valid(self, form):
        kept = synonyms.keep(synonyms=form.instance)
        messages.success(self.request, _("“%(name)s” is saved.") % {"name": kept})
        return redirect("desk_synonyms:index")


class EditSynonyms(NewSynonyms):
    page_title = gettext_lazy("Change the synonyms")

    @cached_property
    def instance(self):
        return get_object_or_404(Synonyms, pk=self.kwargs["pk"])

    def post(self, request, *args, **kwargs):
        if "drop" not in request.POST:
            return super().post(request, *args, **kwargs)
        synonyms.drop(synonyms=self.instance)
        messages.success(request, _("The synonyms are deleted."))
        return redirect("desk_synonyms:index")
