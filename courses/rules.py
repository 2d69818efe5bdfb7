"""Reasons why not, each with its remedy. Views show them, services enforce them."""

from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.states import ATTENDANCE_KNOWN, PUBLIC, SETTLED, EnrolmentState, SeminarState


def in_words(moment):
    """Day and time as the reader writes them."""
    local = timezone.localtime(moment)
    return {"day": date_format(local, "DATE_FORMAT"), "time": date_format(local, "H:i")}


def first_start(seminar):
    """When the first session begins, or None without sessions."""
    return min((session.starts_at for session in seminar.sessions.all()), default=None)


def last_end(seminar):
    """When the last session ends, or None without sessions."""
    return max((session.ends_at for session in seminar.sessions.all()), default=None)


def units_offered(seminar):
    """The teaching units of all sessions: what this run offers, whatever the course plans."""
    return sum(session.teaching_units for session in seminar.sessions.all())


def reasons_not_to_book(*, seminar, now):
    """Why nobody may book `seminar` at the moment."""
    if seminar.state not in PUBLIC:
        yield _("This seminar is not open for enrolment. Choose another date of the course.")
    if now < seminar.opens_at:
        yield _("Enrolment opens on %(day)s at %(time)s.") % in_words(seminar.opens_at)
    if now >= seminar.closes_at:
        yield _(
            "Enrolment closed on %(day)s at %(time)s. Choose another date of the course."
        ) % in_words(seminar.closes_at)
    elif (start := first_start(seminar)) is None or now >= start:
        yield _("The seminar has begun. Choose another date of the course.")


def reasons_not_to_enrol(*, person, seminar, employment, now):
    """Why `person` may not join the queue for `seminar` in the given employment."""
    yield from reasons_not_to_book(seminar=seminar, now=now)
    if seminar.enrolments.live().filter(person=person).exists():
        yield _("You are enrolled in this seminar already. See “My training”.")
    yield from _reasons_against_employment(person, seminar, employment, now)


def _reasons_against_employment(person, seminar, employment, now):
    today = timezone.localdate(now)
    if employment is None or employment.user_id != person.pk:
        yield _("Your employment is not confirmed yet. Ask the manager of your site to confirm it.")
        return
    if not person.employments.current(today).filter(pk=employment.pk).exists():
        yield _("This employment is not confirmed or has ended. Choose another one.")
    targets = set(seminar.course.programmes.all())
    if targets and employment.programme not in targets:
        yield _(
            "This course is meant for %(programmes)s, not for %(own)s. Look for another one in "
            "the catalogue."
        ) % {
            "programmes": ", ".join(sorted(map(str, targets))),
            "own": employment.programme,
        }


def reasons_not_to_cancel(*, enrolment, now):
    """Why the enrolment may not be given up any more."""
    if not enrolment.may_become(EnrolmentState.CANCELLED):
        yield _("This enrolment has ended already.")
    start = first_start(enrolment.seminar)
    if start is not None and now >= start:
        yield _("The seminar has begun. Ask the central office.")


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


def reasons_not_to_replan(*, seminar):
    """Why facts and sessions of the seminar may not change any more."""
    if seminar.state in SETTLED:
        yield _("A seminar that is “%(now)s” does not change any more.") % {
            "now": seminar.get_state_display()
        }


def reasons_not_to_remove(*, session):
    """Why the session may not be taken out of its seminar."""
    if session.attendances.exists():
        yield _("Attendance of this session is recorded already. It cannot be removed.")


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
