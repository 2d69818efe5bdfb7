"""Every state of a seminar and of an enrolment, and every move between them, on one screen."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(TextChoices):
    """Whom of a seminar a message goes to."""

    PARTICIPANTS = "participants", _("participants")
    HELD = "held", _("people whose seat is held")
    WAITING = "waiting", _("people on the waiting list")


class MessageState(TextChoices):
    DRAFT = "draft", _("draft")
    HELD_BACK = "held_back", _("held back until the seminar is guaranteed")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("dropped")

    @classmethod
    def under_way(cls):
        """Whose mails are owed, or are just about to be."""
        return [cls.SENDING, cls.SENT]


class SeminarState(TextChoices):
    PLANNED = "planned", _("planned")
    OPEN = "open", _("open for enrolment")
    GUARANTEED = "guaranteed", _("takes place")
    HELD = "held", _("held")
    CLOSED = "closed", _("closed")
    CALLED_OFF = "called_off", _("called off")


SEMINAR_MOVES = {
    SeminarState.PLANNED: {SeminarState.OPEN, SeminarState.CALLED_OFF},
    SeminarState.OPEN: {SeminarState.GUARANTEED, SeminarState.HELD, SeminarState.CALLED_OFF},
    SeminarState.GUARANTEED: {SeminarState.HELD, SeminarState.CALLED_OFF},
    SeminarState.HELD: {SeminarState.CLOSED},
    SeminarState.CLOSED: set(),
    # Reopened: planned anew, then published again.
    SeminarState.CALLED_OFF: {SeminarState.PLANNED},
}
PUBLIC = [SeminarState.OPEN, SeminarState.GUARANTEED]
SETTLED = [SeminarState.CLOSED, SeminarState.CALLED_OFF]
# Seminars that have a list of participants to record.
RECORDED = [*PUBLIC, SeminarState.HELD, SeminarState.CLOSED]


class ApprovalState(TextChoices):
    NOT_NEEDED = "not_needed", _("not needed")
    PENDING = "pending", _("pending")
    GRANTED = "granted", _("granted")
    DENIED = "denied", _("denied")


class StepState(TextChoices):
    PENDING = "pending", _("pending")
    GRANTED = "granted", _("granted")
    DENIED = "denied", _("denied")
    VOID = "void", _("no longer needed")


class Acceptance(TextChoices):
    """Whether the person has accepted the seat offered to them."""

    NOT_NEEDED = "not_needed", _("not needed")
    PENDING = "pending", _("pending")
    GIVEN = "given", _("given")


class Priority(IntegerChoices):
    """The class in the queue; within a class, whoever joined first comes first."""

    FIRST = 1, _("first")
    NORMAL = 2, _("normal")
    LAST = 3, _("last")


class EnrolmentState(TextChoices):
    WAITING = "waiting", _("on the waiting list")
    HELD = "held", _("seat held")
    CONFIRMED = "confirmed", _("confirmed")
    ATTENDED = "attended", _("attended")
    PARTLY_ATTENDED = "partly_attended", _("partly attended")
    ABSENT = "absent", _("absent")
    CANCELLED = "cancelled", _("cancelled")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", pgettext_lazy("seat", "expired")
    REPLACED = "replaced", _("replaced")
    NOT_SELECTED = "not_selected", _("not selected")
    CALLED_OFF = "called_off", _("seminar called off")


ATTENDANCE_KNOWN = [
    EnrolmentState.ATTENDED,
    EnrolmentState.PARTLY_ATTENDED,
    EnrolmentState.ABSENT,
]
HOLDS_A_SEAT = [EnrolmentState.HELD, EnrolmentState.CONFIRMED, *ATTENDANCE_KNOWN]
# A seat nobody has taken part with yet: it can be given up, handed over or called off.
UNUSED_SEAT = [EnrolmentState.HELD, EnrolmentState.CONFIRMED]
# Whose attendance is recorded: a seat that is only held is nobody's yet.
TAKES_PART = [EnrolmentState.CONFIRMED, *ATTENDANCE_KNOWN]
# Who says how it was: who was there, or of whom it is not known yet.
GIVES_FEEDBACK = [
    EnrolmentState.CONFIRMED,
    EnrolmentState.ATTENDED,
    EnrolmentState.PARTLY_ATTENDED,
]
AUDIENCES = {
    Audience.PARTICIPANTS: TAKES_PART,
    Audience.HELD: [EnrolmentState.HELD],
    Audience.WAITING: [EnrolmentState.WAITING],
}
ENDED = [
    EnrolmentState.CANCELLED,
    EnrolmentState.DECLINED,
    EnrolmentState.EXPIRED,
    EnrolmentState.REPLACED,
    EnrolmentState.NOT_SELECTED,
    EnrolmentState.CALLED_OFF,
]
LIVE = [EnrolmentState.WAITING, *HOLDS_A_SEAT]

MOVES = {
    EnrolmentState.WAITING: {
        EnrolmentState.HELD,
        EnrolmentState.CONFIRMED,
        EnrolmentState.CANCELLED,
        EnrolmentState.DECLINED,
        EnrolmentState.EXPIRED,
        EnrolmentState.NOT_SELECTED,
        EnrolmentState.CALLED_OFF,
    },
    EnrolmentState.HELD: {
        EnrolmentState.CONFIRMED,
        EnrolmentState.CANCELLED,
        EnrolmentState.DECLINED,
        EnrolmentState.EXPIRED,
        EnrolmentState.REPLACED,
        EnrolmentState.CALLED_OFF,
    },
    EnrolmentState.CONFIRMED: {
        *ATTENDANCE_KNOWN,
        EnrolmentState.CANCELLED,
        EnrolmentState.REPLACED,
        EnrolmentState.CALLED_OFF,
    },
    # Attendance may be corrected until the seminar is closed.
    EnrolmentState.ATTENDED: {EnrolmentState.PARTLY_ATTENDED, EnrolmentState.ABSENT},
    EnrolmentState.PARTLY_ATTENDED: {EnrolmentState.ATTENDED, EnrolmentState.ABSENT},
    EnrolmentState.ABSENT: {EnrolmentState.ATTENDED, EnrolmentState.PARTLY_ATTENDED},
    **{state: set() for state in ENDED},
    # The seminar is published again: everybody gets an offer, nobody a seat unasked.
    EnrolmentState.CALLED_OFF: {EnrolmentState.WAITING},
}
