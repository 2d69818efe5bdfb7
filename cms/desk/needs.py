"""What participants need: counts first, then the lists for kitchen and house; paper and Excel."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.acting import Act
from cms.desk.month import days_of
from cms.desk.rights import OwnEnrolment, OwnSeminar
from courses.forms.needs import NeedsForm
from courses.rules import needs_asked_in, reasons_not_to_say_needs
from courses.services.needs import needs_of, say_needs
from courses.services.needs_lists import lists_of_needs
from fortbildung.shared.tables_out import Column, Kind, Table, xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Part:
    """How many of each, and who is meant: on the page, on paper, and as a file of Excel."""

    key: str
    file: str
    label: str
    counts: Table
    people: Table
    url: str = ""


def kitchen(lists):
    columns = [
        Column(_("Name"), width=28),
        Column(_("Food"), width=20),
        Column(_("Intolerances and allergies"), width=60),
    ]
    rows = [
        [need.enrolment.person, need.get_diet_display(), need.intolerances]
        for need in lists.kitchen
    ]
    counts = _counts(_("Food"), lists.diets, lists.people)
    people = Table(_("Kitchen"), columns, rows)
    file = pgettext("name of a file", "kitchen")
    return Part("kitchen", file, _("Kitchen list as Excel"), counts, people)


def rooms(lists):
    columns = [
        Column(_("Name"), width=28),
        Column(_("Lodging"), width=40),
        Column(_("Note"), width=60),
    ]
    rows = [
        [need.enrolment.person, need.get_lodging_display(), need.lodging_note]
        for need in lists.rooms
    ]
    counts = _counts(_("Lodging"), lists.lodgings, lists.people)
    people = Table(_("Rooms"), columns, rows)
    file = pgettext("name of a file", "rooms")
    return Part("rooms", file, _("Room list as Excel"), counts, people)


def _counts(title, counts, people):
    columns = [Column(title, width=40), Column(_("Persons"), Kind.WHOLE)]
    return Table(_("Numbers"), columns, counts, total=[_("Total"), people])


PARTS = {"diet": kitchen, "lodging": rooms}


class NeedsPage(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/needs.html"
    page_title = gettext_lazy("Kitchen and rooms")
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs):
        asked = needs_asked_in(self.seminar)
        lists = lists_of_needs(self.seminar, user=self.request.user)
        return super().get_context_data(
            seminar=self.seminar,
            asked=asked,
            lists=lists,
            parts=[self._part(made(lists)) for need, made in PARTS.items() if need in asked],
            **kwargs,
        )

    def _part(self, part):
        return replace(part, url=reverse(f"desk_seminars:{part.key}", args=[self.seminar.pk]))


class NeedsDownload(OwnSeminar, View):
    """One list as Excel: a sheet of counts, a sheet of people."""

    def get(self, request, **_kwargs):
        part = self.made(lists_of_needs(self.seminar, user=request.user))
        name = content_disposition_header(True, f"{part.file}-{self.seminar.number}.xlsx")
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        counts = replace(part.counts, notes_title=_("Seminar"), notes=self.notes())
        return HttpResponse(xlsx(counts, part.people), content_type=EXCEL, headers=headers)

    def notes(self):
        """Whose list it is, and that it is not to be kept."""
        days = [date_format(day) for day in days_of(self.seminar.sessions.all())]
        return [
            (_("Seminar"), str(self.seminar)),
            (_("Dates"), ", ".join(days)),
            (_("Please note"), _("Delete this list four weeks after the seminar at the latest.")),
        ]


class KitchenDownload(NeedsDownload):
    made = staticmethod(kitchen)


class RoomsDownload(NeedsDownload):
    made = staticmethod(rooms)


class SayNeeds(OwnEnrolment, Act):
    """The office notes what somebody told it, also after enrolment has closed."""

    form_class = NeedsForm
    page_title = gettext_lazy("Food, accessibility, lodging")
    label = gettext_lazy("Save")
    consequence = gettext_lazy("It is erased four weeks after the seminar.")
    header_icon = "clipboard-list"

    @property
    def back_url(self):
        return self.enrolment_url

    def get_form_kwargs(self):
        kept = needs_of(self.enrolment, user=self.request.user)
        asked = needs_asked_in(self.seminar)
        return super().get_form_kwargs() | {"asked": asked, "instance": kept}

    def obstacles(self):
        facts = {"enrolment": self.enrolment, "now": timezone.now()}
        return reasons_not_to_say_needs(**facts, by_office=True)

    def act(self, facts, *, now):
        say_needs(enrolment=self.enrolment, facts=facts, by=self.request.user, now=now)

    def success(self, _outcome):
        return _("It is noted what %(name)s needs.") % {"name": self.name}
