"""What happened to a seminar as a whole, in words."""

from datetime import datetime

from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.kinds import SeatEventKind
from courses.models import Seminar
from courses.rules import in_words


def told(event):
    """The event as a sentence, without its date, reason and who did it."""
    facts = {"whom": event.whom, **_old_and_new(event)}
    return SENTENCES[event.kind](event, facts)


def _old_and_new(event):
    old = {f"old_{name}": fact for name, fact in event.before.items()}
    return old | {f"new_{name}": fact for name, fact in event.after.items()}


def _capacity(_event, facts):
    return _("Seats: %(old_capacity)s → %(new_capacity)s; %(new_taken)s were taken.") % facts


def _contingent(event, facts):
    if not event.before:
        return _("%(whom)s: new seat contingent, %(numbers)s.") % {
            "numbers": _numbers(event.after),
            **facts,
        }
    if not event.after:
        return _("%(whom)s: the seat contingent was removed (%(numbers)s).") % {
            "numbers": _numbers(event.before),
            **facts,
        }
    return _("%(whom)s: seat contingent changed, from %(before)s to %(after)s.") % {
        "before": _numbers(event.before),
        "after": _numbers(event.after),
        **facts,
    }


def _released(_event, facts):
    return _("%(whom)s: %(old_reserved)s reserved seats were released on their day.") % facts


def _moved(text):
    def sentence(event, facts):
        before, after = event.before.get("reserved", 0), event.after.get("reserved", 0)
        return text() % {"seats": abs(after - before), "now": after, **facts}

    return sentence


def _selection(_event, facts):
    text = _("Selection committed: %(new_selected)s of %(new_applications)s applications.")
    return text % facts


def _numbers(numbers):
    """“3 reserved, at most 5, released on 1 March 2027”."""
    parts = [_("%(seats)s reserved") % {"seats": numbers.get("reserved", 0)}]
    if numbers.get("limit") is not None:
        parts.append(_("at most %(seats)s") % {"seats": numbers["limit"]})
    if release := numbers.get("release_at"):
        parts.append(_("released on %(day)s") % in_words(datetime.fromisoformat(release)))
    return ", ".join(parts)


def _terms(event, _facts):
    changes = (_changed(name, event.before.get(name), new) for name, new in event.after.items())
    return _("Changed: %(changes)s.") % {"changes": "; ".join(changes)}


def _changed(name, old, new):
    if name == "sessions" and not (old and new):
        text = _("new sessions %(times)s") if new else _("without the sessions %(times)s")
        return text % {"times": _times(new or old)}
    if name == "sessions":
        facts = {"what": _("sessions"), "old": _times(old), "new": _times(new)}
    else:
        field = Seminar._meta.get_field(name)  # noqa: SLF001
        facts = {"what": field.verbose_name, "old": _term(field, old), "new": _term(field, new)}
    return _("%(what)s from %(old)s to %(new)s") % facts


def _speaker(event, facts):
    if not event.after:
        return _("%(whom)s does not teach here any more.") % facts
    taught = {"sessions": _taught(event.after), **facts}
    if not event.before:
        return _("%(whom)s teaches here: %(sessions)s.") % taught
    return _("%(whom)s teaches here from now on: %(sessions)s.") % taught


def _taught(what):
    return _("all sessions") if what.get("whole") else _times(what["sessions"])


def _times(sessions):
    return "; ".join(_session(*facts) for facts in sessions) or "–"


def _session(start, end, room=""):
    day = date_format(_local(start), "DATE_FORMAT")
    when = f"{day}, {_local(start):%H:%M}–{_local(end):%H:%M}"
    return f"{when}, {room}" if room else when


def _term(field, value):
    """A term as JSON keeps it, for people."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, DateTimeField):
        return _moment(value)
    return str(dict(field.flatchoices).get(value, value))


def _moment(text):
    return _("%(day)s at %(time)s") % in_words(datetime.fromisoformat(text))


def _local(text):
    return timezone.localtime(datetime.fromisoformat(text))


SENTENCES = {
    SeatEventKind.CAPACITY: _capacity,
    SeatEventKind.CONTINGENT: _contingent,
    SeatEventKind.RELEASED: _released,
    SeatEventKind.HANDED_BACK: _moved(
        lambda: _("%(whom)s handed back %(seats)s seats; %(now)s stay reserved.")
    ),
    SeatEventKind.GIVEN: _moved(
        lambda: _("%(whom)s gave away %(seats)s seats; %(now)s stay reserved.")
    ),
    SeatEventKind.RECEIVED: _moved(
        lambda: _("%(whom)s received %(seats)s seats; %(now)s are reserved now.")
    ),
    SeatEventKind.SELECTION: _selection,
    SeatEventKind.CALLED_OFF: lambda _event, _facts: _("The seminar was called off."),
    SeatEventKind.REOPENED: lambda _event, _facts: _("The seminar was planned anew."),
    SeatEventKind.TERMS: _terms,
    SeatEventKind.PUBLISHED: lambda _event, _facts: _("The seminar was published."),
    SeatEventKind.GUARANTEED: lambda _event, _facts: _("It was promised: it takes place."),
    SeatEventKind.CLOSED: lambda _event, _facts: _("The seminar was closed."),
    SeatEventKind.SPEAKER: _speaker,
}
