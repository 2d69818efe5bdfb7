"""The form of a design: pictures, colours, and an office's own words per kind and language."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.models import Design, PaperLanguage, TextBlock
from certificates.services.designing import pictures_of
from certificates.states import CertificateKind
from cms.desk.looks import LOGO_LIMIT
from cms.pictures import as_logo
from fortbildung.shared.letters import validate_printable
from organisations.colours import BY_DAY
from organisations.models import CentralOffice
from organisations.rules import reasons_against_accent

PARTS = ("title", "text")
ACCEPTED = {"accept": "image/png,image/jpeg,image/webp"}


def picture_field(label, help_text):
    return forms.ImageField(
        label=label, required=False, help_text=help_text, widget=forms.FileInput(attrs=ACCEPTED)
    )


class DesignForm(forms.ModelForm):
    logo_file = picture_field(
        gettext_lazy("Logo"), gettext_lazy("PNG, JPEG or WebP; it stands at the top in the middle.")
    )
    no_logo = forms.BooleanField(label=gettext_lazy("remove the logo"), required=False)
    signatory_name = forms.CharField(
        label=gettext_lazy("Who signs"),
        required=False,
        max_length=120,
        validators=[validate_printable],
    )
    signatory_function = forms.CharField(
        label=gettext_lazy("Their function"),
        required=False,
        max_length=120,
        validators=[validate_printable],
    )
    signature_file = picture_field(
        gettext_lazy("Picture of the signature"),
        gettext_lazy("On a white or transparent background, as wide as the name."),
    )
    no_signature = forms.BooleanField(label=gettext_lazy("remove the signature"), required=False)

    class Meta:
        model = Design
        fields = ["language", "accent", "footer", "funder_note"]
        widgets = {"funder_note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "accent": gettext_lazy("Like #1a5fb4. Left empty, as the pages of the office."),
            "footer": gettext_lazy("Left empty, the name of the office."),
            "funder_note": gettext_lazy("As “Funded by the Federal Ministry of …”."),
        }

    field_order = [
        "language",
        "accent",
        "logo_file",
        "no_logo",
        "signatory_name",
        "signatory_function",
        "signature_file",
        "no_signature",
        "footer",
        "funder_note",
    ]

    def __init__(self, *args, office: CentralOffice, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, design = office, self.instance
        for name in ("signatory_name", "signatory_function"):
            self.fields[name].initial = getattr(office, name)
        for name in ("logo", "signature"):
            if not getattr(design, f"{name}_id"):
                del self.fields[f"no_{name}"]
        written = design.texts.all() if design.pk else []
        self.written = {(block.kind, block.language): block for block in written}
        for kind, language in self.slots():
            self._add_texts(kind, language)

    def slots(self):
        return [(kind, language) for language in PaperLanguage for kind in CertificateKind]

    def _add_texts(self, kind, language):
        for part in PARTS:
            model = getattr(TextBlock, part).field
            long = part == "text"
            self.fields[f"{part}_{kind}_{language}"] = forms.CharField(
                label=model.verbose_name.capitalize(),
                required=False,
                max_length=model.max_length,
                validators=[validate_printable],
                initial=getattr(self.written.get((kind, language)), part, ""),
                widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput,
            )

    def look_fields(self):
        own = {f"{part}_{kind}_{language}" for part in PARTS for kind, language in self.slots()}
        return [field for field in self.visible_fields() if field.name not in own]

    def text_groups(self):
        """Per language and kind: its heading and its two fields."""
        for kind, language in self.slots():
            fields = [self[f"{part}_{kind}_{language}"] for part in PARTS]
            yield f"{kind.label} ({language.label})", fields

    def clean_accent(self):
        colour = self.cleaned_data["accent"].lower()
        if colour and (reasons := list(reasons_against_accent(colour, BY_DAY))):
            raise ValidationError(reasons)
        return colour

    def clean_logo_file(self):
        return self._picture("logo_file")

    def clean_signature_file(self):
        return self._picture("signature_file")

    def _picture(self, name):
        file = self.cleaned_data[name]
        if not file:
            return None
        if file.size > LOGO_LIMIT:
            raise ValidationError(_("The file is too large. Choose one of 2 MB at most."))
        return as_logo(file)

    def clean(self):
        """The office says who signs."""
        for name in ("signatory_name", "signatory_function"):
            setattr(self.office, name, self.cleaned_data.get(name, ""))
        return super().clean()

    def asked(self, name):
        """The new picture, b"" for none any more, None for the one there is."""
        facts = getattr(self, "cleaned_data", {})
        return b"" if facts.get(f"no_{name}") else facts.get(f"{name}_file")

    def pictures(self):
        """What a sample shows, by the names of the places; the design as it is typed."""
        kept, found = pictures_of(self.instance), {}
        for name in ("logo", "signature"):
            asked = self.asked(name)
            png = kept.get(getattr(self.instance, f"{name}_id")) if asked is None else asked
            found |= {name: png} if png else {}
        return found

    def blocks(self):
        """The texts as they are typed; without a word there is none."""
        facts = getattr(self, "cleaned_data", None)
        if facts is None:
            return list(self.written.values())
        found = []
        for kind, language in self.slots():
            words = {part: facts.get(f"{part}_{kind}_{language}", "") for part in PARTS}
            if any(words.values()):
                found.append(TextBlock(kind=kind, language=language, **words))
        return found
