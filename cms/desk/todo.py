"""What the office should do now, on the first page of the admin."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from cms.desk.approvals import steps_of
from cms.desk.undelivered import undelivered_to
from courses.models import CancellationFee, Enrolment, Seminar
from courses.states import PUBLIC, Allocation, EnrolmentState, SeminarState

SOON = timedelta(days=14)
ENDING = timedelta(days=2)
STILL_TO_CLOSE = [*PUBLIC, SeminarState.HELD]


@dataclass(frozen=True)
class Todo:
    """One thing to do, mostly for one seminar, and where."""

    seminar: Seminar | None
    what: str
    url: str

    @property
    def title(self):
        if self.seminar is None:
            return _("Cancellation fees")
        return f"{self.seminar.number} {self.seminar.course.title}"


def todos(*, user, now):
    """First what is over and not closed, then what has a deadline, then who waits, then fees."""
    seminars = list(_pressing(user, now))
    coming = [seminar for seminar in seminars if seminar.starts_at > now]
    return [
        *(_to_close(seminar) for seminar in seminars if seminar.ends_at <= now),
        *(_to_approve(seminar) for seminar in coming if seminar.asked),
        *(_to_watch(seminar) for seminar in coming if seminar.ending),
        *(_to_fill(seminar) for seminar in coming if _lacks_people(seminar, now)),
        *(_to_relieve(seminar, now) for seminar in coming if seminar.waiting),
        *_to_collect(user),
    ]


def _pressing(user, now):
    """The office's seminars that need something, in one query."""
    mine = Seminar.objects.organised_by(user).with_seats().with_dates()
    mine = mine.annotate(
        unknown=_count(Enrolment.objects.without_result(), "seminar"),
        asked=_count(steps_of(user), "enrolment__seminar"),
        ending=_count(_ending(now), "seminar"),
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


def _to_close(seminar):
    if not seminar.unknown:
        return Todo(seminar, _("It is over and nothing is missing: close it."), _cockpit(seminar))
    text = ngettext(
        "It is over. Attendance of one person is missing.",
        "It is over. Attendance of %(count)s persons is missing.",
        seminar.unknown,
    )
    url = reverse("desk_seminars:attendance", args=[seminar.pk])
    return Todo(seminar, text % {"count": seminar.unknown}, url)


def _to_fill(seminar):
    closes = date_format(timezone.localtime(seminar.closes_at), "SHORT_DATE_FORMAT")
    text = _("%(taken)s of at least %(least)s seats are taken; enrolment closes on %(day)s.")
    facts = {"taken": seminar.taken, "least": seminar.min_seats, "day": closes}
    return Todo(seminar, text % facts, _cockpit(seminar))


def _to_approve(seminar):
    text = ngettext(
        "One enrolment waits for your approval.",
        "%(count)s enrolments wait for your approval.",
        seminar.asked,
    )
    return Todo(seminar, text % {"count": seminar.asked}, reverse("desk_seminars:approvals"))


def _to_watch(seminar):
    text = ngettext(
        "One held seat expires within two days.",
        "%(count)s held seats expire within two days.",
        seminar.ending,
    )
    return Todo(seminar, text % {"count": seminar.ending}, f"{_cockpit(seminar)}#held")


def _to_relieve(seminar, now):
    """Who waits; after enrolment has closed the office decides."""
    facts = {"count": seminar.waiting, "free": seminar.free}
    if seminar.allocation == Allocation.SELECTION:
        url = reverse("desk_seminars:selection", args=[seminar.pk])
        return Todo(seminar, _applications(seminar, now) % facts, url)
    if seminar.closes_at <= now and seminar.free:
        text = _("Enrolment has closed: %(free)s seats are free, %(count)s waiting. Decide who.")
    else:
        text = ngettext(
            "One person is waiting for a seat.",
            "%(count)s persons are waiting for a seat.",
            seminar.waiting,
        )
    return Todo(seminar, text % facts, f"{_cockpit(seminar)}#queue")


def _applications(seminar, now):
    if seminar.closes_at <= now:
        return _("The selection is due: %(count)s applications.")
    return ngettext("One application so far.", "%(count)s applications so far.", seminar.waiting)


def _to_collect(user):
    due = CancellationFee.objects.of_offices_of(user).due()
    found = due.aggregate(count=Count("pk"), amount=Sum("amount"))
    text = ngettext(
        "One fee is due, %(amount)s €.", "%(count)s fees are due, %(amount)s €.", found["count"]
    )
    if found["count"]:
        facts = {"count": found["count"], "amount": localize(found["amount"])}
        yield Todo(None, text % facts, reverse("desk_seminars:fees"))


def _cockpit(seminar):
    return reverse("desk_seminars:cockpit", args=[seminar.pk])


class TodoPanel(Component):
    """Rendered for those who work for an office."""

    name = "todo"
    template_name = "cms/desk/todo.html"
    order = 50

    class Media:
        css = {"all": ["css/desk.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        undelivered = undelivered_to(user).count()
        return {"todos": todos(user=user, now=timezone.now()), "undelivered": undelivered}
