"""The people of a seminar in lists: who takes part, whose seat is held, who waits or left, why."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.translation import gettext as _

from cms.desk.paging import page_of
from courses.services.explain import explain_all
from courses.states import ENDED, EnrolmentState


@dataclass(frozen=True)
class People:
    """One page of one list; `key` names it in the address and on the page."""

    key: str
    title: str
    empty: str
    page: Page

    @property
    def numbered(self):
        return self.key == "queue"


def lists_of(enrolments, request, *, seminar, now):
    """Participants, held seats, the queue, what ended; more rows cost no more queries."""
    rows = enrolments.select_related(
        "charged_to__organisation", "charged_to__central_office"
    ).prefetch_related("events")
    by_name = rows.order_by("person__last_name", "person__first_name", "pk")
    held = by_name.filter(state=EnrolmentState.HELD)
    ended = rows.filter(state__in=ENDED).order_by("-moved_at", "-pk")
    found = [
        ("participants", _("Participants"), _("Nobody has a seat yet."), by_name.taking_part()),
        ("held", _("Held seats"), _("No seat is held."), held),
        ("queue", _("Waiting list"), _("Nobody is waiting."), rows.waiting_in_order()),
        ("ended", _("Ended enrolments"), _("No enrolment has ended."), ended),
    ]
    lists = [
        People(key, title, empty, page_of(people, request, key))
        for key, title, empty, people in found
    ]
    _explain(lists, seminar, now)
    return lists


def _explain(lists, seminar, now):
    """Give each row its `why`; in the queue also its place, which its page knows."""
    everybody = [enrolment for people in lists for enrolment in people.page]
    for enrolment in everybody:
        enrolment.seminar = seminar
    queue = next(people.page for people in lists if people.numbered)
    for place, enrolment in enumerate(queue, queue.start_index()):
        enrolment.position = place
    explain_all(everybody, now=now)
