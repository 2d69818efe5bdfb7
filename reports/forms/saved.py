from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import SavedReport


class SavedReportForm(forms.ModelForm):
    class Meta:
        model = SavedReport
        fields = ["name", "rhythm"]
        labels = {"name": _("Name of the report"), "rhythm": _("Send")}
        help_texts = {
            "name": _("Under a name you have already, this report takes the place of the old one."),
            "rhythm": _(
                "Each time with the figures of that day, of the year that runs; in January of the"
                " year before. It goes to your own address only."
            ),
        }
        widgets = {"rhythm": forms.RadioSelect}


class RhythmForm(SavedReportForm):
    class Meta(SavedReportForm.Meta):
        fields = ["rhythm"]
