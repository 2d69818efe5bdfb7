"""Why somebody may not join the queue for a seminar: all reasons at once, each with its remedy."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.conditions import reasons_of_prerequisites
from courses.kinds import PrerequisitePolicy
from courses.rules.clashes import clashes
from courses.rules.times import first_start, in_words
from courses.states import HOLDS_A_SEAT, PUBLIC, SeminarState


def state_now(seminar, now):
    """The state in words; an open seminar whose window has ended is not said to be open."""
    if seminar.state == SeminarState.OPEN and seminar.closes_at <= now:
        return _("enrolment has ended")
    return seminar.get_state_display()


def reasons_not_to_book(*, seminar, now):
    """Why nobody may book `seminar` at the moment."""
    yield from _reasons_of_state(seminar)
    yield from reasons_of_the_window(seminar=seminar, now=now)


def reasons_not_to_enrol(*, person, seminar, employment, now, overridden=False, leaving=()):
    """Why `person` may not join the queue for `seminar` in the given employment.

    `leaving` are enrolments they give up for this one.
    The office may override the booking window, the target programme, overlaps and, where the
    course says so, prerequisites; nobody overrides that somebody is enrolled already, or where
    they work.
    """
    yield from _reasons_of_state(seminar)
    if not overridden:
        yield from reasons_of_the_window(seminar=seminar, now=now)
    yield from reasons_of_other_enrolments(
        person=person, seminar=seminar, overridden=overridden, leaving=leaving
    )
    yield from reasons_against_employment(
        person=person, seminar=seminar, employment=employment, now=now, overridden=overridden
    )
    yield from reasons_of_knowledge(person=person, seminar=seminar, overridden=overridden)


def reasons_of_knowledge(*, person, seminar, overridden=False):
    """Why the person's knowledge stands against it; see `warnings` where it only matters."""
    policy = seminar.course.prerequisite_policy
    office_may = policy == PrerequisitePolicy.BLOCK_UNLESS_OFFICE
    if policy != PrerequisitePolicy.WARN and not (overridden and office_may):
        yield from _missing(person, seminar)


def warnings(*, person, seminar):
    """What the person should know before booking, though it does not stand against it."""
    if seminar.course.prerequisite_policy == PrerequisitePolicy.WARN:
        yield from _missing(person, seminar)


def _targets(seminar):
    """The keys of the programmes the course is meant for; at hand in a locked seminar."""
    if "targets" in vars(seminar):
        return seminar.targets
    return list(seminar.course.programmes.values_list("pk", flat=True))


def _missing(person, seminar):
    start, asks = first_start(seminar), vars(seminar).get("asks", True)
    if asks and start is not None:
        yield from reasons_of_prerequisites(person, seminar.course, timezone.localdate(start))


def _reasons_of_state(seminar):
    if seminar.state not in PUBLIC:
        yield _("This seminar is not open for enrolment. Choose another date of the course.")


def reasons_of_the_window(*, seminar, now):
    """Why this is not the time to book."""
    if now < seminar.opens_at:
        yield _("Enrolment opens on %(day)s at %(time)s.") % in_words(seminar.opens_at)
    if now >= seminar.closes_at:
        yield _(
            "Enrolment closed on %(day)s at %(time)s. Choose another date of the course."
        ) % in_words(seminar.closes_at)
    elif (start := first_start(seminar)) is None or now >= start:
        yield _("The seminar has begun. Choose another date of the course.")


def reasons_of_other_enrolments(*, person, seminar, overridden=False, leaving=()):
    """Why the person cannot come because of what they have booked; one query.

    `leaving` are enrolments they give up for this one.
    """
    for clash in clashes([person.pk], seminar, leaving=leaving):
        if clash.seminar == seminar.pk:
            yield _("There is an enrolment in this seminar already. It stands under “My training”.")
        elif clash.state in HOLDS_A_SEAT and not overridden:
            yield _(
                "There is a seat in %(number)s %(title)s at the same time. Cancel it first, or "
                "choose another date."
            ) % {"number": clash.number, "title": clash.title}


def reasons_against_employment(*, person, seminar, employment, now, overridden=False):
    """Why this employment does not entitle to the seminar."""
    today = timezone.localdate(now)
    if employment is None or employment.user_id != person.pk:
        yield _("The employment is not confirmed yet. The manager of the site confirms it.")
        return
    if not employment.is_current(today):
        yield _("This employment is not confirmed or has ended. Choose another one.")
    targets = [] if overridden else _targets(seminar)
    if targets and employment.programme_id not in targets:
        codes = seminar.course.programmes.order_by("code").values_list("code", flat=True)
        yield _(
            "This course is meant for %(programmes)s, not for %(own)s. Look for another one in "
            "the catalogue."
        ) % {
            "programmes": ", ".join(codes),
            "own": employment.programme,
        }
