"""What participants say about their trip; what is in the files is judged by the service."""

from django import forms
from django.utils.translation import gettext_lazy

from reports.models import TravelClaim


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of files, empty where none was chosen."""

    widget = SeveralFiles({"accept": ".pdf,.png,.jpg,.jpeg"})

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files if file]


class ClaimForm(forms.ModelForm):
    uploads = SeveralFilesField(
        label=gettext_lazy("Tickets and bills"),
        required=False,
        help_text=gettext_lazy("PDF or pictures (JPG, PNG); you can choose several."),
    )

    class Meta:
        model = TravelClaim
        fields = ["kilometres", "tickets", "high_rate", "high_reason"]
        help_texts = {
            "high_rate": gettext_lazy(
                "For example because nobody gets there by train in time, or heavy things had to "
                "be carried."
            ),
        }
        widgets = {"high_reason": forms.Textarea({"rows": 2})}
