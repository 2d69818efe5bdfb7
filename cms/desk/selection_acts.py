"""Deciding on one application by hand, and committing the selection."""

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.desk.acting import Act, ReasonForm
from cms.desk.rights import OwnEnrolment
from cms.desk.selection import Prepared
from courses.rules import reasons_not_to_select
from courses.services import selecting
from courses.services.selecting import preview
from courses.states import EnrolmentState


class MoveForm(ReasonForm):
    # Shorter than other reasons: the result tells it with everything else that decided.
    reason = forms.CharField(max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    taken_in = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            ("in", gettext_lazy("Take in before all others")),
            ("out", gettext_lazy("Leave out")),
            ("", gettext_lazy("Let the ranking decide")),
        ],
        coerce=lambda choice: choice == "in",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ["taken_in", "reason"]


class MoveApplicant(Prepared, OwnEnrolment, Act):
    form_class = MoveForm
    page_title = gettext_lazy("Decide by hand")
    label = gettext_lazy("Take over")
    consequence = gettext_lazy("The preview shows it; nobody is told before you commit.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.enrolment.state != EnrolmentState.WAITING:
            raise Http404

    def get_form_kwargs(self):
        text = _("The reason is published to the person with the result.")
        kwargs = {"label": _("Reason"), "help_text": text, "required": False}
        return super().get_form_kwargs() | kwargs

    def act(self, facts, *, now):
        return selecting.move_applicant(
            selection=self.selection,
            enrolment=self.enrolment,
            by=self.request.user,
            now=now,
            **facts,
        )

    def success(self, _outcome):
        return _("%(name)s: taken over into the preview.") % {"name": self.name}


class Commit(Prepared, Act):
    page_title = gettext_lazy("Commit the selection")
    label = gettext_lazy("Commit and tell everybody")
    grave = True

    @cached_property
    def counts(self):
        choices = preview(selection=self.selection, now=timezone.now())
        selected = sum(choice.selected for choice in choices)
        return {"selected": selected, "others": len(choices) - selected}

    def obstacles(self):
        return reasons_not_to_select(
            seminar=self.seminar, committed=self.selection.committed_at, now=timezone.now()
        )

    def about(self):
        yield _("%(selected)s applications get a seat, %(others)s do not.") % self.counts
        yield _(
            "The result, the reasons and the seed %(seed)s are published to each person. This "
            "cannot be undone."
        ) % {"seed": self.selection.seed}

    @property
    def consequence(self):
        people = sum(self.counts.values())
        text = ngettext(
            "One person is told the result by e-mail.",
            "%(count)s persons are told the result by e-mail.",
            people,
        )
        return text % {"count": people}

    def act(self, _facts, *, now):
        return selecting.commit(selection=self.selection, by=self.request.user, now=now)

    def success(self, outcome):
        selected = sum(choice.selected for choice in outcome)
        text = ngettext(
            "The selection is committed. One person has a seat.",
            "The selection is committed. %(count)s persons have a seat.",
            selected,
        )
        return text % {"count": selected}
