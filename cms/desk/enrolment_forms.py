"""What the office is asked when it acts on one enrolment."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cms.desk.acting import ReasonForm
from courses.models import Seminar
from courses.rules import in_words
from courses.states import PUBLIC, Priority
from organisations.models import User


class PriorityForm(ReasonForm):
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, widget=forms.RadioSelect
    )
    field_order = ["priority", "reason"]


class ChargeForm(ReasonForm):
    contingent = forms.ModelChoiceField(
        None, label=_("Charge to"), required=False, empty_label=_("no contingent")
    )
    field_order = ["contingent", "reason"]

    def __init__(self, *args, seminar, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["contingent"]
        field.queryset = seminar.contingents.select_related("organisation", "central_office")
        field.label_from_instance = lambda contingent: str(contingent.owner)


class CancelForm(ReasonForm):
    """With a fee, also whether it is waived."""

    waive_reason = forms.CharField(
        label=_("Waive the fee, because"),
        help_text=_("Leave it empty if the fee is due."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, fee, **kwargs):
        super().__init__(*args, **kwargs)
        if not fee:
            del self.fields["waive_reason"]


class EmailForm(forms.Form):
    """Somebody by their e-mail address, as `person`."""

    email = forms.EmailField(label=_("E-mail address of the person"))

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        self.person = User.objects.filter(email=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody with this address is registered."))
        return email


class ReplaceForm(EmailForm):
    override_reason = forms.CharField(
        label=_("If rules are set aside: why"), max_length=300, required=False
    )


NO_OTHER_DATE = _(
    "The course has no other date that can be booked. Plan one first, then publish it."
)


class RebookForm(forms.Form):
    seminar = forms.ModelChoiceField(
        None, label=_("Other date"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, seminar, now, **kwargs):
        super().__init__(*args, **kwargs)
        others = Seminar.objects.filter(course=seminar.course_id, state__in=PUBLIC)
        others = others.exclude(pk=seminar.pk).with_dates().with_seats()
        field = self.fields["seminar"]
        field.queryset = others.upcoming(now).select_related("course").order_by(F("starts_at"))
        field.label_from_instance = _date_and_seats


def _date_and_seats(seminar):
    text = _("%(number)s, %(day)s, %(place)s: %(free)s free, %(waiting)s waiting")
    return text % {
        "number": seminar.number,
        "day": in_words(seminar.starts_at)["day"],
        "place": seminar.place,
        "free": seminar.free,
        "waiting": seminar.waiting,
    }
