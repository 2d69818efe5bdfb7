"""Who may see and change what of whom: for staff, works councils and data protection officers.

Each line names the pages it speaks of; a test compares it with what these pages answer to whom.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.figures.answers import Answer, Column, Note, Row
from reports.questions.forms import ReportForm


class Who(StrEnum):
    """The columns of the matrix."""

    PERSON = "counsellor"
    MANAGER = "manager"
    OFFICE = "office"
    OTHER_OFFICE = "other office"
    TRAINER = "trainer"
    COORDINATION = "coordination"
    AUDITOR = "auditor"

    @property
    def title(self):
        return TITLES[self]


TITLES = {
    Who.PERSON: gettext_lazy("The person themselves"),
    Who.MANAGER: gettext_lazy("Manager of the person’s site, provider or association"),
    Who.OFFICE: gettext_lazy("Central office that organises the seminar"),
    Who.OTHER_OFFICE: gettext_lazy("Other central offices"),
    Who.TRAINER: gettext_lazy("Trainer of the seminar"),
    Who.COORDINATION: gettext_lazy("National coordination"),
    Who.AUDITOR: gettext_lazy("Auditor"),
}
PERSON, MANAGER, OFFICE, TRAINER = Who.PERSON, Who.MANAGER, Who.OFFICE, Who.TRAINER
COORDINATION, AUDITOR, OTHER_OFFICE = Who.COORDINATION, Who.AUDITOR, Who.OTHER_OFFICE


@dataclass(frozen=True)
class Right:
    """`who` reaches `what` through `routes`, and nobody else does.

    On the pages of `own` everybody finds their own, whatever their role.
    """

    what: Promise
    purpose: Promise
    who: frozenset[Who]
    routes: tuple[str, ...]
    own: tuple[str, ...] = ()


def right(what, purpose, who, *routes, own=()):
    return Right(what, purpose, frozenset(who), routes, own)


RIGHTS = (
    right(
        gettext_lazy("Enrolments with their state, place in the queue and history"),
        gettext_lazy("booking and giving seats"),
        {PERSON, MANAGER, OFFICE},
        "courses:enrolment",
        "courses:team_enrolment",
        "desk_seminars:enrolment",
    ),
    right(
        gettext_lazy("Cancelling an enrolment or giving the seat to a colleague"),
        gettext_lazy("booking and giving seats"),
        {PERSON, MANAGER, OFFICE},
        "courses:cancel",
        "courses:team_cancel",
        "desk_seminars:cancel",
    ),
    right(
        gettext_lazy("Approving an enrolment"),
        gettext_lazy("the employer agrees to the working time and the cost"),
        {MANAGER, OFFICE},
        "courses:deny",
        "desk_seminars:deny",
    ),
    right(
        gettext_lazy("Needs: diet, lodging, help with barriers"),
        gettext_lazy("organising the seminar; erased four weeks after its end"),
        {PERSON, MANAGER, OFFICE},
        "courses:needs",
        "courses:team_needs",
        "desk_seminars:needs",
    ),
    right(
        gettext_lazy("Needs that concern teaching: help with barriers"),
        gettext_lazy("preparing the lessons"),
        {TRAINER},
        "courses:accessibility",
    ),
    right(
        gettext_lazy("Recording attendance of each session"),
        gettext_lazy("certificate and funding file"),
        {OFFICE, TRAINER},
        "courses:attendance",
    ),
    right(
        gettext_lazy("Who recorded or changed attendance, and when"),
        gettext_lazy("proof for the funder"),
        {OFFICE},
        "desk_seminars:attendance_history",
    ),
    right(
        gettext_lazy("Certificates"),
        gettext_lazy("proof of the training"),
        {PERSON, MANAGER, OFFICE},
        "certificates:pdf",
        "desk_certificates:show",
    ),
    right(
        gettext_lazy("Revoking or replacing a certificate"),
        gettext_lazy("proof of the training"),
        {OFFICE},
        "desk_certificates:revoke",
        "desk_certificates:replace",
    ),
    right(
        gettext_lazy("Qualifications of one person and what they lack"),
        gettext_lazy("the employer must employ qualified staff"),
        {PERSON, MANAGER},
        "certificates:proofs",
        own=("certificates:own_proofs",),
    ),
    right(
        gettext_lazy("Pauses and exemptions with their reason"),
        gettext_lazy("deadlines for the employer’s staff"),
        {MANAGER},
        "certificates:add_pause",
        "certificates:add_exemption",
    ),
    right(
        gettext_lazy("Proofs from elsewhere that somebody handed in"),
        gettext_lazy("recognising qualifications"),
        {PERSON, MANAGER, OFFICE},
        "certificates:evidence_file",
        "desk_proofs:decide",
    ),
    right(
        gettext_lazy("Training record, all own data as a file"),
        gettext_lazy("right to information and to take data along"),
        {PERSON},
        own=("certificates:record", "reports:own_data"),
    ),
    right(
        gettext_lazy("What people thought of a seminar, without names and from five answers on"),
        gettext_lazy("better seminars"),
        {OFFICE},
        "desk_seminars:evaluation",
    ),
    right(
        gettext_lazy("Messages to participants, with their addressees"),
        gettext_lazy("organising the seminar"),
        {OFFICE},
        "desk_seminars:message",
    ),
    right(
        gettext_lazy("Speakers: contact, fee, contract, papers"),
        gettext_lazy("engaging speakers"),
        {OFFICE},
        "desk_seminars:speaker",
        "desk_seminars:document",
    ),
    right(
        gettext_lazy("Waiving fees for cancelling late"),
        gettext_lazy("accounts"),
        {OFFICE},
        "desk_seminars:waive",
    ),
    right(
        gettext_lazy("Travel claims with their receipts"),
        gettext_lazy("paying travel"),
        {PERSON, OFFICE},
        "reports:claim_receipt",
        own=("reports:travel",),
    ),
    right(
        gettext_lazy("Figures without names; small ones are not shown"),
        gettext_lazy("reports to association and funder"),
        {MANAGER, OFFICE, OTHER_OFFICE, COORDINATION, AUDITOR},
        "reports:report",
    ),
    right(
        gettext_lazy("Requests to erase personal data"),
        gettext_lazy("data protection"),
        {COORDINATION},
        "courses:erase",
    ),
    right(
        gettext_lazy("Reports of barriers"),
        gettext_lazy("accessibility"),
        {COORDINATION},
        "organisations:barriers",
    ),
)


EXPLAINED = (
    (
        gettext_lazy("Where a role reaches"),
        gettext_lazy(
            "A manager’s role holds for a node of the organisation and all below it, as noted at"
            " the time of booking. An office’s role holds for the seminars it organises, a"
            " trainer’s for the seminars they teach. Whoever has several roles may do what any of"
            " them may. A deputy may decide what the manager may, for the days that were agreed."
        ),
    ),
    (
        gettext_lazy("Nobody else"),
        gettext_lazy(
            "What is somebody else’s answers as if it did not exist. Answers to questionnaires are"
            " kept without any link to a person: nobody can see who gave them."
        ),
    ),
    (
        gettext_lazy("No performance monitoring"),
        gettext_lazy(
            "There are no rankings of people, and figures about fewer than five of them are shown"
            " only to whoever answers for these people."
        ),
    ),
)


class RightsForm(ReportForm):
    """There is nothing to choose."""


def ask(_reach, _choice, now):
    """The matrix: what somebody may see, what for, and who."""
    columns = [
        Column("what", _("What"), width=52),
        Column("purpose", _("What for"), below="what", width=44),
        *(Column(who.name.lower(), str(who.title), width=18) for who in Who),
    ]
    rows = tuple(
        Row((str(each.what), str(each.purpose), *(_mark(who in each.who) for who in Who)))
        for each in RIGHTS
    )
    return Answer(
        report="rights",
        title=_("Who may see what"),
        subtitle=_("per role"),
        file_name=slugify(_("rights")),
        as_of=now,
        columns=tuple(columns),
        rows=rows,
        definitions=tuple(Note(str(title), str(text)) for title, text in EXPLAINED),
    )


def steps(_reach, _choice, _now):
    """Nothing is counted."""
    return 0


def _mark(may):
    return _("yes") if may else "–"
