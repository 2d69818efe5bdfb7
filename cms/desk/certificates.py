"""The register of an office's certificates: found, read, revoked, replaced."""

from django import forms
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from certificates.models import Certificate, PaperLanguage, Run
from certificates.rules import reasons_not_to_end, reasons_not_to_replace
from certificates.services import ending
from certificates.services.issuing import due_at
from certificates.states import CertificateKind, CertificateState
from cms.desk.acting import Act, ReasonForm
from cms.desk.registers import Heading, Register, SearchForm
from cms.desk.rights import OfficeOnly, Trail

ALL = ("desk_certificates:index", gettext_lazy("Certificates"))
ANY = ("", gettext_lazy("all"))


class NarrowCertificates(SearchForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[ANY, *CertificateKind.choices]
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[ANY, *CertificateState.choices]
    )


class CertificateList(Register):
    template_name = "cms/desk/certificates.html"
    form_class = NarrowCertificates
    context_object_name = "certificates"
    page_title = gettext_lazy("Certificates")
    header_icon = "success"
    trail = ()
    nothing = gettext_lazy(
        "Your office has not issued any certificate yet. They are issued by themselves once a "
        "seminar is closed."
    )
    add_url, add_first = "desk_seminars:index", gettext_lazy("To the seminars")
    headings = (
        Heading(gettext_lazy("Number"), "number", ("year", "serial")),
        Heading(
            gettext_lazy("Person"), "name", ("enrolment__person__last_name__unaccent", "number")
        ),
        Heading(gettext_lazy("Course"), "course", ("enrolment__seminar__course__title",)),
        Heading(gettext_lazy("Kind")),
        Heading(gettext_lazy("Issued on"), "issued", ("issued_at",)),
        Heading(gettext_lazy("State"), "state", ("state",)),
    )

    def rows(self):
        mine = Certificate.objects.issued_by(self.request.user).defer("facts", "credential")
        rows = mine.select_related(
            "central_office", "enrolment__person", "enrolment__seminar__course"
        )
        return rows.order_by("-issued_at", "-pk")

    def narrow(self, rows, facts):
        for word in facts.get("q", "").split():
            person = Q(enrolment__person__last_name__icontains=word)
            person |= Q(enrolment__person__first_name__icontains=word)
            seminar = Q(enrolment__seminar__number__icontains=word)
            seminar |= Q(enrolment__seminar__course__title__icontains=word)
            rows = rows.filter(person | seminar | Q(number__icontains=word))
        chosen = {name: facts[name] for name in ("kind", "state") if facts.get(name)}
        return rows.filter(**chosen)

    def get_context_data(self, **kwargs):
        owing = [(office, len(due_at(office.pk))) for office in self.offices]
        runs = Run.objects.started_for(self.request.user).unfinished()
        return super().get_context_data(
            owing=[(office, count) for office, count in owing if count],
            runs=runs.select_related("central_office"),
            **kwargs,
        )

    @property
    def header_buttons(self):
        """How they look, for each office one works for."""
        one = len(self.offices) == 1
        return [
            HeaderButton(
                _("Design") if one else _("Design: %(office)s") % {"office": office.name},
                url=reverse("desk_certificates:design", args=[office.pk]),
                icon_name="image",
            )
            for office in self.offices
        ]


class OwnCertificate(OfficeOnly, Trail):
    """Loads `self.certificate` if an office of this person issued it."""

    header_icon = "success"
    trail = (ALL,)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Certificate.objects.issued_by(request.user).select_related(
            "central_office",
            "enrolment__person",
            "enrolment__seminar__course",
            "ended_by",
            "replaces",
            "replaced_by",
            "seal",
        )
        self.certificate = get_object_or_404(mine, pk=kwargs["pk"])

    @property
    def own_url(self):
        return reverse("desk_certificates:show", args=[self.certificate.pk])

    def get_page_subtitle(self):
        return f"{self.certificate.number} – {self.certificate.enrolment.person}"


class ShowCertificate(OwnCertificate, WagtailAdminTemplateMixin, TemplateView):
    """One certificate: what it says, what became of it, and what can be done."""

    template_name = "cms/desk/certificate.html"

    @property
    def page_title(self):
        return self.certificate.number

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificate=self.certificate, **kwargs)


class EndCertificate(OwnCertificate, Act):
    def obstacles(self):
        return reasons_not_to_end(certificate=self.certificate, reason="-")

    @property
    def back_url(self):
        return self.own_url


class Revoke(EndCertificate):
    page_title = gettext_lazy("Revoke the certificate")
    form_class = ReasonForm
    label, grave = gettext_lazy("Revoke"), True
    consequence = gettext_lazy("It counts no more from now on. This cannot be undone.")

    def about(self):
        yield _("Whoever checks it learns that it was revoked, not why. The person is told, too.")

    def get_form_kwargs(self):
        words = {"label": _("Reason"), "help_text": _("Kept for your office only.")}
        return super().get_form_kwargs() | words

    def act(self, facts, *, now):
        return ending.revoke(
            certificate=self.certificate, by=self.request.user, reason=facts["reason"], now=now
        )

    def success(self, outcome):
        return _("%(number)s is revoked.") % {"number": outcome.number}


class ReplaceForm(ReasonForm):
    """Why, and in which language."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the new paper"), choices=PaperLanguage.choices
    )


class Replace(EndCertificate):
    page_title = gettext_lazy("Replace the certificate")
    form_class = ReplaceForm
    label = gettext_lazy("Replace")
    consequence = gettext_lazy("A new one with a number of its own is issued at once.")

    def about(self):
        yield _(
            "The new one says what is true today: name, course, dates and units as they stand "
            "now. The old one counts no more and names the new one."
        )
        yield _(
            "If attendance was recorded wrongly, correct it on the page of the enrolment instead: "
            "the certificate follows by itself."
        )

    def obstacles(self):
        enrolment = self.certificate.enrolment
        return [
            *super().obstacles(),
            *reasons_not_to_replace(certificate=self.certificate, enrolment=enrolment),
        ]

    def get_form_kwargs(self):
        words = {"label": _("Reason"), "help_text": _("As a changed name; for your office only.")}
        return super().get_form_kwargs() | {
            **words,
            "initial": {"language": self.certificate.facts.get("language", "de")},
        }

    def act(self, facts, *, now):
        return ending.replace(certificate=self.certificate, by=self.request.user, now=now, **facts)

    def success(self, outcome):
        facts = {"old": self.certificate.number, "new": outcome.number}
        return _("%(old)s is replaced by %(new)s.") % facts
