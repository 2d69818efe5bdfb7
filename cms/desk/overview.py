"""A seminar at a glance: its figures, each leading to what it counts, and what is to be done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import Certificate
from certificates.services.issuing import owed_any
from certificates.states import CertificateState
from cms.desk.people import LISTS, numbers_of
from cms.desk.pressing import Pressing, roster
from courses.states import SeminarState

LISTED = ("participants", "held", "queue", "ended")


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where that is found."""

    number: int
    text: str
    url: str


def figures_of(seminar, enrolments, plan):
    """How many have which standing, and how many seats are free."""
    numbers = numbers_of(enrolments)
    for key in LISTED:
        yield Figure(numbers[key], LISTS[key][0], roster(seminar, key))
    seats = reverse("desk_seminars:seats", args=[seminar.pk])
    yield Figure(plan.free, _("Free for all"), seats)
    if plan.kept > 0:
        yield Figure(plan.kept, _("Kept for contingents"), f"{seats}#contingents")
    if seminar.state == SeminarState.CLOSED:
        valid = Certificate.objects.filter(
            enrolment__seminar=seminar, state=CertificateState.ISSUED
        )
        yield Figure(valid.count(), _("Certificates"), roster(seminar, "participants"))


def todos_of(seminar, user, now):
    """What the office should do for this seminar, beside its next step."""
    pressing = Pressing(user, now, only=seminar)
    groups = [
        pressing.approvals(),
        pressing.offers(),
        pressing.decisions(),
        pressing.small(),
        pressing.attendance(),
    ]
    for group in groups:
        yield from ((todo.what, todo.url, group.action) for todo in group.todos)
    if seminar.state == SeminarState.CLOSED:
        yield from _proofs(seminar)


def _proofs(seminar):
    count = owed_any().filter(seminar=seminar).count()
    text = ngettext(
        "One certificate is not issued yet.", "%(count)s certificates are not issued yet.", count
    )
    if count:
        yield text % {"count": count}, roster(seminar, "participants"), _("See why")
