"""The office enrols somebody: first who, then in which employment and, if need be, why."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cms.desk.acting import Act
from cms.desk.enrolment_forms import EmailForm
from cms.desk.rights import OwnSeminar
from courses.rules import reasons_not_to_enrol
from courses.services.consents import enrol_informing


class EnrolForm(forms.Form):
    """`jobs` are the person's employments; `reasons` what stands against each, by its key."""

    employment = forms.ModelChoiceField(
        None, label=gettext_lazy("Employment"), widget=forms.RadioSelect, empty_label=None
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    override_reason = forms.CharField(
        label=gettext_lazy("Enrol all the same, because"),
        help_text=gettext_lazy(
            "You may set the booking window, the target programme and overlaps aside. The reason "
            "is recorded and shown to the person."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, jobs, against, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["employment"]
        field.queryset = jobs
        field.label_from_instance = _place_and_programme
        field.initial = jobs.first()
        if not against:
            del self.fields["override_reason"]


def _place_and_programme(employment):
    return f"{employment.organisation} ({employment.programme})"


class Enrol(OwnSeminar, Act):
    """Without an address in the query it asks for one; then it shows what stands against it."""

    template_name = "cms/desk/enrol.html"
    page_title = gettext_lazy("Enrol somebody")
    header_icon = "user"
    label = gettext_lazy("Enrol")
    consequence = gettext_lazy("At the end of the queue; a free seat is given at once.")

    @cached_property
    def who(self):
        """The form that asks for the person, bound once an address is there."""
        asked = self.request.GET if "email" in self.request.GET else None
        return EmailForm(asked)

    @cached_property
    def person(self):
        return self.who.person if self.who.is_bound and self.who.is_valid() else None

    @cached_property
    def jobs(self):
        current = self.person.employments.current(timezone.localdate())
        return current.select_related("organisation", "programme").order_by("-starts", "pk")

    @cached_property
    def against(self):
        """Every reason of every employment, each once."""
        now = timezone.now()
        found = [
            reason
            for job in list(self.jobs) or [None]
            for reason in reasons_not_to_enrol(
                person=self.person, seminar=self.seminar, employment=job, now=now
            )
        ]
        return list(dict.fromkeys(found))

    def post(self, request, *args, **kwargs):
        if self.person is None:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.person else None

    def get_form_class(self):
        return EnrolForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"jobs": self.jobs, "against": self.against}

    def get_context_data(self, **kwargs):
        found = {"person": self.person, "against": self.against} if self.person else {}
        return super().get_context_data(
            who=self.who, **({"person": None, "against": []} | found), **kwargs
        )

    def act(self, facts, *, now):
        return enrol_informing(
            person=self.person, seminar=self.seminar, by=self.request.user, now=now, **facts
        )

    def success(self, outcome):
        return f"{self.person}: {outcome.get_state_display()}"
