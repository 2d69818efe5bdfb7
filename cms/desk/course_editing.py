"""A new course with its page in one step, and changing the facts of one's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.course_forms import CourseFactsForm, NewCourseForm, next_code
from cms.desk.rights import OfficeOnly, Trail
from cms.models import CoursePage, OfficeSectionPage
from cms.site import ensure_course_page
from courses.models import Course
from courses.services.courses import save_course

COURSES = ("desk_courses:index", gettext_lazy("Courses"))


def own_pages(offices):
    """The course pages below the sections of these offices."""
    pages = CoursePage.objects.none()
    for section in OfficeSectionPage.objects.filter(office__in=offices):
        pages |= CoursePage.objects.descendant_of(section)
    return pages


def changeable(offices):
    """The courses these offices may change: of their own sections, and those without a page."""
    return Course.objects.filter(Q(page=None) | Q(page__in=own_pages(offices)))


class NewCourse(OfficeOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """Leads to the page, a draft in the office's section, to write the rest of the words."""

    template_name = "cms/desk/course_form.html"
    form_class = NewCourseForm
    page_title = gettext_lazy("New course")
    header_icon = "list-ul"
    trail = (COURSES,)

    def get_initial(self):
        return {"code": next_code()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices}

    def form_valid(self, form):
        try:
            page = self.make(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        text = _("“%(course)s” and its page are there; the page is a draft. Write and submit it.")
        messages.success(self.request, text % {"course": page.course})
        return redirect("wagtailadmin_pages:edit", page.pk)

    @transaction.atomic
    def make(self, form):
        facts = form.cleaned_data
        course = save_course(
            course=form.instance,
            topics=facts["topics"],
            programmes=facts["programmes"],
            by=self.request.user,
        )
        return ensure_course_page(course, form.office, live=False, intro=facts["intro"])


class EditCourse(OfficeOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """The facts of a course whose page stands in an own section; no other is there."""

    template_name = "cms/desk/course_form.html"
    form_class = CourseFactsForm
    page_title = gettext_lazy("Change the course")
    header_icon = "list-ul"
    trail = (COURSES,)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(own_pages(self.offices), course=kwargs["pk"])
        self.course = page.course

    def get_page_subtitle(self):
        return str(self.course)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.course}

    def form_valid(self, form):
        facts = form.cleaned_data
        save_course(
            course=form.instance,
            topics=facts["topics"],
            programmes=facts["programmes"],
            by=self.request.user,
        )
        messages.success(self.request, _("“%(object)s” is saved.") % {"object": form.instance})
        return redirect("desk_courses:index")


class MakePage(OfficeOnly, View):
    """A page for a course that has none yet, as a draft in the office's section."""

    http_method_names = ["post"]

    @cached_property
    def course(self):
        return get_object_or_404(Course, pk=self.kwargs["pk"])

    def post(self, request, **_kwargs):
        page = ensure_course_page(self.course, self.offices[0], live=False)
        if own_pages(self.offices).filter(pk=page.pk).exists():
            return redirect("wagtailadmin_pages:edit", page.pk)
        messages.info(request, _("The course has a page of another office already."))
        return redirect(reverse("desk_courses:index"))
