"""What is chosen from a list and has no moves; what moves stands in `states`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryMode(TextChoices):
    PRESENCE = "presence", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("hybrid")
    BLENDED = "blended", _("blended")
    SELF_PACED = "self_paced", _("self-paced")


class CourseKind(TextChoices):
    SEMINAR = "seminar", _("seminar")
    SERIES = "series", _("series")


class PrerequisitePolicy(TextChoices):
    """What becomes of a booking by somebody who lacks a prerequisite."""

    WARN = "warn", _("told, may book")
    BLOCK = "block", _("may not book")
    BLOCK_UNLESS_OFFICE = "block_unless_office", _("may not book, unless the office gives a reason")


class InterestKind(TextChoices):
    OWN = "own", _("registered by the person")
    CALLED_OFF = "called_off", _("kept when the seminar was called off")


class Diet(TextChoices):
    ANY = "any", _("eats everything")
    VEGETARIAN = "vegetarian", _("vegetarian")
    VEGAN = "vegan", _("vegan")
    HALAL = "halal", _("halal")
    KOSHER = "kosher", _("kosher")


class Lodging(TextChoices):
    NONE = "none", _("no room needed")
    NIGHTS = "nights", _("a room for the nights between the days")
    EVENING = "evening", _("a room from the evening before")


class QuestionKind(TextChoices):
    SCALE = "scale", _("scale from 1 to 5")
    CHOICE = "choice", _("choice")
    TEXT = "text", _("free text")


# What the ends of such a scale mean; the points between speak for themselves.
SCALE_ENDS = {1: _("1 – does not apply at all"), 5: _("5 – applies fully")}


class Known(TextChoices):
    """A fact about a house; not asked yet is an answer of its own."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class SpeakerMode(TextChoices):
    IN_PERSON = "in_person", _("in person only")
    ONLINE = "online", _("online only")
    BOTH = "both", _("in person and online")


OFFERED_MODES = {
    SpeakerMode.IN_PERSON: {DeliveryMode.PRESENCE},
    SpeakerMode.ONLINE: {DeliveryMode.ONLINE, DeliveryMode.SELF_PACED},
    SpeakerMode.BOTH: set(DeliveryMode),
}


class Contract(TextChoices):
    FEE = "fee", _("freelancer with a fee contract")
    EMPLOYED = "employed", _("employee of an association")
    UNPAID = "unpaid", _("volunteer without a fee")


class VatStatus(TextChoices):
    UNKNOWN = "unknown", _("not known yet")
    SMALL = "small", _("small business, § 19 UStG")
    EXEMPT = "exempt", _("exempt, § 4 no. 21 UStG")
    LIABLE = "liable", _("charges VAT")


class StatusCheck(TextChoices):
    """What was decided about whether a freelancer is one."""

    NONE = "none", _("not checked")
    SELF_EMPLOYED = "self_employed", _("self-employed")
    EMPLOYED = "employed", _("subject to social insurance")


class ApprovalPolicy(TextChoices):
    """Who must agree before a seat is somebody's."""

    NONE = "none", _("nobody")
    MANAGER = "manager", _("the manager")
    MANAGER_THEN_OFFICE = "manager_then_office", _("the manager, then the central office")


class Allocation(TextChoices):
    """How seats are given."""

    FIRST_COME = "first_come", _("in the order of enrolment")
    SELECTION = "selection", _("by selection after enrolment has closed")


class ApprovalStage(TextChoices):
    MANAGER = "manager", _("manager")
    OFFICE = "office", _("central office")


class Channel(TextChoices):
    """The way an approval was decided."""

    ACCOUNT = "account", _("with an account")
    MAILBOX = "mailbox", _("by the link to the function mailbox")
    BOOKING = "booking", _("by the booking itself")


class AttendanceSource(TextChoices):
    """How somebody's attendance became known."""

    MANUAL = "manual", _("entered by hand")
    SCAN = "scan", _("checked in")
    IMPORT = "import", _("participant list of the conference")


class ScanKind(TextChoices):
    CAME = "came", _("came")
    LEFT = "left", _("left")


class ScanChannel(TextChoices):
    """Whose device saw somebody come or leave."""

    OWN = "own", _("own device")
    DESK = "desk", _("device of the speaker or the office")


class EventKind(TextChoices):
    """What an event of an enrolment tells of."""

    MOVED = "moved", _("state")
    APPROVAL = "approval", _("approval")
    OFFER = "offer", _("offer")
    PRIORITY = "priority", _("priority")
    CHARGE = "charge", _("seat contingent")
    FEE = "fee", _("cancellation fee")


class SeatEventKind(TextChoices):
    """What an event of a seminar as a whole tells of: its seats, its terms, its state."""

    CAPACITY = "capacity", _("number of seats")
    CONTINGENT = "contingent", _("seat contingent")
    RELEASED = "released", _("released")
    HANDED_BACK = "handed_back", _("handed back")
    GIVEN = "given", _("given to another association")
    RECEIVED = "received", _("received from another association")
    SELECTION = "selection", _("selection")
    CALLED_OFF = "called_off", _("called off")
    REOPENED = "reopened", _("reopened")
    TERMS = "terms", _("dates and terms")
    PUBLISHED = "published", _("published")
    GUARANTEED = "guaranteed", _("takes place")
    CLOSED = "closed", _("closed")
    SPEAKER = "speaker", _("speaker")


class BatchKind(TextChoices):
    """What the office does with many enrolments at once."""

    CONFIRM = "confirm", _("confirm")
    REBOOK = "rebook", _("rebook to another date")
    CANCEL = "cancel", _("cancel")
    CERTIFY = "certify", _("issue certificates")


class LegalKind(TextChoices):
    """What people agree to, or take note of, when they book."""

    PRIVACY = "privacy", _("privacy notice")
    TERMS = "terms", _("terms")


class QualificationEffect(TextChoices):
    """What a fact does for a qualification."""

    GRANTS = "grants", _("grants it")
    RENEWS = "renews", _("renews it")


class RecordSource(TextChoices):
    """Where a fact about a qualification comes from."""

    OFFICE = "office", _("seen by the central office")
    ENROLMENT = "enrolment", _("attended seminar")
    TEACHING = "teaching", _("taught seminar")
    EVIDENCE = "evidence", _("proof from elsewhere")
    RECOGNITION = "recognition", _("recognised course")
