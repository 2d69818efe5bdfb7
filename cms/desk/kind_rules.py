"""How long a kind is valid and what renews it; what courses do for it; decrees."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.forms.proofs import a_day
from certificates.models import CourseEffect, Decree, KindRule
from certificates.services import kinds
from cms.desk.proof_pages import KINDS, Press, Register, SaveForm
from cms.desk.rights import CoordinationOnly, PlannersOnly
from courses.models import Course, Qualification

EFFECTS = ("desk_proofs:effects", gettext_lazy("Effects of courses"))
DECREES = ("desk_proofs:decrees", gettext_lazy("Decrees"))


class RuleForm(forms.ModelForm):
    class Meta:
        model = KindRule
        exclude = ["qualification", "changed_at", "changed_by"]  # noqa: DJ006 – all that is a rule


class EditRule(PlannersOnly, SaveForm):
    form_class = RuleForm
    page_title = gettext_lazy("Rule of validity")
    trail = (KINDS,)
    saved = gettext_lazy("The rule is saved. What follows from it is being computed.")

    @cached_property
    def kind(self):
        return get_object_or_404(Qualification, pk=self.kwargs["pk"])

    @cached_property
    def instance(self):
        found = KindRule.objects.filter(qualification=self.kind).first()
        return found or KindRule(qualification=self.kind)

    def get_page_subtitle(self):
        return self.kind.name

    def save(self, form, **facts):
        kinds.set_rule(rule=form.instance, **facts)


class EffectForm(forms.ModelForm):
    class Meta:
        model = CourseEffect
        fields = ["course", "does", "qualification", "audience", "since"]
        widgets = {"since": a_day()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.order_by("code")
        self.fields["qualification"].queryset = Qualification.objects.order_by("name")


class EffectList(PlannersOnly, Register):
    page_title = gettext_lazy("Effects of courses")
    headings = [
        gettext_lazy("Course"),
        gettext_lazy("Effect"),
        gettext_lazy("Qualification"),
        gettext_lazy("For"),
        gettext_lazy("Since"),
        gettext_lazy("Change"),
    ]
    note = gettext_lazy(
        "What a course grants or renews for those who attend or teach it, and what it requires of "
        "speakers. What it requires of participants stands among its prerequisites."
    )

    @property
    def new(self):
        return reverse("desk_proofs:new_effect"), _("New effect")

    def rows(self):
        effects = CourseEffect.objects.select_related("course", "qualification")
        for effect in effects.order_by("course__code", "qualification__name", "pk"):
            since = f"{effect.since:%d.%m.%Y}" if effect.since else ""
            yield {
                "title": effect.course,
                "cells": [
                    effect.get_does_display(),
                    effect.qualification,
                    effect.get_audience_display(),
                    since,
                ],
                "act": (reverse("desk_proofs:drop_effect", args=[effect.pk]), _("Remove")),
            }


class NewEffect(PlannersOnly, SaveForm):
    form_class = EffectForm
    page_title = gettext_lazy("New effect")
    trail = (KINDS, EFFECTS)

    def save(self, form, **facts):
        kinds.add_effect(effect=form.instance, **facts)


class DropEffect(PlannersOnly, Press):
    after, pressed = EFFECTS[0], gettext_lazy("The effect is removed; facts it led to stay.")

    def press(self, **facts):
        effect = get_object_or_404(CourseEffect, pk=self.kwargs["pk"])
        kinds.drop_effect(effect=effect, **facts)


class DecreeForm(forms.ModelForm):
    class Meta:
        model = Decree
        fields = ["qualification", "ends_from", "ends_until", "valid_until", "reference"]
        widgets = dict.fromkeys(["ends_from", "ends_until", "valid_until"], a_day())


class DecreeList(CoordinationOnly, Register):
    page_title = gettext_lazy("Decrees")
    headings = [
        gettext_lazy("Reference"),
        gettext_lazy("Qualification"),
        gettext_lazy("Ends"),
        gettext_lazy("Valid until"),
        gettext_lazy("Persons"),
        gettext_lazy("Change"),
    ]
    note = gettext_lazy(
        "A decree extends for everybody what ends in a span of days. It stands in everybody’s "
        "history, also in that of facts entered later."
    )

    @property
    def new(self):
        return reverse("desk_proofs:new_decree"), _("New decree")

    def rows(self):
        for decree in Decree.objects.select_related("qualification").order_by("-decided_at", "-pk"):
            yield {
                "title": decree.reference,
                "cells": [
                    decree.qualification,
                    f"{decree.ends_from:%d.%m.%Y} – {decree.ends_until:%d.%m.%Y}",
                    f"{decree.valid_until:%d.%m.%Y}",
                    _("revoked") if decree.revoked_at else kinds.concerned(decree),
                ],
                "act": None
                if decree.revoked_at
                else (reverse("desk_proofs:revoke_decree", args=[decree.pk]), _("Revoke")),
            }


class NewDecree(CoordinationOnly, SaveForm):
    form_class = DecreeForm
    page_title = gettext_lazy("New decree")
    trail = (KINDS, DECREES)

    def save(self, form, **facts):
        kinds.decree(decree=form.instance, **facts)


class RevokeDecree(CoordinationOnly, Press):
    after, pressed = DECREES[0], gettext_lazy("The decree is revoked.")

    def press(self, by, now):  # noqa: ARG002 – who did it stands in the log
        decree = get_object_or_404(Decree, pk=self.kwargs["pk"])
        kinds.revoke_decree(decree=decree, now=now)
