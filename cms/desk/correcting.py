"""Somebody's attendance was recorded wrongly, and the seminar is closed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.services.correcting import correct
from cms.desk.acting import Act
from cms.desk.rights import OwnEnrolment
from courses.forms.attendance import AttendanceForm, attendance_form
from courses.rules import reasons_not_to_correct


class CorrectionForm(AttendanceForm):
    """The sheet of one person, and why it is written anew."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person reads it on the page of their enrolment."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectAttendance(OwnEnrolment, Act):
    template_name = "cms/desk/correct.html"
    header_icon = "user"
    page_title = gettext_lazy("Correct the attendance")
    label = gettext_lazy("Correct")
    consequence = gettext_lazy("The certificate follows at once; the person is told by e-mail.")

    @property
    def back_url(self):
        return self.enrolment_url

    def about(self):
        yield _(
            "Enter how it was in truth. Then a certificate that still fits is replaced by a new "
            "one, one that proves too much is revoked, and one that was missing is issued."
        )

    def obstacles(self):
        return reasons_not_to_correct(enrolment=self.enrolment)

    def get_form(self, form_class=None):  # noqa: ARG002 – Django's signature
        return attendance_form(
            self.request.POST if self.request.method == "POST" else None,
            seminar=self.seminar,
            participants=self.enrolments.filter(pk=self.enrolment.pk),
            now=timezone.now(),
            form_class=CorrectionForm,
        )

    def get_context_data(self, **kwargs):
        begun = self.seminar.sessions.filter(starts_at__lte=timezone.now())
        return super().get_context_data(begun=begun.order_by("starts_at"), **kwargs)

    def form_valid(self, form):
        self.entries = form.entries
        return super().form_valid(form)

    def act(self, facts, *, now):
        return correct(
            enrolment=self.enrolment,
            entries=self.entries,
            by=self.request.user,
            reason=facts["reason"],
            now=now,
        )

    def success(self, outcome):
        said = [
            _("The attendance of %(name)s is corrected: %(state)s.")
            % {"name": self.name, "state": outcome.enrolment.get_state_display()},
            _told(outcome.made, _made),
            _told(outcome.revoked, _revoked),
        ]
        return " ".join(filter(None, said))


def _told(certificates, text):
    numbers = ", ".join(certificate.number for certificate in certificates)
    return numbers and text(len(certificates)) % {"numbers": numbers}


def _made(count):
    return ngettext("%(numbers)s is issued.", "%(numbers)s are issued.", count)


def _revoked(count):
    return ngettext("%(numbers)s is revoked.", "%(numbers)s are revoked.", count)
