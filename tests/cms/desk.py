"""What the tests of the desk share: people with access, and forms as a browser fills them."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from courses.models import Seminar
from courses.services.enrolments import enrol
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor


def to_the_admin(user):
    """Give somebody access to the admin, as their group would."""
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def url(name, *args):
    return reverse(f"desk_seminars:{name}", args=args)


def seminar_begun(days_ago=5, **fields):
    """Its first session began `days_ago` days ago; views read the clock, so this does too."""
    start = (timezone.now() - days_ago * A_DAY).replace(second=0, microsecond=0)
    window = {"opens_at": start - 60 * A_DAY, "closes_at": start - A_DAY}
    return SeminarFactory(days__start=start, **(window | fields))


def unsaved_seminar(course, **fields):
    """What somebody types into the empty form; the window lies around NOON."""
    window = {"opens_at": NOON - 30 * A_DAY, "closes_at": NOON + 20 * A_DAY}
    return Seminar(number="N-1", course=course, place="Kassel", capacity=12, **(window | fields))


def book(seminar, person=None):
    """Book, early enough for every seminar."""
    person = person or counsellor()
    now = seminar.opens_at + A_DAY
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def session_fields(number, session, **changes):
    """A row of the session table; `session` may be unsaved."""
    fields = {
        "id": session.pk or "",
        "starts_at": typed(session.starts_at),
        "ends_at": typed(session.ends_at),
        "teaching_units": session.teaching_units,
        "title": session.title,
        "room": session.room,
    }
    return {f"sessions-{number}-{field}": v for field, v in (fields | changes).items()}


def seminar_fields(seminar, rows=(), **changes):
    """The whole form of `seminar`; `rows` in place of its sessions as they are."""
    stored = Seminar.objects.filter(pk=seminar.pk).first()
    sessions = list(stored.sessions.order_by("pk")) if stored else []
    rows = list(rows) or [session_fields(n, session) for n, session in enumerate(sessions)]
    fields = {
        "number": seminar.number,
        "place": seminar.place,
        "capacity": seminar.capacity,
        "min_seats": seminar.min_seats,
        "opens_at": typed(seminar.opens_at),
        "closes_at": typed(seminar.closes_at),
        "fee": seminar.fee,
        "allocation": seminar.allocation,
        "approval_policy": seminar.approval_policy,
        "approval_hours": seminar.approval_hours,
        "offer_hours": seminar.offer_hours,
        "reason": "Wunsch des Hauses",
        "sessions-TOTAL_FORMS": len(rows),
        "sessions-INITIAL_FORMS": len(sessions),
    }
    for row in rows:
        fields |= row
    return fields | changes


def looked_at(desk, seminar, fields, query=""):
    """The page on which a bulk act is looked at first; it can be come back to."""
    return desk.get(desk.post(f"{url('bulk', seminar.pk)}?{query}", fields).url)


def text_of(response):
    """The page on one line."""
    return " ".join(response.content.decode().split())
