"""What the office should do now, on the first page of the admin."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from cms.desk.undelivered import undelivered_to
from courses.models import Enrolment, Seminar
from courses.states import PUBLIC, SeminarState

SOON = timedelta(days=14)
STILL_TO_CLOSE = [*PUBLIC, SeminarState.HELD]


@dataclass(frozen=True)
class Todo:
    """One thing to do for one seminar, and where."""

    seminar: Seminar
    what: str
    url: str


def todos(*, user, now):
    """First what is over and not closed, then what may not take place, then who waits."""
    seminars = list(_pressing(user, now))
    coming = [seminar for seminar in seminars if seminar.starts_at > now]
    return [
        *(_to_close(seminar) for seminar in seminars if seminar.ends_at <= now),
        *(_to_fill(seminar) for seminar in coming if _lacks_people(seminar, now)),
        *(_to_relieve(seminar) for seminar in coming if seminar.waiting),
    ]


def _pressing(user, now):
    """The office's seminars that need something, in one query."""
    mine = Seminar.objects.organised_by(user).with_seats().with_dates()
    over = Q(state__in=STILL_TO_CLOSE, ends_at__lte=now)
    empty = Q(state=SeminarState.OPEN, closes_at__lte=now + SOON, taken__lt=F("min_seats"))
    crowded = Q(state__in=PUBLIC, waiting__gt=0)
    pressing = mine.filter(over | (Q(starts_at__gt=now) & (empty | crowded)))
    return (
        pressing.annotate(unknown=_without_result())
        .select_related("course")
        .order_by("starts_at", "pk")
    )


def _without_result():
    seats = Enrolment.objects.without_result().filter(seminar=OuterRef("pk")).order_by()
    counted = seats.values("seminar").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _lacks_people(seminar, now):
    return (
        seminar.state == SeminarState.OPEN
        and seminar.closes_at <= now + SOON
        and seminar.taken < seminar.min_seats
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


def _to_relieve(seminar):
    text = ngettext(
        "One person is waiting for a seat.",
        "%(count)s persons are waiting for a seat.",
        seminar.waiting,
    )
    return Todo(seminar, text % {"count": seminar.waiting}, f"{_cockpit(seminar)}#queue")


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
