"""What the topics of the catalogue are called in English; they come with the courses."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import PlannersOnly, Trail
from courses.models import Topic
from courses.services.courses import call_topic

ALL = ("desk_topics:index", gettext_lazy("Topics"))


class TopicForm(forms.ModelForm):
    class Meta:
        model = Topic
        fields = ["name_en"]
        help_texts = {"name_en": gettext_lazy("Left empty, the German name stands.")}


class TopicList(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/topics.html"
    page_title = gettext_lazy("Topics")
    header_icon = "tag"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=Topic.objects.order_by("name"), **kwargs)


class EditTopic(PlannersOnly, Trail, WagtailAdminTemplateMixin, FormView):
    template_name = "cms/desk/form.html"
    form_class = TopicForm
    header_icon = "tag"
    trail = (ALL,)

    @cached_property
    def topic(self):
        return get_object_or_404(Topic, pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return self.topic.name

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.topic}

    def form_valid(self, form):
        call_topic(topic=self.topic, name_en=form.cleaned_data["name_en"])
        messages.success(self.request, _("“%(name)s” is saved.") % {"name": self.topic})
        return redirect("desk_topics:index")
