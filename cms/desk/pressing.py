"""Which of the office's seminars need something now, and what."""

from datetime import timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.desk.approvals import steps_of
from cms.desk.rights import INDEX
from cms.desk.todo_groups import Group, Todo
from courses.kinds import Allocation
from courses.models import Enrolment, Seminar
from courses.states import PUBLIC, EnrolmentState, SeminarState

SOON = timedelta(days=14)
ENDING = timedelta(days=2)
STILL_TO_CLOSE = [*PUBLIC, SeminarState.HELD]


class Pressing:
    """The seminars of `user` that need something, read once; each method is one kind of need.

    With `only` it is about this seminar.
    """

    def __init__(self, user, now, *, only=None):
        seminars = list(_pressing(user, now, only))
        self.now = now
        self.over = [seminar for seminar in seminars if seminar.ends_at <= now]
        self.coming = [seminar for seminar in seminars if seminar.starts_at > now]

    def approvals(self):
        url = reverse("desk_seminars:approvals")
        asked = [seminar for seminar in self.coming if seminar.asked]
        todos = [_todo(seminar, _asked(seminar), url, seminar.asked) for seminar in asked]
        title = ngettext("approval", "approvals", sum(todo.count for todo in todos))
        return Group("approvals", title, _("Decide"), todos, url)

    def offers(self):
        ending = [seminar for seminar in self.coming if seminar.ending]
        todos = [
            _todo(seminar, _expiring(seminar), roster(seminar, "held"), seminar.ending)
            for seminar in ending
        ]
        title = ngettext(
            "held seat ends soon", "held seats end soon", sum(s.ending for s in ending)
        )
        return Group("offers", title, _("Look"), todos)

    def small(self):
        few = [seminar for seminar in self.coming if _lacks_people(seminar, self.now)]
        todos = [_todo(seminar, _too_few(seminar), cockpit(seminar)) for seminar in few]
        title = ngettext("seminar lacks people", "seminars lack people", len(few))
        return Group("small", title, _("Decide"), todos, reverse(INDEX))

    def decisions(self):
        """Enrolment has closed and people wait: a selection, or free seats."""
        todos = [
            _todo(seminar, *_undecided(seminar))
            for seminar in self.coming
            if _wants_a_decision(seminar, self.now)
        ]
        title = ngettext("decision on seats", "decisions on seats", len(todos))
        return Group("decisions", title, _("Decide"), todos, reverse(INDEX))

    def attendance(self):
        missing = [seminar for seminar in self.over if seminar.unknown]
        todos = [
            _todo(seminar, _unknown(seminar), _page("attendance", seminar)) for seminar in missing
        ]
        title = ngettext("seminar without attendance", "seminars without attendance", len(missing))
        return Group("attendance", title, _("Record"), todos, reverse(INDEX))

    def closing(self):
        text = _("It is over and nothing is missing: close it.")
        todos = [
            _todo(seminar, text, cockpit(seminar)) for seminar in self.over if not seminar.unknown
        ]
        title = ngettext("seminar to close", "seminars to close", len(todos))
        return Group("closing", title, _("Close it"), todos, reverse(INDEX))

    def queues(self):
        todos = [
            _todo(seminar, *_queue(seminar), seminar.waiting)
            for seminar in self.coming
            if seminar.waiting and not _wants_a_decision(seminar, self.now)
        ]
        todos.sort(key=lambda todo: todo.count, reverse=True)
        title = ngettext("person waiting", "persons waiting", sum(todo.count for todo in todos))
        return Group("queues", title, _("Look"), todos, reverse(INDEX))


def _pressing(user, now, only):
    """The office's seminars that need something, in one query."""
    mine = Seminar.objects.organised_by(user).filter(**({"pk": only.pk} if only else {}))
    mine = (
        mine.with_seats()
        .with_dates()
        .annotate(
            unknown=_count(Enrolment.objects.without_result(), "seminar"),
            asked=_count(steps_of(user), "enrolment__seminar"),
            ending=_count(_ending(now), "seminar"),
        )
    )
    over = Q(state__in=STILL_TO_CLOSE, ends_at__lte=now)
    empty = Q(state=SeminarState.OPEN, closes_at__lte=now + SOON, taken__lt=F("min_seats"))
    crowded = Q(state__in=PUBLIC) & (Q(waiting__gt=0) | Q(asked__gt=0) | Q(ending__gt=0))
    pressing = mine.filter(over | (Q(starts_at__gt=now) & (empty | crowded)))
    return pressing.select_related("course").order_by("starts_at", "pk")


def _ending(now):
    held = Enrolment.objects.filter(state=EnrolmentState.HELD)
    return held.filter(held_until__gt=now, held_until__lte=now + ENDING)


def _count(rows, seminar):
    """How many of `rows` belong to the seminar of the outer query."""
    counted = rows.filter(**{seminar: OuterRef("pk")}).order_by().values(seminar)
    number = counted.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _todo(seminar, what, url, count=1):
    return Todo(f"{seminar.number} {seminar.course.title}", what, url, count)


def _page(name, seminar):
    return reverse(f"desk_seminars:{name}", args=[seminar.pk])


def cockpit(seminar):
    return _page("cockpit", seminar)


def roster(seminar, shown):
    """The people of one list of the seminar."""
    return f"{_page('roster', seminar)}?shown={shown}"


def _lacks_people(seminar, now):
    """Before a selection is committed, those who apply count as people."""
    people = seminar.taken
    if seminar.allocation == Allocation.SELECTION:
        people += seminar.waiting
    return (
        seminar.state == SeminarState.OPEN
        and seminar.closes_at <= now + SOON
        and people < seminar.min_seats
    )


def _wants_a_decision(seminar, now):
    free = seminar.free or seminar.allocation == Allocation.SELECTION
    return bool(seminar.waiting and free and seminar.closes_at <= now)


def _asked(seminar):
    text = ngettext(
        "One enrolment waits for your approval.",
        "%(count)s enrolments wait for your approval.",
        seminar.asked,
    )
    return text % {"count": seminar.asked}


def _expiring(seminar):
    text = ngettext(
        "One held seat expires within two days.",
        "%(count)s held seats expire within two days.",
        seminar.ending,
    )
    return text % {"count": seminar.ending}


def _too_few(seminar):
    closes = date_format(timezone.localtime(seminar.closes_at), "SHORT_DATE_FORMAT")
    text = _("%(taken)s of at least %(least)s seats are taken; enrolment closes on %(day)s.")
    return text % {"taken": seminar.taken, "least": seminar.min_seats, "day": closes}


def _unknown(seminar):
    text = ngettext(
        "It is over. Attendance of one person is missing.",
        "It is over. Attendance of %(count)s persons is missing.",
        seminar.unknown,
    )
    return text % {"count": seminar.unknown}


def _undecided(seminar):
    facts = {"count": seminar.waiting, "free": seminar.free}
    if seminar.allocation == Allocation.SELECTION:
        text = _("The selection is due: %(count)s applications.")
        return text % facts, _page("selection", seminar)
    text = _("Enrolment has closed: %(free)s seats are free, %(count)s waiting. Decide who.")
    return text % facts, roster(seminar, "queue")


def _queue(seminar):
    facts = {"count": seminar.waiting}
    if seminar.allocation == Allocation.SELECTION:
        text = ngettext(
            "One application so far.", "%(count)s applications so far.", seminar.waiting
        )
        return text % facts, _page("selection", seminar)
    text = ngettext(
        "One person is waiting for a seat.",
        "%(count)s persons are waiting for a seat.",
        seminar.waiting,
    )
    return text % facts, roster(seminar, "queue")
