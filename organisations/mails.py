"""What is told about employments and deputies; one mail per event and addressee, keyed by both."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from fortbildung.shared import mail
from fortbildung.shared.mail import Letter, Mail
from organisations import links
from organisations.models import (
    BarrierReport,
    CentralOffice,
    Deputy,
    Employment,
    Invitation,
    User,
)
from organisations.states import EmploymentState, RoleKind


def tell_of_request(employment: Employment, *, now: datetime) -> None:
    """Tell the managers of the place; without any, its function mailbox or central office."""
    managers = list(User.objects.managing(employment.organisation))
    addresses = [person.email for person in managers] or _mailboxes(employment.organisation)
    mails = [
        Mail(
            key=f"employment-{employment.pk}-requested-{number}",
            to=address,
            renderer="organisations.mails.render_request",
            arguments={"employment": employment.pk, "managed": bool(managers)},
        )
        for number, address in enumerate(addresses)
    ]
    mail.post_all(mails, now=now)


def render_request(*, employment: int, managed: bool) -> Letter | None:
    """Please confirm; nothing once somebody has decided."""
    employment = _in_full().get(pk=employment)
    if employment.state != EmploymentState.REQUESTED:
        return None
    return mail.letter(
        "organisations/employment_requested", _context(employment) | {"managed": managed}
    )


def tell_of_decision(employment: Employment, *, reason: str, now: datetime) -> None:
    """Tell the person that the employment was confirmed, or declined and why."""
    tell_of_decisions([employment], reason=reason, now=now)


def tell_of_decisions(employments: Iterable[Employment], *, reason: str, now: datetime) -> None:
    """Tell each person that the employment was confirmed, or declined and why."""
    mails = [
        Mail(
            key=f"employment-{employment.pk}-{employment.state}",
            to=employment.user.email,
            renderer="organisations.mails.render_decision",
            arguments={"employment": employment.pk, "state": employment.state, "reason": reason},
        )
        for employment in employments
    ]
    mail.post_all(mails, now=now)


def render_decision(*, employment: int, state: str, reason: str) -> Letter:
    """Confirmed, or declined and why."""
    employment = _in_full().get(pk=employment)
    begun = employment.starts <= timezone.localdate(employment.decided_at)
    facts = {"reason": reason, "begun": begun}
    return mail.letter(f"organisations/employment_{state}", _context(employment) | facts)


def tell_of_list(employments: Iterable[Employment], *, by: User, now: datetime) -> None:
    """Tell each person what a list of their manager says about them from now on."""
    mails = [
        Mail(
            key=f"employment-{employment.pk}-listed-{now.isoformat()}",
            to=employment.user.email,
            renderer="organisations.mails.render_listed",
            arguments={"employment": employment.pk, "by": by.pk},
        )
        for employment in employments
    ]
    mail.post_all(mails, now=now)


def render_listed(*, employment: int, by: int) -> Letter:
    """What is entered about your work now, and whom to ask."""
    employment = _in_full().get(pk=employment)
    facts = {"manager": User.objects.get(pk=by)}
    return mail.letter("organisations/employment_listed", _context(employment) | facts)


def tell_of_invitations(invitations: Iterable[Invitation], *, now: datetime) -> None:
    """Ask each address to join; the same words whether it has an account or not."""
    mails = [
        Mail(
            key=f"invitation-{invitation.pk}-{invitation.times_sent}",
            to=invitation.email,
            renderer="organisations.mails.render_invitation",
            arguments={"invitation": invitation.pk},
        )
        for invitation in invitations
    ]
    mail.post_all(mails, now=now)


def render_invitation(*, invitation: int) -> Letter | None:
    """Please join your team; nothing once it is settled or forgotten."""
    found = Invitation.objects.unsettled().in_full().filter(pk=invitation).first()
    if found is None:
        return None
    facts = {"invitation": found, "token": links.sign(found)}
    return mail.letter("organisations/invitation", facts)


def tell_of_end(employment: Employment, *, now: datetime) -> None:
    """Tell the person which day was entered as their last one."""
    last_day = employment.ends.isoformat()
    mail.post(
        key=f"employment-{employment.pk}-ends-{last_day}",
        to=employment.user.email,
        renderer="organisations.mails.render_end",
        arguments={"employment": employment.pk, "last_day": last_day},
        now=now,
    )


def render_end(*, employment: int, last_day: str) -> Letter:
    """Your last day there, and what stays yours."""
    employment = _in_full().get(pk=employment)
    facts = {"last_day": date.fromisoformat(last_day)}
    return mail.letter("organisations/employment_ended", _context(employment) | facts)


def tell_of_deputy(deputy: Deputy, *, now: datetime) -> None:
    """Tell the deputy for whom they stand in, and when."""
    mail.post(
        key=f"deputy-{deputy.pk}-appointed",
        to=deputy.deputy.email,
        renderer="organisations.mails.render_deputy",
        arguments={"deputy": deputy.pk},
        now=now,
    )


def render_deputy(*, deputy: int) -> Letter | None:
    """You stand in for somebody; nothing once that was taken back."""
    deputies = Deputy.objects.select_related("manager", "deputy")
    deputy = deputies.filter(pk=deputy).first()
    return deputy and mail.letter("organisations/deputy_appointed", {"deputy": deputy})


def tell_of_barrier(report: BarrierReport, *, now: datetime) -> None:
    """Tell everybody of the national coordination what somebody could not use."""
    coordinating = User.objects.filter(is_active=True, roles__kind=RoleKind.COORDINATION)
    mails = [
        Mail(
            key=f"barrier-{report.pk}-{person.pk}",
            to=person.email,
            renderer="organisations.mails.render_barrier",
            arguments={"report": report.pk},
        )
        for person in coordinating.distinct()
    ]
    mail.post_all(mails, now=now)


def render_barrier(*, report: int) -> Letter | None:
    """What was written, on which page, and whom to answer; nothing once it is dealt with."""
    found = BarrierReport.objects.open().filter(pk=report).first()
    return found and mail.letter("organisations/barrier", {"report": found})


def _in_full():
    return Employment.objects.select_related("user", "organisation", "programme")


def _context(employment):
    return {"employment": employment, "person": employment.user}


def _mailboxes(place):
    """The nearest function mailbox from the place upwards, else the central offices above."""
    line = [place, *reversed(place.get_ancestors())]
    own = [node.email for node in line if node.email][:1]
    offices = CentralOffice.objects.filter(organisation__in=line).order_by("pk")
    return own or list(offices.values_list("email", flat=True))
