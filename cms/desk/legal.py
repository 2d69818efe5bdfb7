"""Terms and privacy notice: every version there is, and the next one, looked at and published."""

from hashlib import sha256

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import PlannersOnly, Trail, offices_of
from courses.kinds import LegalKind
from courses.models import LegalText
from courses.rules.legal import reasons_not_to_publish
from courses.services.legal import publish_legal_text
from fortbildung.shared.errors import Refused
from fortbildung.shared.letters import validate_printable
from organisations.states import DataProtectionRegime, RoleKind

ALL = ("desk_legal:index", gettext_lazy("Legal texts"))
HEADING = "## "


def regimes_of(user):
    """The laws whose texts this person writes: their offices'; the coordination all of them."""
    if user.roles.of_kind(RoleKind.COORDINATION).exists():
        return set(DataProtectionRegime)
    return {DataProtectionRegime(office.regime) for office in offices_of(user)}


def as_text(sections):
    """Sections as they are typed: each heading is a line of its own."""
    return "\n\n".join(f"{HEADING}{each['heading']}\n{each['text']}" for each in sections)


def as_sections(text):
    """What was typed, by its headings; nothing when it does not begin with one."""
    lines = text.replace("\r\n", "\n").strip()
    if not lines.startswith(HEADING):
        return []
    parts = (part.partition("\n") for part in f"\n{lines}".split(f"\n{HEADING}")[1:])
    return [{"heading": head.strip(), "text": rest.strip()} for head, _sign, rest in parts]


class LegalForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=120, validators=[validate_printable]
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Whoever books from this day on agrees to the new version."),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=40_000,
        widget=forms.Textarea({"rows": 24}),
        help_text=gettext_lazy(
            "Each section begins with a line like “## Heading”; an empty line begins a paragraph."
        ),
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        max_length=120,
        required=False,
        validators=[validate_printable],
    )
    text_en = forms.CharField(
        label=gettext_lazy("Text in English"),
        max_length=40_000,
        required=False,
        widget=forms.Textarea({"rows": 24, "lang": "en"}),
        help_text=gettext_lazy(
            "Shown to whoever reads English, above the German text, which stays the binding one. "
            "The same sections in the same order; empty, if there is no translation."
        ),
    )

    def __init__(self, *args, newest, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = newest

    def clean(self):
        """What the rules say, before anybody looks at the preview."""
        facts = super().clean()
        if self.errors:
            return facts
        facts["sections"] = as_sections(facts.pop("text"))
        english = facts.pop("text_en")
        facts["sections_en"] = as_sections(english)
        if english and not facts["sections_en"]:
            self.add_error("text_en", self.fields["text"].help_text)
            return facts
        against = list(reasons_not_to_publish(newest=self.newest, now=timezone.now(), **facts))
        if against:
            raise forms.ValidationError(against)
        return facts

    @property
    def number(self):
        return self.newest.version + 1 if self.newest else 1

    @property
    def digest(self):
        """Of what is looked at; whatever of it is another thing meanwhile is looked at first.

        It covers the number of the version, the day, and title and sections in both languages.
        """
        facts = [self.number, *sorted(self.cleaned_data.items())]
        return sha256(repr(facts).encode()).hexdigest()


class LegalTexts(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/legal.html"
    page_title = gettext_lazy("Legal texts")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs):
        texts, now = LegalText.objects.select_related("written_by"), timezone.now()
        rows = list(texts.order_by("regime", "-kind", "-version"))
        out = [text for text in rows if text.valid_from <= now]
        return super().get_context_data(
            rows=rows,
            current=_first_of_each(out),
            newest=_first_of_each(rows),
            own=regimes_of(self.request.user),
            now=now,
            **kwargs,
        )


def _first_of_each(texts):
    """The keys of the first version of each text, in the order given."""
    first = {}
    for text in texts:
        first.setdefault((text.regime, text.kind), text.pk)
    return set(first.values())


class ShowLegalText(PlannersOnly, Trail, WagtailAdminTemplateMixin, DetailView):
    """One version, also one that does not hold yet."""

    template_name = "cms/desk/legal_text.html"
    page_title = gettext_lazy("Version of a legal text")
    header_icon = "doc-full"
    trail = (ALL,)
    context_object_name = "text"
    queryset = LegalText.objects.select_related("written_by")


class WriteLegalText(PlannersOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """The newest version to go on from; first it is looked at, then published."""

    template_name = "cms/desk/legal_form.html"
    form_class = LegalForm
    page_title = gettext_lazy("New version")
    header_icon = "doc-full"
    trail = (ALL,)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        regime, kind = kwargs["regime"], kwargs["kind"]
        if kind not in LegalKind or regime not in regimes_of(request.user):
            raise Http404
        self.regime, self.kind = DataProtectionRegime(regime), LegalKind(kind)

    @cached_property
    def newest(self):
        return LegalText.objects.versions_of(self.regime, self.kind).first()

    def get_initial(self):
        begun = {"valid_from": timezone.localdate()}
        if self.newest:
            begun |= {"title": self.newest.title, "text": as_text(self.newest.sections)}
            english = as_text(self.newest.sections_en)
            begun |= {"title_en": self.newest.title_en, "text_en": english}
        return begun

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"newest": self.newest}

    def form_valid(self, form):
        if self.request.POST.get("seen") != form.digest:
            return self.render_to_response(self.get_context_data(form=form, seen=form.digest))
        try:
            text = publish_legal_text(
                regime=self.regime,
                kind=self.kind,
                by=self.request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        done = _("Version %(number)s is published; it holds from %(day)s.")
        day = date_format(timezone.localtime(text.valid_from), "DATE_FORMAT")
        messages.success(self.request, done % {"number": text.version, "day": day})
        return redirect("desk_legal:index")
