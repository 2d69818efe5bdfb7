"""What a funding file lacks, or where it breaks a rule of the funder, and where that is mended."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.states import SeminarState
from reports.rules.wording import money

HELD = (SeminarState.HELD, SeminarState.CLOSED)


class Place(TextChoices):
    """Where the office mends something; the desk knows the addresses."""

    SEMINAR = "seminar"
    GRANT = "grant"
    RULES = "rules"
    ATTENDANCE = "attendance"
    LISTS = "lists"
    CONFERENCE = "conference"
    PEOPLE = "people"
    PLAN = "plan"
    VOUCHERS = "vouchers"
    NARRATIVE = "narrative"


@dataclass(frozen=True)
class Gap:
    """One thing to be mended; `breaks` says that it is against a rule of the funder."""

    text: str
    place: Place
    breaks: bool = False


def gaps_of(dossier):
    """Everything, what breaks a rule first."""
    found = [gap for look in LOOKS for gap in look(dossier)]
    return sorted(found, key=lambda gap: not gap.breaks)


def reasons_not_to_pack(dossier):
    """Without these there is nothing to account for."""
    if dossier.grant is None:
        yield _("The seminar is not charged to a grant.")
    if dossier.seminar.state not in HELD:
        yield _("The seminar has not been held yet.")


def _of_the_grant(dossier):
    if dossier.grant is None:
        yield Gap(_("The seminar is not charged to a grant."), Place.GRANT)
    elif dossier.rule is None:
        yield Gap(_("The grant has no rule that holds on the first day."), Place.RULES)
    if dossier.seminar.state not in HELD:
        yield Gap(_("The seminar has not been held yet."), Place.SEMINAR)


def _of_people(dossier):
    rule, persons = dossier.rule, len(dossier.participants)
    if dossier.awaited:
        text = ngettext(
            "Attendance of one person is missing.",
            "Attendance of %(count)s persons is missing.",
            dossier.awaited,
        )
        yield Gap(text % {"count": dossier.awaited}, Place.ATTENDANCE)
    if rule is None or dossier.seminar.state not in HELD:
        return
    facts = {"persons": persons, "least": rule.min_persons, "most": rule.max_persons}
    if persons < rule.min_persons:
        text = _("%(persons)s persons took part; the funder asks for at least %(least)s.")
        yield Gap(text % facts, Place.PEOPLE, breaks=True)
    if rule.max_persons is not None and persons > rule.max_persons:
        text = _("%(persons)s persons took part; the funder pays for at most %(most)s.")
        yield Gap(text % facts, Place.PEOPLE, breaks=True)
    if dossier.online and not rule.online_counts:
        text = _("The seminar was held online; by the funder’s rule that counts no days.")
        yield Gap(text, Place.RULES, breaks=True)


def _of_evidence(dossier):
    if dossier.seminar.state not in HELD:
        return
    if dossier.online and not dossier.seen_online:
        text = _("The list of the conference tool is missing as evidence of attendance.")
        yield Gap(text, Place.CONFERENCE)
    if not dossier.online and not dossier.signed_lists:
        yield Gap(_("No signed list is filed."), Place.LISTS)


def _of_costs(dossier):
    if not dossier.has_plan:
        yield Gap(_("There is no cost plan."), Place.PLAN)
    standing = [each for each in dossier.vouchers if each.struck_at is None]
    if not standing:
        yield Gap(_("No voucher is entered."), Place.VOUCHERS)
    bare = [f"{each.number}" for each in standing if not each.file and not hasattr(each, "claim")]
    if bare:
        text = ngettext(
            "The receipt of voucher %(numbers)s is missing.",
            "The receipts of these vouchers are missing: %(numbers)s.",
            len(bare),
        )
        yield Gap(text % {"numbers": ", ".join(bare)}, Place.VOUCHERS)
    for line in dossier.account.lines:
        if line.over:
            text = _("%(kind)s: %(over)s are above what the funder pays (%(limit)s).") % {
                "kind": line.kind.label,
                "over": money(line.over),
                "limit": money(line.limit),
            }
            yield Gap(text, Place.VOUCHERS, breaks=True)


def _of_payments(dossier):
    """Payments before the grant began were not made with its money."""
    grant = dossier.grant
    early = [
        f"{each.number}"
        for each in dossier.vouchers
        if grant and each.struck_at is None and each.paid_on < grant.starts
    ]
    if early:
        text = ngettext(
            "Voucher %(numbers)s was paid before the grant began.",
            "These vouchers were paid before the grant began: %(numbers)s.",
            len(early),
        )
        yield Gap(text % {"numbers": ", ".join(early)}, Place.VOUCHERS, breaks=True)


def _of_words(dossier):
    if dossier.narrative is None:
        yield Gap(_("The report in words is not written yet."), Place.NARRATIVE)
    elif not dossier.narrative.finished:
        yield Gap(_("The report in words is a draft."), Place.NARRATIVE)


LOOKS = (_of_the_grant, _of_people, _of_evidence, _of_costs, _of_payments, _of_words)
