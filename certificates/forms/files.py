from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.services.examining import LARGEST


class FileForm(forms.Form):
    """The certificate itself: the PDF, or the badge."""

    file = forms.FileField(
        label=gettext_lazy("PDF or Open Badge"),
        help_text=gettext_lazy(
            "Choose the file, or drop it here. It is looked at and not kept. At most 5 megabytes."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.json,.jsonld,.jwt,.txt"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 5 megabytes, so it is not from here."))
        return file
