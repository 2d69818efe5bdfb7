"""Reasons why not, each with its remedy. Views show them, services enforce them."""

import re
from datetime import timedelta
from math import floor

from allauth.socialaccount.models import SocialAccount
from django.db.models import F, Value
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from organisations.colours import (
    AT_NIGHT,
    BY_DAY,
    ENOUGH,
    least_contrast,
    nearest_readable,
    readable,
)
from organisations.models import MailDomain, Organisation, Programme, User
from organisations.models.deputies import close_enough
from organisations.states import HAS_AN_ADDRESS, EmploymentState, InvitationState, RoleKind

LONGEST_CAREER = timedelta(days=60 * 365)
EARLIEST_NOTICE = timedelta(days=365)
MOST_TOKENS = 20
LONGEST_NOTICE_OF_A_DEPUTY = timedelta(days=366)
MOST_DEPUTIES = 10  # current and coming ones of a manager
INVITATION_GOOD_FOR = timedelta(days=30)
INVITATION_REST = timedelta(days=1)  # before the same one may be sent again
MAIL_DOMAIN = re.compile(r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$")
OPEN_TO_EVERYBODY = {
    "aol.com",
    "freenet.de",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.de",
    "mail.de",
    "mailbox.org",
    "outlook.com",
    "outlook.de",
    "posteo.de",
    "proton.me",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yahoo.de",
}
MOST_REQUESTS = 5  # at a time: each is a mail to the managers of a site


def programmes_at(place):
    """The programmes one can work in at `place`: its own or those below it, else all."""
    below = Organisation.objects.below([place])
    offered = Programme.objects.filter(organisation__in=below).distinct().order_by("code")
    return offered if offered.exists() else Programme.objects.order_by("code")


def reasons_not_to_request(*, organisation, programme, starts, now):
    """Why nobody can ask to be confirmed as working there, in that programme, from that day."""
    if organisation.kind not in HAS_AN_ADDRESS:
        yield _("Choose the site or the provider you work at.")
    elif programme not in programmes_at(organisation):
        yield _("%(place)s does not offer the programme %(programme)s. Choose another one.") % {
            "place": organisation,
            "programme": programme,
        }
    today = timezone.localdate(now)
    if not today - LONGEST_CAREER <= starts <= today + EARLIEST_NOTICE:
        yield _("Check the day you start: it lies too far in the past or in the future.")


def reasons_not_to_ask(*, user):
    """Why this person may not ask any more managers at the moment."""
    if user.employments.filter(state=EmploymentState.REQUESTED).count() >= MOST_REQUESTS:
        yield _(
            "%(count)s of your requests wait for an answer already. Wait until they are decided."
        ) % {"count": MOST_REQUESTS}


def reasons_not_to_decide(*, employment, by):
    """Why `by` may not confirm or decline the request."""
    if not Organisation.objects.managed_by(by).filter(pk=employment.organisation_id).exists():
        yield _("Only managers of this site may decide on this request.")
    if employment.state != EmploymentState.REQUESTED:
        yield _("This request has been decided already: %(state)s.") % {
            "state": employment.get_state_display()
        }


def reasons_not_to_end(*, employment, last_day, by, now):
    """Why `by` may not let the employment end after that day."""
    today = timezone.localdate(now)
    if not Organisation.objects.managed_by(by).filter(pk=employment.organisation_id).exists():
        yield _("Only managers of this site may say who leaves.")
    if employment.state != EmploymentState.CONFIRMED:
        yield _("Only a confirmed employment can end.")
    elif employment.ends and employment.ends < today:
        yield _("This employment has ended already.")
    if last_day < employment.starts:
        yield _("The last day lies before the first day.")
    if last_day > today + EARLIEST_NOTICE:
        yield _("The last day lies more than a year ahead.")


def reasons_not_to_accept(*, invitation, user, now):
    """Why `user` may not accept the invitation."""
    yield from reasons_against_invitation(invitation=invitation, now=now)
    if user.email != invitation.email:
        yield _("The invitation is for %(email)s; you are logged in as %(own)s.") % {
            "email": invitation.email,
            "own": user.email,
        }


def reasons_against_invitation(*, invitation, now):
    """Why nobody can accept it any more."""
    inviter, place = invitation.invited_by, invitation.organisation_id
    if invitation.state != InvitationState.OPEN:
        yield _("This invitation has been answered or taken back: it is %(state)s.") % {
            "state": invitation.get_state_display()
        }
    elif invitation.has_expired(now):
        yield _("This invitation has expired. Ask your manager to send it again.")
    elif not Organisation.objects.managed_by(inviter).filter(pk=place).exists():
        yield _("Whoever invited you is no longer manager there. Ask for a new invitation.")


def reasons_not_to_withdraw(*, invitation):
    """Why the invitation cannot be taken back."""
    if invitation.state != InvitationState.OPEN:
        yield _("This invitation has been answered or taken back: it is %(state)s.") % {
            "state": invitation.get_state_display()
        }


def reasons_not_to_send_again(*, invitation, now):
    """Why the mail does not go out once more."""
    yield from reasons_not_to_withdraw(invitation=invitation)
    if invitation.sent_at > now - INVITATION_REST:
        yield _("This invitation was sent less than a day ago. Please wait until tomorrow.")


def may_stand_in(*, manager, deputy, on):
    """Whether the deputy has an account and is close enough to the manager."""
    people = User.objects.filter(pk=deputy.pk, is_active=True)
    pairs = people.alias(manager=Value(manager.pk), deputy=F("pk"))
    return pairs.filter(close_enough(on)).exists()


def reasons_not_to_appoint(*, manager, deputy, starts, ends, now):
    """Why the manager may not have that deputy on these days."""
    today = timezone.localdate(now)
    if not manager.roles.of_kind(RoleKind.MANAGER).exists():
        yield _("Only managers have deputies.")
    if deputy == manager:
        yield _("You cannot be your own deputy.")
    elif not may_stand_in(manager=manager, deputy=deputy, on=today):
        yield no_such_deputy()
    if manager.deputies.not_over(today).count() >= MOST_DEPUTIES:
        yield _("You have %(count)s deputies already. Dismiss one of them first.") % {
            "count": MOST_DEPUTIES
        }
    yield from reasons_against_days(starts=starts, ends=ends, today=today)


def no_such_deputy():
    """Said of strangers and of unknown addresses alike: nobody finds out who has an account."""
    return _(
        "Nobody with this address can be your deputy. "
        "Choose somebody who works in your team or another manager of your association."
    )


def reasons_against_days(*, starts, ends, today):
    """Why nobody can be deputy from the first to the last day."""
    if starts < today:
        yield _("The first day lies in the past.")
    if ends < starts:
        yield _("The last day lies before the first day.")
    if ends > today + LONGEST_NOTICE_OF_A_DEPUTY:
        yield _("The last day lies more than a year ahead.")


def reasons_not_to_make_a_token(*, user, now):
    """Why nobody gets a key to the API in this person's name."""
    if not user.is_active:
        yield _("The account of %(email)s is not active.") % {"email": user.email}
    if not user.emailaddress_set.filter(verified=True, email=user.email).exists():
        yield _("%(email)s has not been confirmed yet. Log in once to get the link again.") % {
            "email": user.email
        }
    if user.tokens.kept().filter(expires_at__gt=now).count() >= MOST_TOKENS:
        yield _("You have %(count)s API keys already. Revoke one that you do not need.") % {
            "count": MOST_TOKENS
        }


def reasons_against_accents(*, accent, accent_at_night):
    """Why an office may not have these colours; an empty one is none."""
    if accent:
        yield from reasons_against_accent(accent, BY_DAY)
    if accent_at_night and not accent:
        yield _("Choose the colour on light surfaces, too.")
    elif accent_at_night:
        yield from reasons_against_accent(accent_at_night, AT_NIGHT)


def reasons_against_accent(colour, surfaces):
    """Why this colour cannot be read there, with the nearest one that can."""
    if not readable(colour, surfaces):
        yield _(
            "%(colour)s is too hard to read: its contrast is only %(contrast)s to 1, needed are "
            "%(enough)s to 1 (level AA). The nearest colour that passes is %(nearest)s."
        ) % {
            "colour": colour,
            "contrast": number_format(_cut(least_contrast(colour, surfaces)), 1),
            "enough": number_format(ENOUGH, 1),
            "nearest": nearest_readable(colour, surfaces),
        }


def _cut(contrast):
    """Rounded down: what is not enough must not read as enough."""
    return floor(contrast * 10) / 10


def domain_of(email):
    return email.rpartition("@")[2].lower()


def reasons_not_to_declare(*, domains, sign_on):
    """Why these cannot be the mail domains of that association alone."""
    if not domains:
        yield _("Name at least one mail domain of the association.")
    for name in domains:
        if not MAIL_DOMAIN.match(name):
            yield _("“%(name)s” is no mail domain. Write it like “awo.example”.") % {"name": name}
        elif name in OPEN_TO_EVERYBODY:
            yield _("Anybody gets an address at %(name)s.") % {"name": name}
    taken = MailDomain.objects.filter(name__in=domains).exclude(sign_on=sign_on.pk)
    for other in taken.select_related("sign_on").order_by("name"):
        yield _("%(name)s belongs to the sign-on “%(sign_on)s” already.") % {
            "name": other.name,
            "sign_on": other.sign_on,
        }


def reasons_not_to_let_in(*, sign_on, email, verified, subject, person):
    """Why an association's word is not enough to let in whoever it sends."""
    if not email:
        yield _("%(name)s has not told us an e-mail address.") % {"name": sign_on}
        return
    if not verified:
        yield _("%(name)s has not confirmed that %(email)s is your address.") % {
            "name": sign_on,
            "email": email,
        }
    if not sign_on.domains.filter(name=domain_of(email)).exists():
        yield _("%(email)s is no address of %(name)s.") % {"email": email, "name": sign_on}
    if person and _known_otherwise(sign_on, subject, person):
        yield _("The account of %(email)s belongs to somebody else at %(name)s.") % {
            "email": email,
            "name": sign_on,
        }


def _known_otherwise(sign_on, subject, person):
    """Addresses are given to successors; the key at the association is not."""
    known = SocialAccount.objects.filter(user=person, provider=sign_on.slug)
    return known.exclude(uid=subject).exists() and not known.filter(uid=subject).exists()
