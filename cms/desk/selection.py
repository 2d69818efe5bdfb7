"""Giving seats by selection: criteria, a preview anybody can check, moves with a reason, commit."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.seats import with_sessions
from courses.kinds import Allocation
from courses.lottery import Criteria
from courses.models import Selection
from courses.rules import reasons_not_to_select
from courses.services import selecting
from courses.services.selecting import explained, preview
from courses.states import EnrolmentState

CRITERIA = ["mandatory_first", "one_per_provider_first", "not_selected_first"]


class CriteriaForm(forms.ModelForm):
    class Meta:
        model = Selection
        fields = CRITERIA


class BySelection(OwnSeminar):
    """Only for a seminar that collects applications; `self.selection` once it was prepared."""

    header_icon = "list-ol"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.seminar.allocation != Allocation.SELECTION:
            raise Http404
        self.selection = Selection.objects.filter(seminar=self.seminar).first()
        if self.selection:
            self.selection.seminar = self.seminar

    @property
    def back_url(self):
        return reverse("desk_seminars:selection", args=[self.seminar.pk])


class SelectionPage(BySelection, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/selection.html"
    page_title = gettext_lazy("Selection")

    def get_context_data(self, **kwargs):
        with_sessions(self.seminar)
        selection, now = self.selection, timezone.now()
        facts = {"page": None, "criteria": None, "not_yet": []}
        if selection and selection.committed_at:
            facts["page"] = self.results()
        elif selection:
            refused = reasons_not_to_select(
                seminar=self.seminar, committed=selection.committed_at, now=now
            )
            facts = {
                "page": self.preview(now),
                "criteria": CriteriaForm(instance=selection),
                "not_yet": list(refused),
            }
        applications = self.enrolments.filter(state=EnrolmentState.WAITING).count()
        return super().get_context_data(
            seminar=self.seminar,
            selection=selection,
            applications=applications,
            **facts,
            **kwargs,
        )

    def results(self):
        """The frozen result, as it was committed."""
        rows = self.selection.results.select_related("enrolment__person", "enrolment__provider")
        return page_of(rows.order_by("rank"), self.request, "seite")

    def preview(self, now):
        """The ranking as it is now; people are read for the page shown only."""
        choices = preview(selection=self.selection, now=now)
        reasons = explained(self.selection, choices)
        page = page_of(choices, self.request, "seite")
        people = self.enrolments.in_bulk([choice.applicant.key for choice in page])
        page.object_list = [
            {
                "rank": choice.rank,
                "selected": choice.selected,
                "moved": choice.applicant.moved,
                "enrolment": people[choice.applicant.key],
                "reason": reasons[choice.applicant.key],
            }
            for choice in page
        ]
        return page

    def post(self, request, **_kwargs):
        """Prepare the selection: its seed is drawn now and never again."""
        selecting.open_selection(seminar=self.seminar, now=timezone.now())
        messages.success(request, _("The selection is prepared; its seed is drawn."))
        return redirect(self.back_url)


class Prepared(BySelection):
    """The selection must have been prepared."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.selection is None:
            raise Http404


class SetCriteria(Prepared, View):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        criteria = Criteria(**{name: name in request.POST for name in CRITERIA})
        try:
            selecting.set_criteria(selection=self.selection, criteria=criteria, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(self.back_url)
