"""Every state of a seminar and of an enrolment, and every move between them, on one screen."""

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
    SeminarState.CALLED_OFF: set(),
}
PUBLIC = [SeminarState.OPEN, SeminarState.GUARANTEED]
SETTLED = [SeminarState.CLOSED, SeminarState.CALLED_OFF]


class EnrolmentState(TextChoices):
    WAITING = "waiting", _("on the waiting list")
    HELD = "held", _("seat held")
    CONFIRMED = "confirmed", _("confirmed")
    ATTENDED = "attended", _("attended")
    PARTLY_ATTENDED = "partly_attended", _("partly attended")
    ABSENT = "absent", _("absent")
    CANCELLED = "cancelled", _("cancelled")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")
    REPLACED = "replaced", _("replaced")
    NOT_SELECTED = "not_selected", _("not selected")
    CALLED_OFF = "called_off", _("seminar called off")


ATTENDANCE_KNOWN = [
    EnrolmentState.ATTENDED,
    EnrolmentState.PARTLY_ATTENDED,
    EnrolmentState.ABSENT,
]
HOLDS_A_SEAT = [EnrolmentState.HELD, EnrolmentState.CONFIRMED, *ATTENDANCE_KNOWN]
# Whose attendance is recorded: a seat that is only held is nobody's yet.
TAKES_PART = [EnrolmentState.CONFIRMED, *ATTENDANCE_KNOWN]
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
}
