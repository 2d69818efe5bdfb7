"""Invitations to a team: sent to an address, accepted by whoever owns it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations import links, mails
from organisations.models import Employment, Invitation, User
from organisations.rules import (
    INVITATION_GOOD_FOR,
    reasons_against_invitation,
    reasons_not_to_accept,
    reasons_not_to_send_again,
    reasons_not_to_withdraw,
)
from organisations.states import EmploymentState, InvitationState

KEPT_FOR = timedelta(days=90)  # after they were settled, or expired
SENT = ("invited_by", "sent_at", "times_sent", "expires_at")
FACTS = ("organisation", "programme", "function", "fte_share", "starts")


def invite(invitations: Sequence[Invitation], *, by: User, now: datetime) -> None:
    """Save the new `invitations` and owe each address its mail: two statements, however many."""
    for invitation in invitations:
        invitation.invited_by, invitation.sent_at = by, now
        invitation.expires_at = now + INVITATION_GOOD_FOR
    with transaction.atomic():
        Invitation.objects.bulk_create(invitations)
        mails.tell_of_invitations(invitations, now=now)


def renew(invitations: Sequence[Invitation], *, by: User, now: datetime) -> None:
    """Send what expired once more, with what the manager says now."""
    for invitation in invitations:
        invitation.times_sent += 1
        invitation.invited_by, invitation.sent_at = by, now
        invitation.expires_at = now + INVITATION_GOOD_FOR
    with transaction.atomic():
        fields = [*FACTS, "first_name", "last_name", *SENT]
        Invitation.objects.bulk_update(invitations, fields, batch_size=500)
        mails.tell_of_invitations(invitations, now=now)


@transacted
def send_again(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """The same mail once more, good for another month, in the name of who sends it now."""
    invitation = _locked(invitation)
    refuse(reasons_not_to_send_again(invitation=invitation, now=now))
    renew([invitation], by=by, now=now)
    return invitation


@transacted
def withdraw(*, invitation: Invitation, now: datetime) -> Invitation:
    """Take it back: the link says so from now on."""
    invitation = _locked(invitation)
    refuse(reasons_not_to_withdraw(invitation=invitation))
    return _settle(invitation, InvitationState.WITHDRAWN, now)


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link is about; None when there is none, or not any more."""
    key = links.read(token)
    return key and Invitation.objects.in_full().filter(pk=key).first()


@transacted
def accept_invitation(*, invitation: Invitation, user: User, now: datetime) -> Employment:
    """The person works there as the manager said, from now on with an account of their own."""
    invitation = _locked(invitation)
    refuse(reasons_not_to_accept(invitation=invitation, user=user, now=now))
    _settle(invitation, InvitationState.ACCEPTED, now)
    job = _job_there(invitation, user) or Employment(user=user)
    for name in FACTS:
        setattr(job, name, getattr(invitation, name))
    job.state, job.decided_by, job.decided_at = (
        EmploymentState.CONFIRMED,
        invitation.invited_by,
        now,
    )
    job.full_clean()
    job.save()
    return job


@transacted
def decline_invitation(*, invitation: Invitation, now: datetime) -> Invitation:
    """Whoever reads the mailbox says no; the manager sees that."""
    invitation = _locked(invitation)
    refuse(reasons_against_invitation(invitation=invitation, now=now))
    return _settle(invitation, InvitationState.DECLINED, now)


def erase_old_invitations(*, now: datetime) -> int:
    """Forget whom managers invited long ago; how many."""
    until = now - KEPT_FOR
    over = Q(state=InvitationState.OPEN, expires_at__lt=until) | Q(settled_at__lt=until)
    return Invitation.objects.filter(over).delete()[0]


def _job_there(invitation, user):
    """What the person asked for meanwhile, or has there already."""
    there = user.employments.exclude(state=EmploymentState.DECLINED).filter(
        Q(ends=None) | Q(ends__gte=invitation.starts),
        organisation=invitation.organisation,
        programme=invitation.programme,
    )
    return there.order_by("-starts").first()


def _locked(invitation):
    return Invitation.objects.in_full().select_for_update(of=["self"]).get(pk=invitation.pk)


def _settle(invitation, state, now):
    invitation.state, invitation.settled_at = state, now
    invitation.save(update_fields=["state", "settled_at"])
    return invitation
