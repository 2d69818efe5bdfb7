"""Files people hand in: documents and pictures, not too big."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 20  # megabytes
MEGABYTE = 1024 * 1024
KINDS = ("pdf", "docx", "odt", "pptx", "odp", "xlsx", "ods", "txt", "png", "jpg", "jpeg", "zip")


class CheckedFile(forms.FileField):
    """Refuses what is too big, or of a kind a participant might not dare to open."""

    def __init__(self, **kwargs):
        accepted = ",".join(f".{kind}" for kind in KINDS)
        kwargs.setdefault("widget", forms.FileInput({"accept": accepted}))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("PDF, Office document, picture or ZIP file of at most 20 megabytes."),
        )
        super().__init__(**kwargs)

    def validate(self, data):
        super().validate(data)
        if data and PurePath(data.name).suffix.lower().lstrip(".") not in KINDS:
            raise ValidationError(_("Choose a PDF, an Office document, a picture or a ZIP file."))
        if data and data.size > LARGEST * MEGABYTE:
            raise ValidationError(_("The file is larger than 20 megabytes. Choose a smaller one."))


class MaterialForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("What participants read, as “Slides of the first day”."),
    )
    file = CheckedFile(label=gettext_lazy("File"))
