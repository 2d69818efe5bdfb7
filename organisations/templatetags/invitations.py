from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organisations.models import Invitation
from organisations.states import InvitationState

register = template.Library()
KINDS = {
    InvitationState.OPEN: "info",
    InvitationState.ACCEPTED: "success",
    InvitationState.DECLINED: "danger",
    InvitationState.WITHDRAWN: "warning",
}


@register.inclusion_tag("components/badge.html")
def invitation_badge(invitation, now):
    """Where the invitation stands, and since or until when."""
    kind, words, moment = KINDS[invitation.state], _("open until %(day)s"), invitation.expires_at
    if invitation.has_expired(now):
        kind, words = "warning", _("expired on %(day)s")
    elif invitation.state != InvitationState.OPEN:
        words = {
            InvitationState.ACCEPTED: _("accepted on %(day)s"),
            InvitationState.DECLINED: _("declined on %(day)s"),
            InvitationState.WITHDRAWN: _("taken back on %(day)s"),
        }[invitation.state]
        moment = invitation.settled_at
    day = date_format(localtime(moment), "SHORT_DATE_FORMAT")
    return {"kind": kind, "text": words % {"day": day}}


@register.simple_tag(takes_context=True)
def open_invitations(context):
    """How many wait for an answer in the manager's sites."""
    return Invitation.objects.visible_to(context["user"]).unsettled().count()
