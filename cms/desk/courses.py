"""What courses ask for, and how much they are wanted."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.course_editing import changeable, own_pages
from cms.desk.registers import Heading, Register, SearchForm
from cms.desk.rights import OfficeOnly, PlannersOnly, Trail
from courses.conditions import conditions_of, in_words
from courses.kinds import DeliveryMode, PrerequisitePolicy
from courses.models import Course, Qualification, Topic
from courses.services.demand import demands
from courses.services.prerequisites import drop, require, set_policy
from fortbildung.shared.errors import Refused

COURSES = ("desk_courses:index", gettext_lazy("Courses"))


class NarrowCourses(SearchForm):
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"),
        label=gettext_lazy("Topic"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    mode = forms.ChoiceField(
        choices=[("", gettext_lazy("all")), *DeliveryMode.choices],
        label=gettext_lazy("Delivery mode"),
        required=False,
    )


class CourseList(Register):
    """Every course with what it asks for, in as many queries as there are kinds of rows."""

    template_name = "cms/desk/courses.html"
    form_class = NarrowCourses
    page_title = gettext_lazy("Courses")
    header_icon = "list-ul"
    trail = ()
    paginate_by = 100
    add_url, add_label = "desk_courses:add", gettext_lazy("New course")
    add_first = add_label
    nothing = gettext_lazy(
        "There is no course yet. A course says what can be learnt; seminars are its dates."
    )
    headings = (
        Heading(pgettext_lazy("of a course", "Code"), "code", ("code",)),
        Heading(gettext_lazy("Course"), "title", ("title",)),
        Heading(gettext_lazy("Page")),
        Heading(gettext_lazy("Prerequisites")),
        Heading(gettext_lazy("Next step")),
    )

    def rows(self):
        courses = Course.objects.defer("search").select_related("page").order_by("code")
        return courses.prefetch_related("prerequisites")

    def narrow(self, rows, facts):
        for word in facts.get("q", "").split():
            rows = rows.filter(Q(code__icontains=word) | Q(title__icontains=word))
        if topic := facts.get("topic"):
            rows = rows.filter(topics=topic)
        if mode := facts.get("mode"):
            rows = rows.filter(delivery_mode=mode)
        return rows

    def get_context_data(self, **kwargs):
        own = set(own_pages(self.offices).values_list("pk", flat=True))
        return super().get_context_data(own=own, **kwargs) | {"several": False}


class InterestList(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    """How many people want which course, without a name."""

    template_name = "cms/desk/interest.html"
    page_title = gettext_lazy("Interest")
    header_icon = "thumbtack"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=demands(), **kwargs)


class ConditionForm(forms.Form):
    courses = forms.ModelMultipleChoiceField(
        Course.objects.none(),
        label=gettext_lazy("One of these courses was attended"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    qualifications = forms.ModelMultipleChoiceField(
        Qualification.objects.order_by("name"),
        label=gettext_lazy("or one of these qualifications is valid"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, course, **kwargs):
        super().__init__(*args, **kwargs)
        others = Course.objects.exclude(pk=course.pk).order_by("code")
        self.fields["courses"].queryset = others
        if not self.fields["qualifications"].queryset.exists():
            del self.fields["qualifications"]


class PolicyForm(forms.Form):
    policy = forms.ChoiceField(
        choices=PrerequisitePolicy.choices, label=gettext_lazy("Who lacks a prerequisite")
    )


class OfOneCourse(OfficeOnly):
    """Loads `self.course`; one that another office writes about is not there."""

    @cached_property
    def course(self):
        return get_object_or_404(changeable(self.offices), pk=self.kwargs["pk"])

    def back(self):
        return redirect("desk_courses:prerequisites", pk=self.course.pk)


class EditPrerequisites(OfOneCourse, Trail, WagtailAdminTemplateMixin, FormView):
    """The conditions of one course: each can be removed, a further one added."""

    template_name = "cms/desk/prerequisites.html"
    form_class = ConditionForm
    page_title = gettext_lazy("Prerequisites")
    header_icon = "list-ul"
    trail = (COURSES,)

    def get_page_subtitle(self):
        return str(self.course)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"course": self.course}

    def get_context_data(self, **kwargs):
        conditions = [
            {"pk": condition.pk, "text": in_words(condition)}
            for condition in conditions_of(self.course)
        ]
        policy = PolicyForm(initial={"policy": self.course.prerequisite_policy})
        return super().get_context_data(
            course=self.course, conditions=conditions, policy=policy, **kwargs
        )

    def form_valid(self, form):
        try:
            require(
                course=self.course,
                courses=form.cleaned_data["courses"],
                qualifications=form.cleaned_data.get("qualifications", ()),
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The prerequisite is added."))
        return self.back()


class SetPolicy(OfOneCourse, View):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        form = PolicyForm(request.POST)
        if form.is_valid():
            set_policy(course=self.course, policy=form.cleaned_data["policy"])
            messages.success(request, _("The rule is saved."))
        return self.back()


class DropPrerequisite(OfOneCourse, View):
    http_method_names = ["post"]

    def post(self, request, *, condition, **_kwargs):
        drop(prerequisite=get_object_or_404(self.course.prerequisites, pk=condition))
        messages.success(request, _("The prerequisite is removed."))
        return self.back()
