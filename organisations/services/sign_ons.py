"""The associations' own log-ins: kept by the coordination, believed as far as they are declared."""

import logging
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import InvalidToken
from django.db import transaction

from fortbildung.shared.errors import Refused, refuse
from fortbildung.shared.sealing import seal, unseal
from organisations.models import MailDomain, SignOn, User
from organisations.rules import domain_of, reasons_not_to_declare, reasons_not_to_let_in

log = logging.getLogger(__name__)

PURPOSE = "sign-on"
# A change of one of these means another log-in: its people are not those known so far.
IDENTITY = ("association_id", "protocol", "issuer", "client_id")


@transaction.atomic
def save_sign_on(
    *, sign_on: SignOn, domains: list[str], secret: str, by: User, now: datetime
) -> SignOn:
    """Save a new or changed sign-on; without `secret` it keeps the one it has.

    Raises Refused when a domain cannot be an association's own.
    """
    domains = sorted({domain.lower() for domain in domains})
    refuse(reasons_not_to_declare(domains=domains, sign_on=sign_on))
    before = SignOn.objects.select_for_update().filter(pk=sign_on.pk).first()
    if secret:
        sign_on.secret = seal(secret, purpose=PURPOSE)
    sign_on.changed_by, sign_on.changed_at = by, now
    sign_on.full_clean()
    sign_on.save()
    sign_on.domains.exclude(name__in=domains).delete()
    kept = set(sign_on.domains.values_list("name", flat=True))
    MailDomain.objects.bulk_create(
        MailDomain(sign_on=sign_on, name=name) for name in domains if name not in kept
    )
    if before:
        _forget_people(before, sign_on)
    return sign_on


def _forget_people(before, after):
    """Names and keys of another log-in may be given to other persons."""
    known = SocialAccount.objects.filter(provider=before.slug)
    if any(getattr(before, name) != getattr(after, name) for name in IDENTITY):
        known.delete()


def secret_of(*, sign_on: SignOn) -> str:
    """The secret in clear, for the talk with the association's log-in only.

    Nothing where no key opens it any more: the log-in there then says no, and ours says so.
    """
    try:
        return unseal(sign_on.secret, purpose=PURPOSE)
    except InvalidToken:
        log.exception("No key opens the secret of %s; enter it anew", sign_on.slug)
        return ""


def find_sign_on(*, email: str) -> SignOn | None:
    """The log-in of the association this address belongs to. Asks nothing about persons."""
    return SignOn.objects.offered().filter(domains__name=domain_of(email)).first()


def check_visitor(
    *, sign_on: SignOn, email: str, verified: bool, subject: str, person: User | None
) -> None:
    """Raise Refused unless the association's word is enough to let this visitor in.

    `person` is who has that address here already, if anybody has; `subject` is the visitor's key
    at the association.
    """
    facts = {"sign_on": sign_on, "email": email, "verified": verified}
    if reasons := list(reasons_not_to_let_in(**facts, subject=subject, person=person)):
        raise Refused(reasons)


def known_through(*, user: User) -> list[SocialAccount]:
    """What the person comes in through; each with its `sign_on`."""
    known = list(SocialAccount.objects.filter(user=user).order_by("pk"))
    names = SignOn.objects.in_bulk([row.provider for row in known], field_name="slug")
    for row in known:
        row.sign_on = names.get(row.provider)
    return known


def checked_second_factor(*, providers: set[str]) -> bool:
    """Whether one of these sign-ons, through which somebody came, asks for a second factor."""
    return SignOn.objects.offered().filter(slug__in=providers, checks_second_factor=True).exists()
