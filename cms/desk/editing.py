"""Planning a new seminar and changing a planned one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic import CreateView, EditView, WagtailAdminTemplateMixin

from cms.desk.drafts import draft, first_session, speakers_of_last
from cms.desk.forms import CourseForm
from cms.desk.rights import INDEX, OfficeOnly, OwnSeminar
from courses.models import Course
from courses.rules import reasons_not_to_replan
from courses.services.seminars import plan
from fortbildung.shared.errors import Refused


class ChooseCourse(OfficeOnly, WagtailAdminTemplateMixin, FormView):
    """First the course: number, teaching units and the rest then follow from it."""

    form_class = CourseForm
    template_name = "cms/desk/choose_course.html"
    page_title = gettext_lazy("Plan a seminar")
    header_icon = "date"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.page_title}
        return [*self.breadcrumbs_items, {"url": reverse(INDEX), "label": _("Seminars")}, here]

    def form_valid(self, form):
        return redirect("desk_seminars:new", course=form.cleaned_data["course"].pk)


class SavesThroughPlan:
    """Create and edit have one thing in common: `plan` saves, its refusal is shown in the form."""

    template_name = "cms/desk/seminar_form.html"
    error_message = gettext_lazy("The seminar was not saved. See the fields marked below.")

    def save_instance(self):
        self.planned = plan(
            seminar=self.form.instance,
            sessions=self.form.sessions.kept,
            removed=self.form.sessions.removed,
            speakers=self.form.cleaned_data.get("speakers"),
            reason=self.form.cleaned_data.get("reason", ""),
            by=self.request.user,
            now=timezone.now(),
        )
        return self.planned.seminar

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refusal:
            form.add_error(None, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_url(self):
        return reverse("desk_seminars:cockpit", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class NewSeminar(SavesThroughPlan, OfficeOnly, CreateView):
    success_message = gettext_lazy("“%(object)s” is planned. Nobody can see it until you publish.")

    def setup(self, request, *args, **kwargs):
        self.course = get_object_or_404(Course, pk=kwargs["course"])
        super().setup(request, *args, **kwargs)

    @cached_property
    def draft(self):
        return draft(course=self.course, offices=self.offices, now=timezone.now())

    def get_page_subtitle(self):
        return str(self.course)

    def get_initial_form_instance(self):
        return self.draft

    def get_initial(self):
        return {"speakers": speakers_of_last(course=self.course, offices=self.offices)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "offices": self.offices,
            "session": first_session(self.course),
        }

    def get_add_url(self):
        return reverse("desk_seminars:new", args=[self.course.pk])


class EditSeminar(SavesThroughPlan, OwnSeminar, EditView):
    page_title = gettext_lazy("Edit")
    success_message = gettext_lazy("“%(object)s” is saved.")

    def dispatch(self, request, *args, **kwargs):
        if refused := list(reasons_not_to_replan(seminar=self.seminar)):
            messages.error(request, refused[0])
            return redirect(self.cockpit_url)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, *_args):
        return self.seminar

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "offices": self.offices,
            "session": first_session(self.seminar.course),
        }

    def save_instance(self):
        seminar = super().save_instance()
        if self.planned.moved_up:
            self._tell_who_moved_up(self.planned.moved_up)
        if self.planned.told:
            self._tell_who_hears_of_it(self.planned.told)
        if seminar.capacity < seminar.taken:
            self._tell_that_nobody_loses_a_seat(seminar)
        return seminar

    def _tell_who_moved_up(self, count):
        text = ngettext(
            "One person moved up from the waiting list and is told by e-mail.",
            "%(count)s persons moved up from the waiting list and are told by e-mail.",
            count,
        )
        messages.info(self.request, text % {"count": count})

    def _tell_who_hears_of_it(self, count):
        text = ngettext(
            "One person is told of the change by e-mail.",
            "%(count)s persons are told of the change by e-mail.",
            count,
        )
        messages.info(self.request, text % {"count": count})

    def _tell_that_nobody_loses_a_seat(self, seminar):
        text = _(
            "%(taken)s seats are taken, more than the %(capacity)s there are now. Nobody loses "
            "their seat; seats that are given up are not given again until it fits."
        )
        messages.warning(
            self.request, text % {"taken": seminar.taken, "capacity": seminar.capacity}
        )
