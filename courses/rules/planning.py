"""Why a seminar cannot be planned, published, held or closed like that."""

from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.rules.times import first_start, in_words
from courses.states import ATTENDANCE_KNOWN, PUBLIC, SETTLED, TAKES_PART, SeminarState


def reasons_not_to_record(*, seminar, now):
    """Why attendance may not be recorded."""
    if seminar.state not in [*PUBLIC, SeminarState.HELD]:
        yield _("Attendance is recorded while a seminar is open, takes place or was just held.")
    start = first_start(seminar)
    if start is None or now < start:
        yield _("The seminar has not begun yet.")


def reasons_not_to_publish(*, seminar):
    """Why the seminar may not be opened for enrolment."""
    yield from _reasons_against_move(seminar, SeminarState.OPEN)
    if not seminar.sessions.all():
        yield _("A seminar needs at least one session before it is published. Add one.")


def reasons_not_to_hold(*, seminar, now):
    """Why the seminar is not over."""
    yield from _reasons_against_move(seminar, SeminarState.HELD)
    if not _is_over(seminar, now):
        yield _("The last session is not over yet.")


def reasons_not_to_close(*, seminar, now):
    """Why the seminar may not be settled for good."""
    if seminar.state not in PUBLIC:
        yield from _reasons_against_move(seminar, SeminarState.CLOSED)
    if not _is_over(seminar, now):
        yield _("The last session is not over yet.")
    elif missing := list(seminar.enrolments.without_result().select_related("person")):
        yield ngettext(
            "Attendance of one person is missing: %(names)s. Record it first.",
            "Attendance of %(count)s persons is missing, among them: %(names)s. Record it first.",
            len(missing),
        ) % {"count": len(missing), "names": ", ".join(str(e.person) for e in missing[:5])}


def _is_over(seminar, now):
    ends = [session.ends_at for session in seminar.sessions.all()]
    return bool(ends) and max(ends) <= now


def _reasons_against_move(seminar, state):
    if not seminar.may_become(state):
        yield _("A seminar that is “%(now)s” cannot become “%(then)s”.") % {
            "now": seminar.get_state_display(),
            "then": SeminarState(state).label,
        }


def reasons_not_to_guarantee(*, seminar, now):
    """Why the office cannot promise that the seminar takes place."""
    if seminar.state == SeminarState.GUARANTEED:
        yield _("It is promised already that the seminar takes place.")
        return
    yield from _reasons_against_move(seminar, SeminarState.GUARANTEED)
    start = first_start(seminar)
    if start is not None and start <= now:
        yield _("The seminar has begun.")


def reasons_not_to_replan(*, seminar):
    """Why facts and sessions of the seminar may not change any more."""
    if seminar.state in SETTLED:
        yield _("A seminar that is “%(now)s” does not change any more.") % {
            "now": seminar.get_state_display()
        }


def reasons_not_to_correct(*, enrolment):
    """Why what is recorded of somebody cannot be corrected with a reason."""
    if enrolment.seminar.state != SeminarState.CLOSED:
        yield _("Until the seminar is closed, attendance is changed in its sheet.")
    elif enrolment.state not in TAKES_PART:
        yield _("The person has not taken part.")


def reasons_not_to_remove(*, session):
    """Why the session may not be taken out of its seminar."""
    if session.attendances.exists():
        yield _("Attendance of this session is recorded already. It cannot be removed.")
    elif session.scans.exists() or session.signed_lists.exists():
        yield _("Somebody has checked in, or a signed list is filed. It cannot be removed.")


def reasons_not_to_reschedule(*, session):
    """Why time and teaching units of the session may not change."""
    if session.attendances.exists():
        yield _(
            "Attendance of this session is recorded already. Its time and teaching units "
            "cannot change, its title and room can."
        )


def reasons_against_times(*, sessions):
    """Why `sessions` cannot belong to one seminar together."""
    in_order = sorted(sessions, key=lambda session: session.starts_at)
    for earlier, later in pairwise(in_order):
        if later.starts_at < earlier.ends_at:
            yield _("The sessions of %(one)s and %(other)s overlap. Choose other times.") % {
                "one": in_words(earlier.starts_at),
                "other": in_words(later.starts_at),
            }


def reasons_not_to_add_a_session(*, seminar):
    """Why the seminar may not get a further session."""
    if seminar.enrolments.filter(state__in=ATTENDANCE_KNOWN).exists():
        yield _("Attendance is complete already. No further session can be added.")
