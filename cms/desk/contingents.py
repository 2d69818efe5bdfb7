"""Promising seats: the contingents of a seminar in one table, handing back and giving away."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.desk.acting import Act
from cms.desk.contingent_forms import ContingentsForm, GiveForm, SeatsForm
from cms.desk.rights import OwnSeminar
from courses.rules import reasons_not_to_replan
from courses.services import contingents
from courses.services.seatplan import seat_plan

NAMES = 5  # of those who moved up are told, the others counted


class OnSeats(OwnSeminar, Act):
    """An act on the seats, from the page of the seats and back to it."""

    header_icon = "group"

    @property
    def back_url(self):
        return reverse("desk_seminars:seats", args=[self.seminar.pk])

    def obstacles(self):
        return reasons_not_to_replan(seminar=self.seminar)


class EditContingents(OnSeats):
    template_name = "cms/desk/contingents_form.html"
    form_class = ContingentsForm
    page_title = gettext_lazy("Seat contingents")
    label = gettext_lazy("Save contingents")
    consequence = gettext_lazy("Whoever can be given a seat now gets it at once.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"seminar": self.seminar}

    def about(self):
        plan = seat_plan(self.seminar, now=timezone.now())
        yield _("%(taken)s of %(capacity)s seats are taken, %(waiting)s persons are waiting.") % {
            "taken": plan.taken,
            "capacity": plan.capacity,
            "waiting": plan.waiting,
        }

    def act(self, facts, *, now):
        return contingents.set_contingents(
            seminar=self.seminar, by=self.request.user, now=now, **facts
        )

    def success(self, outcome):
        return " ".join([_("The seat contingents are saved."), who_moved_up(outcome)]).strip()


class OnContingent(OnSeats):
    """Loads `self.contingent` of this seminar."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        own = self.seminar.contingents.select_related("organisation", "central_office")
        self.contingent = get_object_or_404(own, pk=kwargs["contingent"])

    @cached_property
    def row(self):
        plan = seat_plan(self.seminar, now=timezone.now())
        return next(row for row in plan.rows if row.contingent == self.contingent)

    def about(self):
        yield _("%(owner)s: %(reserved)s seats reserved, %(used)s used, %(open)s still open.") % {
            "owner": self.contingent.owner,
            "reserved": self.row.reserved,
            "used": self.row.used,
            "open": self.row.open,
        }

    def get_initial(self):
        return {"seats": self.row.open or None}


class HandBack(OnContingent):
    form_class = SeatsForm
    page_title = gettext_lazy("Hand back seats")
    label = gettext_lazy("Hand back")
    consequence = gettext_lazy("The seats are free for everybody at once.")

    def act(self, facts, *, now):
        user = self.request.user
        return contingents.hand_back(contingent=self.contingent, by=user, now=now, **facts)

    def success(self, outcome):
        return " ".join([_("The seats are handed back."), who_moved_up(outcome)]).strip()


class GiveAway(OnContingent):
    form_class = GiveForm
    page_title = gettext_lazy("Give away seats")
    label = gettext_lazy("Give away")
    consequence = gettext_lazy("The seats are reserved for the other one from now on.")

    def get_form_kwargs(self):
        facts = {"seminar": self.seminar, "giver": self.contingent.owner}
        return super().get_form_kwargs() | facts

    def act(self, facts, *, now):
        user = self.request.user
        return contingents.give(contingent=self.contingent, by=user, now=now, **facts)

    def success(self, outcome):
        return _("%(owner)s now has %(seats)s reserved seats.") % {
            "owner": outcome.owner,
            "seats": outcome.reserved,
        }


def who_moved_up(enrolments):
    """A sentence about those who got a seat; empty for nobody."""
    if not enrolments:
        return ""
    names = ", ".join(str(enrolment.person) for enrolment in enrolments[:NAMES])
    text = ngettext(
        "%(names)s moved up and is told by e-mail.",
        "%(count)s persons moved up and are told by e-mail, among them: %(names)s.",
        len(enrolments),
    )
    return text % {"count": len(enrolments), "names": names}
