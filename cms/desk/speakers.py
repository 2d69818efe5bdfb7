"""One speaker of the office: what they teach, on which terms, and with which papers."""

from django import forms
from django.contrib import messages
from django.db.models import Max, Min
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.desk.acting import Act
from cms.desk.registers import limit_office
from cms.desk.rights import INDEX, OfficeOnly, Trail
from cms.desk.speaker_list import LIST, todo_of
from courses.forms.files import CheckedFile
from courses.models import Engagement, Speaker, SpeakerDocument, Topic
from courses.services.registers import add_document, remove_document, save_speaker

TERMS = ("contract", "fee_per_unit", "vat", "consented_on", "status_check", "status_checked_on")
SHOWN = 50  # engagements
DAY = forms.DateInput({"type": "date"}, "%Y-%m-%d")


class SpeakerForm(forms.ModelForm):
    login = forms.EmailField(
        label=gettext_lazy("Log-in"),
        required=False,
        help_text=gettext_lazy(
            "Only for somebody who is to work here. With the account of this address they get the "
            "role of a trainer: they see the seminars they teach, who takes part and what concerns "
            "accessibility, record attendance and add material. Emptied, the role is taken away."
        ),
    )

    class Meta:
        model = Speaker
        fields = [
            "central_office",
            "name",
            "email",
            "phone",
            "organisation",
            "address",
            "mode",
            "topics",
            *TERMS,
            "notes",
            "retired",
        ]
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "consented_on": DAY,
            "status_checked_on": DAY,
            "notes": forms.Textarea({"rows": 4}),
        }

    field_order = [
        "central_office",
        "name",
        "email",
        "phone",
        "organisation",
        "address",
        "mode",
        "login",
        "topics",
    ]

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        limit_office(self, offices)
        self.fields["topics"].queryset = Topic.objects.order_by("name")
        if self.instance.user:
            self.initial["login"] = self.instance.user.email

    def facts(self):
        return [field for field in self.visible_fields() if field.name not in TERMS]

    def terms(self):
        return [self[name] for name in TERMS]

    def _get_validation_exclusions(self):
        """That the name is the office's only one is checked with a single office, too."""
        return super()._get_validation_exclusions() - {"central_office"}


class DocumentForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("As “Fee contract 2027” or “Certificate of good conduct”."),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("You are warned when a seminar lies after it."),
    )
    file = CheckedFile(label=gettext_lazy("File"))


class NewSpeaker(OfficeOnly, Trail, Act):
    template_name = "cms/desk/speaker.html"
    form_class = SpeakerForm
    page_title = gettext_lazy("New speaker")
    label = gettext_lazy("Save the speaker")
    header_icon = "user"
    trail = ((INDEX, gettext_lazy("Seminars")), (LIST, gettext_lazy("Speakers")))
    speaker = None

    def get_page_subtitle(self):
        return str(self.speaker or self.page_title)

    @property
    def back_url(self):
        return reverse(LIST)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices, "instance": self.speaker}

    def get_context_data(self, **kwargs):
        return super().get_context_data(speaker=self.speaker, **kwargs)

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, facts, *, now):  # noqa: ARG002 – a speaker has no time
        return save_speaker(
            speaker=self.form.instance,
            topics=facts["topics"],
            login=facts["login"],
            by=self.request.user,
        )

    def success(self, outcome):
        saved = _("“%(name)s” is saved.") % {"name": outcome}
        if "login" not in self.form.changed_data:
            return saved
        return f"{saved} {_said_of_login(outcome)}"


def _said_of_login(speaker):
    if speaker.user is None:
        return _("Nobody logs in for them any more.")
    text = _("%(person)s (%(email)s) sees and records their seminars from now on, as a trainer.")
    return text % {"person": speaker.user, "email": speaker.user.email}


class OwnSpeaker(OfficeOnly):
    """Loads `self.speaker` of an own register; another office's is not there."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Speaker.objects.of_offices(self.offices).select_related("user")
        self.speaker = get_object_or_404(mine, pk=kwargs["speaker"])

    @property
    def page(self):
        return reverse("desk_seminars:speaker", args=[self.speaker.pk])


class EditSpeaker(OwnSpeaker, NewSpeaker):
    page_title = gettext_lazy("Speaker")

    def get_context_data(self, **kwargs):
        documents = self.speaker.documents.select_related("added_by").order_by("title", "pk")
        kwargs.setdefault("paper", DocumentForm(prefix="paper"))
        return super().get_context_data(
            documents=documents,
            today=timezone.localdate(),
            engaged=self.engaged,
            todo=self.todo,
            **kwargs,
        )

    @cached_property
    def engaged(self):
        """In which seminars, the latest first."""

        rows = Engagement.objects.filter(speaker=self.speaker).select_related("seminar__course")
        rows = rows.annotate(starts_at=Min("parts__starts_at"), ends_at=Max("parts__ends_at"))
        return list(rows.order_by("-starts_at", "-pk")[:SHOWN])

    @property
    def todo(self):
        ends = [engagement.ends_at for engagement in self.engaged if engagement.ends_at]
        coming = [end for end in ends if end > timezone.now()]
        return todo_of(self.speaker, timezone.localdate(max(coming)) if coming else None)


class AddDocument(OwnSpeaker, View):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        form = DocumentForm(request.POST, request.FILES, prefix="paper")
        if form.is_valid():
            facts = form.cleaned_data
            add_document(speaker=self.speaker, by=request.user, now=timezone.now(), **facts)
            messages.success(request, _("The document is kept."))
        else:
            for errors in form.errors.values():
                messages.error(request, " ".join(errors))
        return redirect(self.page)


class OneDocument(OwnSpeaker, View):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = SpeakerDocument.objects.filter(speaker=self.speaker).select_related("speaker")
        self.document = get_object_or_404(rows, pk=kwargs["document"])


class Document(OneDocument):
    def get(self, _request, **_kwargs):
        return FileResponse(
            self.document.file.open(), as_attachment=True, filename=self.document.filename
        )


class RemoveDocument(OneDocument):
    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        remove_document(document=self.document, by=request.user)
        messages.success(request, _("The document is deleted."))
        return redirect(self.page)
