"""Approvals the central office decides: all at once, or one with its reason."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.deciding import OnEnrolment
from cms.desk.paging import page_of
from cms.desk.rights import INDEX, OfficeOnly
from courses.models import ApprovalStep, Seminar
from courses.services import approvals
from courses.services.approvals import may_decide
from fortbildung.shared.errors import Refused


def steps_of(user):
    """What the offices this person works for must decide; their own enrolments are others'."""
    mine = Seminar.objects.organised_by(user)
    steps = ApprovalStep.objects.pending().at_office().filter(enrolment__seminar__in=mine)
    return steps.exclude(enrolment__person=user.pk)


class PendingApprovals(OfficeOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/approvals.html"
    page_title = gettext_lazy("Approvals")
    header_icon = "check"

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    @property
    def steps(self):
        people = ("person", "organisation", "provider")
        related = [f"enrolment__{name}" for name in people]
        rows = steps_of(self.request.user).select_related("enrolment__seminar__course", *related)
        return rows.order_by("asked_at", "pk")

    def get_context_data(self, **kwargs):
        page = page_of(self.steps, self.request, "seite")
        return super().get_context_data(page=page, **kwargs)

    def post(self, request):
        chosen = [key for key in request.POST.getlist("step") if key.isdecimal()]
        steps = self.steps.filter(pk__in=chosen)
        approved = sum(self._approve(step) for step in steps)
        text = ngettext(
            "One enrolment is approved.", "%(count)s enrolments are approved.", approved
        )
        if approved:
            messages.success(request, text % {"count": approved})
        elif not chosen:
            messages.warning(request, _("Choose at least one enrolment."))
        return redirect("desk_seminars:approvals")

    def _approve(self, step):
        try:
            approvals.approve(step=step, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            for reason in refusal.messages:
                messages.error(self.request, f"{step.enrolment.person}: {reason}")
            return False
        return True


def below_the_list(view):
    """The trail of a page of the office that belongs to no seminar."""
    trail = [{"url": reverse(INDEX), "label": _("Seminars")}]
    return [*view.breadcrumbs_items, *trail, {"url": "", "label": view.page_title}]


class Decide(OnEnrolment):
    """The pending step of the office; without one that is theirs to decide there is no page."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.step = self.enrolment.approval_steps.pending().at_office().first()
        if self.step is None:
            raise Http404
        self.step.enrolment = self.enrolment
        if not may_decide(request.user, self.step, now=timezone.now()):
            raise Http404

    def about(self):
        yield from super().about()
        if self.step.note:
            yield self.step.note

    @cached_property
    def whose_step(self):
        return {"step": self.step, "by": self.request.user}


class Approve(Decide):
    form_class = forms.Form
    page_title = gettext_lazy("Approve the enrolment")
    label = gettext_lazy("Approve the enrolment")
    consequence = gettext_lazy("The person is told by e-mail.")

    def act(self, facts, *, now):
        return approvals.approve(**self.whose_step, **facts, now=now)

    def success(self, _outcome):
        return _("The enrolment of %(name)s is approved.") % {"name": self.name}


class Deny(Decide):
    page_title = gettext_lazy("Do not approve")
    label = gettext_lazy("Do not approve")
    consequence = gettext_lazy("The enrolment ends; the person reads the reason in the e-mail.")
    grave = True

    def act(self, facts, *, now):
        return approvals.deny(**self.whose_step, **facts, now=now)

    def success(self, _outcome):
        return _("The enrolment of %(name)s is not approved; it has ended.") % {"name": self.name}
