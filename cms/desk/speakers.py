"""The office's speakers: who teaches what, on which terms, and with which papers."""

from django import forms
from django.contrib import messages
from django.db.models import Max, Min, Prefetch, Q
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.desk.acting import Act
from cms.desk.registers import Heading, NarrowForm, Register, limit_office
from cms.desk.rights import INDEX, OfficeOnly, Trail
from courses.forms.files import CheckedFile
from courses.kinds import Contract, SpeakerMode
from courses.models import Engagement, Speaker, SpeakerDocument, Topic
from courses.rules import warnings_of_contract, warnings_of_documents
from courses.services.registers import add_document, remove_document, save_speaker

LIST = "desk_seminars:speakers"
TERMS = ("contract", "fee_per_unit", "vat", "consented_on", "status_check", "status_checked_on")
SHOWN = 50  # engagements
DAY = forms.DateInput({"type": "date"}, "%Y-%m-%d")


class NarrowSpeakers(NarrowForm):
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"), label=gettext_lazy("Topic"), required=False
    )
    mode = forms.ChoiceField(
        choices=[("", "–"), ("in_person", gettext_lazy("in person")), ("online", "online")],
        label=gettext_lazy("Teaches"),
        required=False,
    )
    contract = forms.ChoiceField(
        choices=[("", "–"), *Contract.choices], label=gettext_lazy("engaged as"), required=False
    )

    field_order = ["q", "topic", "mode", "contract", "retired"]


class SpeakerList(Register):
    template_name = "cms/desk/speakers.html"
    form_class = NarrowSpeakers
    context_object_name = "speakers"
    page_title = gettext_lazy("Speakers")
    header_icon = "group"
    add_url, add_label = "desk_seminars:new_speaker", gettext_lazy("New speaker")
    add_first = gettext_lazy("Add the first speaker")
    nothing = gettext_lazy(
        "Your office has no speaker yet. Whoever is in the register can be engaged with a click, "
        "is named in the catalogue and on certificates, and cannot teach in two places at once."
    )
    headings = (
        Heading(gettext_lazy("Name"), "name", ("surname", "name")),
        Heading(gettext_lazy("Topics")),
        Heading(gettext_lazy("Teaches"), "mode", ("mode", "surname")),
        Heading(gettext_lazy("Fee per unit"), "fee", ("fee_per_unit",)),
        Heading(gettext_lazy("Next engagement"), "next", ("next_start",)),
        Heading(gettext_lazy("To be done")),
    )

    def rows(self):
        coming = Q(engagements__parts__blocks=True, engagements__parts__ends_at__gt=timezone.now())
        mine = Speaker.objects.of_offices(self.offices).by_surname()
        mine = mine.annotate(
            next_start=Min("engagements__parts__starts_at", filter=coming),
            last_end=Max("engagements__parts__ends_at", filter=coming),
        )
        topics = Prefetch("topics", Topic.objects.order_by("name"))
        return mine.select_related("central_office").prefetch_related(topics, "documents")

    def narrow(self, rows, facts):
        rows = rows if facts.get("retired") else rows.in_use()
        for word in facts.get("q", "").split():
            found = Q(name__icontains=word) | Q(organisation__icontains=word)
            rows = rows.filter(found | Q(email__icontains=word) | Q(notes__icontains=word))
        if topic := facts.get("topic"):
            rows = rows.filter(pk__in=topic.speakers.all())
        if mode := facts.get("mode"):
            rows = rows.filter(mode__in=[mode, SpeakerMode.BOTH])
        if contract := facts.get("contract"):
            rows = rows.filter(contract=contract)
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for speaker in context["speakers"]:
            last_day = speaker.last_end and timezone.localdate(speaker.last_end)
            speaker.todo = todo_of(speaker, last_day)
        return context


def todo_of(speaker, last_day):
    """What is missing until the last engagement, or today without one."""
    day = last_day or timezone.localdate()
    return [
        *warnings_of_contract(speaker=speaker, last_day=last_day),
        *warnings_of_documents(speaker=speaker, last_day=day),
    ]


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
