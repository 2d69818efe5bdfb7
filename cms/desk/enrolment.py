"""One enrolment on one page: what is the case, why, all that happened, and what can be done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.rights import OwnEnrolment
from cms.desk.seats import with_sessions
from courses.kinds import EventKind
from courses.models import CancellationFee
from courses.rules import (
    reasons_not_to_accept,
    reasons_not_to_cancel,
    reasons_not_to_correct,
    reasons_not_to_give,
    reasons_not_to_hand_over,
    reasons_not_to_say_needs,
)
from courses.services.approvals import may_decide
from courses.services.explain import reasons
from courses.services.message_log import messages_to
from courses.services.queue import serves_by_itself
from courses.states import ENDED, UNUSED_SEAT, EnrolmentState


class EnrolmentPage(OwnEnrolment, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/enrolment.html"
    page_title = gettext_lazy("Enrolment")
    header_icon = "user"

    def get_context_data(self, **kwargs):
        now, enrolment = timezone.now(), self.enrolment
        with_sessions(self.seminar)
        steps = list(enrolment.approval_steps.select_related("decided_by").order_by("pk"))
        for step in steps:
            step.enrolment = enrolment
        return super().get_context_data(**kwargs) | {
            "seminar": self.seminar,
            "enrolment": enrolment,
            "name": self.name,
            "why": reasons(enrolment, now=now),
            "steps": steps,
            "fee": CancellationFee.objects.filter(enrolment=enrolment).first(),
            "history": history_of(enrolment),
            "messages_sent": messages_to(enrolment),
            "actions": list(self.actions(steps, now)),
        }

    def actions(self, steps, now):
        """What can be done at this moment, each with its page and what it is for."""
        for name, text in POSSIBLE.items():
            if self._is_possible(name, steps, now):
                yield self._address(name), *text

    def _is_possible(self, name, steps, now):
        enrolment, user = self.enrolment, self.request.user
        waits = enrolment.state == EnrolmentState.WAITING
        if name in {"approve", "deny"}:
            pending = [step for step in steps if step.state == "pending"]
            return any(may_decide(user, s, now=now) for s in pending if s.stage == "office")
        return {
            "accept": not list(reasons_not_to_accept(enrolment=enrolment)),
            "priority": waits,
            "seat": not list(
                reasons_not_to_give(
                    enrolment=enrolment, by_itself=serves_by_itself(self.seminar, now)
                )
            ),
            "charge": enrolment.state not in ENDED and self.seminar.contingents.exists(),
            "replace": not list(reasons_not_to_hand_over(enrolment=enrolment, now=now)),
            "say_needs": not list(
                reasons_not_to_say_needs(enrolment=enrolment, now=now, by_office=True)
            ),
            "rebook": enrolment.person_id and (waits or enrolment.state in UNUSED_SEAT),
            "cancel": not list(reasons_not_to_cancel(enrolment=enrolment, now=now, by_office=True)),
            "correct": not list(reasons_not_to_correct(enrolment=enrolment)),
        }[name]

    def _address(self, name):
        arguments = [self.seminar.pk, self.enrolment.pk]
        return reverse(f"desk_seminars:{name}", args=arguments)


POSSIBLE = {
    "approve": (gettext_lazy("Approve the enrolment"), gettext_lazy("The central office agrees.")),
    "deny": (gettext_lazy("Do not approve"), gettext_lazy("The enrolment ends, with a reason.")),
    "accept": (
        gettext_lazy("Accept the offer for the person"),
        gettext_lazy("If they told you so by telephone, say."),
    ),
    "priority": (
        gettext_lazy("Set the priority"),
        gettext_lazy("Before or behind the others in the queue, with a reason."),
    ),
    "seat": (
        gettext_lazy("Give a seat"),
        gettext_lazy("Enrolment has closed, so the office decides."),
    ),
    "charge": (
        gettext_lazy("Charge to another contingent"),
        gettext_lazy("To the central reserve, say, with a reason."),
    ),
    "replace": (
        gettext_lazy("Hand the seat to somebody else"),
        gettext_lazy("Of the same provider; nobody in the queue is passed over."),
    ),
    "rebook": (
        gettext_lazy("Rebook to another date"),
        gettext_lazy("The seat here is kept until the one there is certain."),
    ),
    "say_needs": (
        gettext_lazy("Food, accessibility, lodging"),
        gettext_lazy("Read and change what the person needs."),
    ),
    "cancel": (
        gettext_lazy("Cancel the enrolment"),
        gettext_lazy("The seat goes to the next one; the fee is shown before."),
    ),
    "correct": (
        gettext_lazy("Correct the attendance"),
        gettext_lazy("With a reason; the certificate follows."),
    ),
}


@dataclass(frozen=True)
class Happened:
    """One event of an enrolment in words."""

    at: object
    by: object
    what: str
    reason: str


def history_of(enrolment):
    """Everything that happened, newest first."""
    for event in enrolment.events.select_related("by").order_by("-pk"):
        yield Happened(event.at, event.by, _what(event), event.reason)


def _what(event):
    if event.kind != EventKind.MOVED:
        return event.subject
    if not event.from_state:
        return _("Enrolled: %(state)s") % {"state": event.get_to_state_display()}
    return f"{EnrolmentState(event.from_state).label} → {event.get_to_state_display()}"
