"""Who is told about travel claims: the person, once the office has decided."""

from django.urls import reverse

from courses.mails import about
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter
from reports.models import TravelClaim


def tell_decided(claim: TravelClaim, *, now) -> None:
    mail.post(
        key=f"travel-claim-decided-{claim.pk}",
        to=claim.enrolment.person.email,
        renderer="reports.mails.render_decided",
        arguments={"claim": claim.pk},
        now=now,
        about=about(claim.enrolment.seminar_id),
    )


def render_decided(*, claim: int) -> Letter:
    """What was decided, and why."""
    related = ("enrolment__person", "enrolment__seminar__course")
    claim = TravelClaim.objects.select_related(*related).get(pk=claim)
    enrolment = claim.enrolment
    context = {
        "claim": claim,
        "person": enrolment.person,
        "course": enrolment.seminar.course.title,
        "path": reverse("reports:travel", args=[enrolment.pk]),
    }
    return mail.letter("reports/travel_decided", context)
