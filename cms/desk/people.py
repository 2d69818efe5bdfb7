"""The people of a seminar: which lists there are of them, and what a column says of each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from certificates.templatetags.certificates import certificates_by_enrolment
from cms.desk.seats import with_sessions
from courses.services.explain import explain_all
from courses.states import ENDED, TAKES_PART, EnrolmentState, SeminarState
from organisations.states import EmploymentFunction

FUNCTIONS = dict(EmploymentFunction.choices)
LISTS = {
    "live": (gettext_lazy("All current enrolments"), ~Q(state__in=ENDED)),
    "participants": (gettext_lazy("Participants"), Q(state__in=TAKES_PART)),
    "held": (gettext_lazy("Held seats"), Q(state=EnrolmentState.HELD)),
    "queue": (gettext_lazy("Waiting list"), Q(state=EnrolmentState.WAITING)),
    "ended": (gettext_lazy("Ended enrolments"), Q(state__in=ENDED)),
}


def numbers_of(enrolments):
    """How many are on each list, in one query."""
    return enrolments.aggregate(
        **{key: Count("pk", filter=where) for key, (_label, where) in LISTS.items()}
    )


def _explain(rows, seminar):
    with_sessions(seminar)
    for row in rows:
        row.seminar = seminar
    explain_all(rows, now=timezone.now())


def _prove(rows, seminar):
    closed = seminar.state == SeminarState.CLOSED
    proofs = certificates_by_enrolment(rows) if closed else {}
    for row in rows:
        row.proof = proofs.get(row.pk)


@dataclass(frozen=True)
class Column:
    """What stands in a column, by which fields it is sorted, and how its rows are `prepared`."""

    label: str
    text: Callable
    order: tuple[str, ...] = ()
    usual: bool = True
    width: int = 24
    prepared: Callable | None = None


def _day(moment):
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else ""


def _of(name, order=None):
    """The column of a fact with a name: `organisation__name` is the organisation in words."""
    return {"text": lambda row: str(getattr(row, name) or ""), "order": (order or name,)}


COLUMNS = {
    "place": Column(
        pgettext_lazy("queue", "Place"),
        lambda row: row.position or "",
        ("priority", "requested_at"),
        usual=False,
        width=8,
    ),
    "name": Column(
        gettext_lazy("Name"),
        lambda row: str(row.person or _("place without a name")),
        ("person__last_name__unaccent", "person__first_name__unaccent"),
    ),
    "email": Column(
        gettext_lazy("E-mail"),
        lambda row: row.person.email if row.person else "",
        ("person__email",),
    ),
    "provider": Column(gettext_lazy("Provider"), **_of("provider", "provider__name")),
    "site": Column(gettext_lazy("Site"), **_of("organisation", "organisation__name")),
    "association": Column(
        gettext_lazy("Association"), **_of("association", "association__name"), usual=False
    ),
    "land": Column(gettext_lazy("Land"), **_of("land", "land__name"), width=16),
    "programme": Column(
        gettext_lazy("Programme"), **_of("programme", "programme__code"), usual=False, width=12
    ),
    "function": Column(
        gettext_lazy("Function"),
        lambda row: FUNCTIONS.get(row.function, ""),
        ("function",),
        usual=False,
    ),
    "state": Column(
        gettext_lazy("State"), lambda row: row.get_state_display(), ("state",), width=16
    ),
    "requested": Column(
        gettext_lazy("Booked on"), lambda row: _day(row.requested_at), ("requested_at",), width=16
    ),
    "held": Column(
        gettext_lazy("Held until"),
        lambda row: _day(row.held_until),
        ("held_until",),
        usual=False,
        width=16,
    ),
    "note": Column(gettext_lazy("Note"), lambda row: row.note, ("note",), usual=False, width=40),
    "why": Column(
        gettext_lazy("Why"), lambda row: row.why, usual=False, width=60, prepared=_explain
    ),
    "certificate": Column(
        gettext_lazy("Certificate"),
        lambda row: row.proof.number if row.proof else "",
        usual=False,
        prepared=_prove,
    ),
}
INSTEAD = {
    "held": ["name", "email", "provider", "state", "held", "why"],
    "queue": ["place", "name", "provider", "state", "requested", "why"],
    "ended": ["name", "provider", "state", "why"],
}
CERTIFIED = ["name", "email", "provider", "state", "certificate"]


def usual_columns(shown, seminar):
    """The columns of a list while nobody has chosen any."""
    if shown == "participants" and seminar.state == SeminarState.CLOSED:
        return CERTIFIED
    return INSTEAD.get(shown) or [key for key, column in COLUMNS.items() if column.usual]


def prepare(rows, keys, seminar):
    """Give the rows what these columns say; more rows cost no more queries."""
    for key in keys:
        if work := COLUMNS[key].prepared:
            work(rows, seminar)
    return rows
