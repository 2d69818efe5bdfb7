from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.forms.proofs import a_day
from certificates.models import Evidence
from courses.kinds import QualificationEffect
from courses.models import Qualification


def offer_kinds(field):
    """All kinds of qualifications, called as whoever reads now calls them."""
    field.queryset = Qualification.objects.order_by("name")
    field.label_from_instance = lambda kind: str(kind.said)


class EvidenceForm(forms.ModelForm):
    """What the person hands in; what is in the file is judged by the service."""

    upload = forms.FileField(
        label=gettext_lazy("The paper"),
        help_text=gettext_lazy("A PDF or a picture (JPG, PNG)."),
        widget=forms.FileInput({"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    class Meta:
        model = Evidence
        fields = ["title", "issuer", "completed_on", "units", "qualification"]
        widgets = {"completed_on": a_day()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_kinds(self.fields["qualification"])

    def clean_completed_on(self):
        day = self.cleaned_data["completed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean_units(self):
        return self.cleaned_data["units"] or 0


class DecisionForm(forms.Form):
    """Accept with a date, or decline with a reason."""

    ACCEPT, DECLINE = "accept", "decline"

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[(ACCEPT, gettext_lazy("accept")), (DECLINE, gettext_lazy("decline"))],
    )
    qualification = forms.ModelChoiceField(
        Qualification.objects.none(), label=gettext_lazy("Qualification"), required=False
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("Effect"),
        choices=QualificationEffect.choices,
        initial=QualificationEffect.GRANTS,
    )
    valid_from = forms.DateField(label=gettext_lazy("Counts from"), widget=a_day(), required=False)
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until, where the paper says so"), widget=a_day(), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, where you decline"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, evidence, **kwargs):
        super().__init__(*args, **kwargs)
        offer_kinds(self.fields["qualification"])
        self.fields["qualification"].initial = evidence.qualification_id
        self.fields["valid_from"].initial = evidence.completed_on

    @property
    def accepts(self):
        return self.cleaned_data["decision"] == self.ACCEPT

    @property
    def facts(self):
        """What the service wants to know."""
        names = ["qualification", "effect", "valid_from", "valid_until"]
        return {name: self.cleaned_data[name] for name in names if self.accepts} or {
            "reason": self.cleaned_data["reason"]
        }

    def clean(self):
        given = super().clean()
        needed = ["qualification", "valid_from"]
        if given.get("decision") == self.DECLINE:
            needed = ["reason"]
        for name in needed:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("Please fill this in."))
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The record ends before it begins."))
        return given
