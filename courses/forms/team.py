from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import ApprovalStep
from courses.services.places import MOST
from organisations.models import Employment, Organisation

NOBODY = _("Choose at least one person.")
# Somebody else has decided in the meantime, or left.
GONE = _("One of them is not there any more. Look at the list as it is now.")


class SubstituteForm(forms.Form):
    """Who takes the seat: one of the staff."""

    job = forms.ModelChoiceField(
        Employment.objects.none(),
        label=_("Who comes?"),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a person."),
        },
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["job"].queryset = staff


class StaffForm(forms.Form):
    """Whom to book."""

    jobs = forms.ModelMultipleChoiceField(
        Employment.objects.none(),
        label=_("Whom do you book?"),
        error_messages={"required": NOBODY, "invalid_choice": GONE, "invalid_pk_value": GONE},
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jobs"].queryset = staff


class StepsForm(forms.Form):
    """Which approvals to give."""

    steps = forms.ModelMultipleChoiceField(
        ApprovalStep.objects.none(),
        label=_("Which bookings do you approve?"),
        error_messages={
            "required": _("Choose at least one booking."),
            "invalid_choice": GONE,
            "invalid_pk_value": GONE,
        },
    )

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["steps"].queryset = steps


class DenyForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The person reads it in the mail about your decision."),
        widget=forms.Textarea({"rows": 3}),
    )


class ReserveForm(forms.Form):
    """How many places, and for which of the manager's nodes where there are several."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("For which organisation?"), empty_label=None
    )
    count = forms.IntegerField(
        label=_("Number of places"),
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    def __init__(self, *args, nodes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = nodes
        self.fields["organisation"].initial = nodes.first()
        self.fields["organisation"].widget = (
            forms.Select() if nodes.count() > 1 else forms.HiddenInput()
        )
        self.fields["organisation"].widget.choices = self.fields["organisation"].choices


class SeatsForm(forms.Form):
    """How many guaranteed seats are given up, or passed on."""

    seats = forms.IntegerField(
        label=_("Number of seats"),
        min_value=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the history of the seats."),
        max_length=200,
        required=False,
    )
