"""Promising seats in the seat plan: what its two forms do, and what is said of it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.services import contingents

NAMES = 5  # of those who moved up are told, the others counted


def save(form, *, seminar, by, now):
    """Make the contingents what the table says; empty where it was refused."""
    facts = form.cleaned_data
    try:
        moved_up = contingents.set_contingents(
            seminar=seminar, promises=facts["promises"], reason=facts["reason"], by=by, now=now
        )
    except ValidationError as refusal:
        form.blame(refusal)
        return ""
    return " ".join([_("The seat contingents are saved."), who_moved_up(moved_up)]).strip()


def hand_on(form, *, by, now, **_facts):
    """Free seats for everybody, or give them to another node; empty where it was refused."""
    facts = form.cleaned_data
    act = {key: facts[key] for key in ("seats", "reason")} | {"by": by, "now": now}
    giver, to = facts["giver"], facts["to"]
    try:
        if to is None:
            moved_up = contingents.hand_back(contingent=giver, **act)
            return " ".join([_("The seats are released."), who_moved_up(moved_up)]).strip()
        theirs = contingents.give(contingent=giver, to=to, **act)
    except ValidationError as refusal:
        form.add_error("seats", refusal.messages)
        return ""
    return _("%(owner)s now has %(seats)s reserved seats.") % {
        "owner": theirs.owner,
        "seats": theirs.reserved,
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
