"""What is required of whom: the coordination for all, an office below its own association."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.forms.proofs import a_day
from certificates.models import Requirement
from certificates.services import requirements
from cms.desk.proof_pages import KINDS, Press, Register, SaveForm
from cms.desk.rights import PlannersOnly, offices_of
from courses.models import Qualification
from organisations.models import Organisation, Programme
from organisations.states import RoleKind

ALL = ("desk_proofs:requirements", gettext_lazy("Requirements"))
FIELDS = [
    "title",
    "qualification",
    "programme",
    "organisation",
    "function",
    "least_share",
    "most_share",
    "within_months",
    "warn_days",
    "repeat_days",
    "valid_from",
]


def places_of(user):
    """Below which nodes this person may require something; None: everywhere."""
    if user.roles.of_kind(RoleKind.COORDINATION).exists():
        return None
    nodes = Organisation.objects.filter(central_offices__in=offices_of(user))
    return Organisation.objects.below(nodes)


class RequirementForm(forms.ModelForm):
    class Meta:
        model = Requirement
        fields = FIELDS
        widgets = {"valid_from": a_day()}

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["qualification"].queryset = Qualification.objects.order_by("name")
        self.fields["programme"].queryset = Programme.objects.order_by("code")
        if places is not None:
            self.fields["organisation"].queryset = places
            self.fields["organisation"].required = True
            self.fields["organisation"].empty_label = None


class RequirementList(PlannersOnly, Register):
    page_title = gettext_lazy("Requirements")
    headings = [
        gettext_lazy("Title"),
        gettext_lazy("Qualification"),
        gettext_lazy("Of whom"),
        gettext_lazy("Within months"),
        gettext_lazy("In force"),
        gettext_lazy("Change"),
    ]
    note = gettext_lazy(
        "Every change is a new version from a day on; what was asked before stays to be seen."
    )

    @property
    def new(self):
        return reverse("desk_proofs:new_requirement"), _("New requirement")

    def rows(self):
        places, today = places_of(self.request.user), timezone.localdate()
        related = ("qualification", "organisation", "programme")
        found = Requirement.objects.select_related(*related).order_by("title", "-valid_from")
        for version in found:
            mine = places is None or within(version, places)
            open_ended = version.valid_until is None or version.valid_until >= today
            yield {
                "title": version.title + (f" ({_('sample')})" if version.sample else ""),
                "url": mine
                and open_ended
                and reverse("desk_proofs:change_requirement", args=[version.pk]),
                "cells": [
                    version.qualification,
                    whom(version),
                    version.within_months,
                    span(version),
                ],
                "act": (reverse("desk_proofs:end_requirement", args=[version.pk]), _("End today"))
                if mine and version.valid_until is None and version.valid_from <= today
                else None,
            }


def within(version, places):
    return version.organisation is not None and any(
        version.organisation.path == place.path for place in places
    )


def whom(version):
    """“MBE, AWO, counsellor, from 0.5”."""
    told = [version.programme, version.organisation, version.get_function_display()]
    if version.least_share is not None:
        told.append(_("from %(share)s of a position") % {"share": version.least_share})
    if version.most_share is not None:
        told.append(_("up to %(share)s of a position") % {"share": version.most_share})
    return ", ".join(str(each) for each in told if each) or _("everybody")


def span(version):
    last = f"{version.valid_until:%d.%m.%Y}" if version.valid_until else ""
    return f"{version.valid_from:%d.%m.%Y} – {last}"


class RequirementView(PlannersOnly, SaveForm):
    form_class = RequirementForm
    trail = (KINDS, ALL)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"places": places_of(self.request.user)}


class NewRequirement(RequirementView):
    page_title = gettext_lazy("New requirement")

    def save(self, form, **facts):
        requirements.require(requirement=form.instance, **facts)


class OwnVersion:
    @cached_property
    def version(self):
        found = get_object_or_404(Requirement, pk=self.kwargs["pk"])
        places = places_of(self.request.user)
        if places is not None and not within(found, places):
            raise Http404
        return found


class ChangeRequirement(OwnVersion, RequirementView):
    """The version's facts, with today as the first day of the next one."""

    page_title = gettext_lazy("Change the requirement")

    def get_initial(self):
        known = {name: getattr(self.version, name) for name in FIELDS}
        return known | {"valid_from": max(timezone.localdate(), self.version.valid_from)}

    def save(self, form, **facts):
        requirements.change(version=self.version, changed=form.instance, **facts)


class EndRequirement(PlannersOnly, OwnVersion, Press):
    after, pressed = ALL[0], gettext_lazy("The requirement ends today.")

    def press(self, by, now):  # noqa: ARG002 – the register shows its last day
        requirements.end(version=self.version, last_day=timezone.localdate(now))
