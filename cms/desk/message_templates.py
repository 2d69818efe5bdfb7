"""The texts an office sends again and again."""

from django.contrib import messages as notices
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.acting import Act
from cms.desk.approvals import below_the_list
from cms.desk.message_forms import TemplateForm, placeholders
from cms.desk.rights import OfficeOnly
from courses.models import MessageTemplate
from courses.services.messages import save_template


def templates_of(offices):
    mine = MessageTemplate.objects.filter(central_office__in=offices)
    return mine.select_related("central_office").order_by("central_office", "name")


class MessageTemplates(OfficeOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/message_templates.html"
    page_title = gettext_lazy("Message templates")
    header_icon = "copy"

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_context_data(self, **kwargs):
        return super().get_context_data(templates=templates_of(self.offices), **kwargs)

    @property
    def header_buttons(self):
        url = reverse("desk_seminars:new_message_template")
        return [HeaderButton(_("New template"), url=url, icon_name="plus")]


class NewTemplate(OfficeOnly, Act):
    template_name = "cms/desk/message_template_form.html"
    form_class = TemplateForm
    page_title = gettext_lazy("New template")
    label = gettext_lazy("Save the template")
    header_icon = "copy"
    template = None

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_page_subtitle(self):
        return str(self.template or self.page_title)

    @property
    def back_url(self):
        return reverse("desk_seminars:message_templates")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices, "instance": self.template}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            placeholders=placeholders(), template_pk=self.template and self.template.pk, **kwargs
        )

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, _facts, *, now):  # noqa: ARG002 – a template has no time
        return save_template(template=self.form.instance, by=self.request.user)

    def success(self, outcome):
        return _("The template “%(name)s” is saved.") % {"name": outcome}


class EditTemplate(NewTemplate):
    page_title = gettext_lazy("Change the template")
    consequence = gettext_lazy("What was sent with it stays as it was.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.template = get_object_or_404(templates_of(self.offices), pk=kwargs["template"])


class DropTemplate(OfficeOnly, View):
    http_method_names = ["post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.template = get_object_or_404(templates_of(self.offices), pk=kwargs["template"])

    def post(self, request, **_kwargs):
        self.template.delete()
        said = _("The template “%(name)s” is deleted.") % {"name": self.template}
        notices.success(request, said)
        return redirect("desk_seminars:message_templates")
