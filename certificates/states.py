"""Kinds and states of certificates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CertificateKind(TextChoices):
    ATTENDANCE = "attendance", _("certificate of attendance")
    PARTIAL = "partial", _("confirmation of partial attendance")
    ACHIEVEMENT = "achievement", _("certificate of achievement")


class CertificateState(TextChoices):
    ISSUED = "issued", _("valid")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")


CERTIFICATE_MOVES = {
    CertificateState.ISSUED: {CertificateState.REPLACED, CertificateState.REVOKED},
    CertificateState.REPLACED: set(),
    CertificateState.REVOKED: set(),
}


class Validity(TextChoices):
    """From what the last day of a qualification follows."""

    NONE = "none", _("without end")
    COMPLETION = "completion", _("months from completion")
    EXPIRY = "expiry", _("months from the previous last day")
    YEAR_END = "year_end", _("to the end of the calendar year, and so many years more")
    FIXED = "fixed", _("to a fixed date of the year")


class Renewal(TextChoices):
    """What renews a qualification within its window."""

    ANY = "any", _("any one of the courses that renew it")
    ALL = "all", _("all of the courses that renew it")
    UNITS = "units", _("teaching units collected in a sliding span")


class Outcome(TextChoices):
    """What became of a fact in the chain of one person and kind."""

    BEGINS = "begins", _("begins the validity")
    RENEWS = "renews", _("renews the validity")
    COUNTS = "counts", _("counts towards the renewal")
    ADDS_NOTHING = "adds_nothing", _("adds nothing: it is valid as long already")
    TOO_EARLY = "too_early", _("too early: the renewal window was not open")
    TOO_LATE = "too_late", _("too late: after the grace only the full course helps")
    NOTHING_TO_RENEW = "nothing_to_renew", _("nothing was there to be renewed")


class CourseDoes(TextChoices):
    """What a course does with a kind of qualification."""

    GRANTS = "grants", pgettext_lazy("verb", "grants")
    RENEWS = "renews", _("renews")
    REQUIRES = "requires", _("requires")


class Audience(TextChoices):
    PARTICIPANTS = "participants", _("participants")
    SPEAKERS = "speakers", _("speakers")


class Standing(TextChoices):
    """How somebody stands towards a requirement."""

    MET = "met", _("met")
    PLANNED = "planned", _("planned")
    IN_WINDOW = "in_window", _("open")
    DUE_SOON = "due_soon", _("due soon")
    OVERDUE = "overdue", _("overdue")
    EXPIRED = "expired", _("expired")
    PAUSED = "paused", _("on leave")
    EXEMPT = "exempt", _("exempt")


class PauseKind(TextChoices):
    """Why somebody is away: no more than this is kept."""

    PARENTAL_LEAVE = "parental_leave", _("parental leave")
    ILLNESS = "illness", _("illness")
    CARE = "care", _("care leave")
    OTHER = "other", _("other leave")


class EvidenceState(TextChoices):
    HANDED_IN = "handed_in", _("handed in")
    ACCEPTED = "accepted", _("recognised")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ReminderStage(TextChoices):
    """When somebody is reminded: before it is due, on that day, and some time after."""

    BEFORE = "before", _("before it is due")
    DUE = "due", _("on the day it is due")
    AFTER = "after", _("after it was due")
