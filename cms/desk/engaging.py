"""Who teaches in a seminar, and what they give the participants."""

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from certificates.services.teaching import warnings_of_qualification
from cms.desk.acting import Act
from cms.desk.papers import papers_of
from cms.desk.rights import OwnSeminar
from courses.forms.files import MaterialForm
from courses.models import EngagedSession, SeatEvent, Session, Speaker
from courses.rules import first_start, reasons_not_to_replan, warnings_of_engagement
from courses.services.engaging import dismiss, engage
from courses.services.materials import add_material, remove_material

LONGEST = SeatEvent.reason.field.max_length


class EngageForm(forms.Form):
    """Speakers whose topics fit the course come first."""

    speaker = forms.ModelChoiceField(Speaker.objects.none(), label=gettext_lazy("Speaker"))
    sessions = forms.ModelMultipleChoiceField(
        Session.objects.none(),
        label=gettext_lazy("Sessions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none for all, also those added later."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Possible all the same, because"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Only for somebody who teaches elsewhere at that time; the reason is kept."
        ),
    )

    def __init__(self, *args, seminar, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Speaker.objects.in_use().filter(central_office=seminar.central_office_id)
        self.fields["speaker"].queryset = mine.by_surname()
        self.fields["speaker"].choices = _grouped(mine.by_surname(), seminar.course)
        sessions = self.fields["sessions"]
        sessions.queryset = seminar.sessions.order_by("starts_at")
        sessions.label_from_instance = _when


def _grouped(speakers, course):
    fits = set(course.topics.values_list("speakers", flat=True))
    speakers = list(speakers)
    groups = [
        (_("Fitting the topics"), [(s.pk, s.name) for s in speakers if s.pk in fits]),
        (_("Others"), [(s.pk, s.name) for s in speakers if s.pk not in fits]),
    ]
    return [("", "–"), *((label, rows) for label, rows in groups if rows)]


def _when(session):
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{begin:%d.%m.%Y %H:%M}–{end:%H:%M} {session.title}".strip()


def engagements_of(seminar):
    """With sessions, and with `warnings`: what the office should think of."""
    parts = Prefetch("parts", EngagedSession.objects.order_by("starts_at"))
    rows = seminar.engagements.select_related("speaker").prefetch_related(
        parts, "speaker__documents"
    )
    engagements = list(rows.order_by("pk"))
    start = first_start(seminar)
    lacking = warnings_of_qualification(
        speakers=[engagement.speaker for engagement in engagements],
        seminar=seminar,
        on=start and timezone.localdate(start),
    )
    for engagement in engagements:
        last = max((part.ends_at for part in engagement.parts.all()), default=None)
        engagement.warnings = list(
            warnings_of_engagement(speaker=engagement.speaker, seminar=seminar, last=last)
        ) + lacking.get(engagement.speaker_id, [])
    return engagements


class Speakers(OwnSeminar, Act):
    template_name = "cms/desk/engaging.html"
    form_class = EngageForm
    page_title = gettext_lazy("Speakers and documents")
    label = gettext_lazy("Engage")
    header_icon = "group"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"seminar": self.seminar}

    @property
    def back_url(self):
        """After engaging somebody one stays here."""
        return reverse("desk_seminars:engaged", args=[self.seminar.pk])

    def obstacles(self):
        return reasons_not_to_replan(seminar=self.seminar)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("upload", MaterialForm(prefix="material"))
        return super().get_context_data(
            seminar=self.seminar,
            engagements=engagements_of(self.seminar),
            materials=self.seminar.materials.select_related("added_by").order_by("title", "pk"),
            papers=list(papers_of(self.seminar)),
            known=Speaker.objects.filter(central_office=self.seminar.central_office_id).exists(),
            **kwargs,
        )

    def act(self, facts, *, now):
        sessions = list(facts["sessions"])
        return engage(
            seminar=self.seminar,
            speaker=facts["speaker"],
            sessions=sessions or None,
            reason=facts["reason"],
            by=self.request.user,
            now=now,
        )

    def success(self, outcome):
        return _("%(speaker)s is engaged.") % {"speaker": outcome.speaker}


class Dismiss(OwnSeminar, View):
    http_method_names = ["post"]

    def post(self, request, *, engagement, **_kwargs):
        found = get_object_or_404(
            self.seminar.engagements.select_related("speaker", "seminar"), pk=engagement
        )
        reason = request.POST.get("reason", "")[:LONGEST]
        try:
            dismiss(engagement=found, reason=reason, by=request.user, now=timezone.now())
        except forms.ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            text = _("%(speaker)s is not engaged any more.")
            messages.success(request, text % {"speaker": found.speaker})
        return redirect("desk_seminars:engaged", pk=self.seminar.pk)


class AddMaterial(OwnSeminar, View):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        form = MaterialForm(request.POST, request.FILES, prefix="material")
        if form.is_valid():
            facts = form.cleaned_data
            add_material(seminar=self.seminar, by=request.user, now=timezone.now(), **facts)
            messages.success(request, _("Participants find the file on the page of their seat."))
        else:
            for errors in form.errors.values():
                messages.error(request, " ".join(errors))
        return redirect("desk_seminars:engaged", pk=self.seminar.pk)


class OneMaterial(OwnSeminar, View):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.material = get_object_or_404(self.seminar.materials, pk=kwargs["material"])
        self.material.seminar = self.seminar


class Material(OneMaterial):
    def get(self, _request, **_kwargs):
        found = self.material
        return FileResponse(found.file.open(), as_attachment=True, filename=found.filename)


class RemoveMaterial(OneMaterial):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        remove_material(material=self.material, by=request.user)
        messages.success(request, _("The file is deleted."))
        return redirect("desk_seminars:engaged", pk=self.seminar.pk)
