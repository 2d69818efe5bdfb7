"""Whose courses the office recognises, and the proofs people of its association hand in."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.forms.proofs import a_day
from certificates.models import Equivalence, Evidence
from certificates.services import recognising
from certificates.views.evidence import Deciding
from cms.desk.proof_pages import KINDS, Press, Register, SaveForm
from cms.desk.rights import OfficeOnly, Trail
from courses.models import Course

ALL = ("desk_proofs:equivalences", gettext_lazy("Equivalences"))
PROOFS = ("desk_proofs:evidence", gettext_lazy("Proofs handed in"))


class EquivalenceForm(forms.ModelForm):
    class Meta:
        model = Equivalence
        fields = ["central_office", "course", "counts_as", "valid_from", "valid_until", "reason"]
        widgets = {"valid_from": a_day(), "valid_until": a_day()}

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["central_office"].queryset = offices
        self.fields["central_office"].empty_label = None
        for name in ("course", "counts_as"):
            self.fields[name].queryset = Course.objects.order_by("code")


class EquivalenceList(OfficeOnly, Register):
    page_title = gettext_lazy("Equivalences")
    headings = [
        gettext_lazy("Course"),
        gettext_lazy("Counts as"),
        gettext_lazy("Office"),
        gettext_lazy("Completed"),
        gettext_lazy("Decided"),
        gettext_lazy("Reason"),
        gettext_lazy("Change"),
    ]
    note = gettext_lazy(
        "A record moves with people who come from another association, once they agree."
    )

    @property
    def new(self):
        return reverse("desk_proofs:new_equivalence"), _("New equivalence")

    def rows(self):
        rows = Equivalence.objects.filter(central_office__in=self.offices)
        related = ("course", "counts_as", "central_office", "decided_by")
        for rule in rows.select_related(*related).order_by("course__code", "pk"):
            last = f"{rule.valid_until:%d.%m.%Y}" if rule.valid_until else ""
            when = timezone.localtime(rule.decided_at)
            yield {
                "title": rule.course,
                "cells": [
                    rule.counts_as,
                    rule.central_office.short_name,
                    f"{rule.valid_from:%d.%m.%Y} – {last}",
                    f"{when:%d.%m.%Y}, {rule.decided_by or ''}",
                    rule.reason,
                ],
                "act": None
                if rule.withdrawn_at
                else (reverse("desk_proofs:withdraw_equivalence", args=[rule.pk]), _("Withdraw")),
            }


class NewEquivalence(OfficeOnly, SaveForm):
    form_class = EquivalenceForm
    page_title = gettext_lazy("New equivalence")
    trail = (KINDS, ALL)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices}

    def save(self, form, **facts):
        recognising.decide(equivalence=form.instance, **facts)


class WithdrawEquivalence(OfficeOnly, Press):
    after, pressed = ALL[0], gettext_lazy("It is recognised no more; what was recognised stays.")

    def press(self, by, now):  # noqa: ARG002 – the office as a whole decides
        own = Equivalence.objects.filter(central_office__in=self.offices)
        rule = get_object_or_404(own, pk=self.kwargs["pk"])
        recognising.withdraw(equivalence=rule, now=now)


class EvidenceList(OfficeOnly, Register):
    page_title = gettext_lazy("Proofs handed in")
    headings = [
        gettext_lazy("Proof"),
        gettext_lazy("Person"),
        gettext_lazy("Issued by"),
        gettext_lazy("Completed on"),
    ]
    nothing = gettext_lazy("No proof waits for a decision.")

    def rows(self):
        mine = Evidence.objects.decidable_by(self.request.user, on=timezone.localdate())
        rows = mine.handed_in().select_related("person").order_by("handed_in_at", "pk")
        for proof in rows[:200]:
            yield {
                "title": proof.title,
                "url": reverse("desk_proofs:decide", args=[proof.pk]),
                "cells": [proof.person, proof.issuer, f"{proof.completed_on:%d.%m.%Y}"],
            }


class DecideAtDesk(OfficeOnly, Trail, WagtailAdminTemplateMixin, Deciding):
    template_name = "cms/desk/decide.html"
    page_title = gettext_lazy("Decide about the proof")
    header_icon = "success"
    trail = (KINDS, PROOFS)
    list_route = PROOFS[0]
