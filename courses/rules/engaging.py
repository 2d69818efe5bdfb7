"""What speaks against a speaker or a room, and what the office should think of."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.kinds import Contract, StatusCheck
from courses.rules.times import in_words
from courses.states import PUBLIC, SeminarState

# § 127 SGB IV: until then teachers count as self-employed when both sides want it so.
# The only place that knows this day.
TRANSITION_ENDS = date(2026, 12, 31)


def names_of_speakers(seminar):
    """Who teaches, as text for people; see `with_speakers`."""
    names = [engagement.speaker.name for engagement in seminar.engagements.all()]
    return " und ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def shows_participants(*, seminar):
    """Whether speakers need the names: from publishing until the seminar is settled."""
    return seminar.state in [*PUBLIC, SeminarState.HELD]


def reason_room_is_taken(taken):
    """`taken` is the session of the other seminar, which is told with number and title only."""
    return _(
        "The room “%(room)s” is taken on %(day)s, %(begin)s to %(end)s, by the seminar "
        "%(other)s. Choose another room or another time."
    ) % {"room": taken.venue_room, **_when(taken), "other": taken.seminar}


def reason_speaker_teaches(speaker, taken):
    """`taken` is the session of the other seminar, which is told with number and title only.

    What another office only plans is its own affair: then no more than that it is another's.
    """
    facts = {"speaker": speaker, **_when(taken), "other": taken.seminar}
    theirs = taken.seminar.central_office_id != speaker.central_office_id
    if theirs and taken.seminar.state == SeminarState.PLANNED:
        text = _(
            "%(speaker)s teaches on %(day)s, %(begin)s to %(end)s, for another central office. "
            "Choose somebody else or another time, or say why it is possible all the same."
        )
    else:
        text = _(
            "%(speaker)s teaches on %(day)s, %(begin)s to %(end)s, in the seminar %(other)s. "
            "Choose somebody else or another time, or say why it is possible all the same."
        )
    return text % facts


def _when(session):
    begin = in_words(session.starts_at)
    return {
        "day": begin["day"],
        "begin": begin["time"],
        "end": in_words(session.ends_at)["time"],
    }


def warnings_of_contract(*, speaker, last_day):
    """What is missing for a fee contract that reaches until `last_day`."""
    if speaker.contract != Contract.FEE or last_day is None:
        return
    if speaker.status_check == StatusCheck.EMPLOYED:
        yield _(
            "%(speaker)s is subject to social insurance after the status check: a fee contract is "
            "not possible."
        ) % {"speaker": speaker}
    elif speaker.status_check == StatusCheck.NONE and last_day > TRANSITION_ENDS:
        yield _(
            "%(speaker)s has no status check, and the transition of § 127 SGB IV ends on %(day)s: "
            "have it done, or agree on another contract."
        ) % {"speaker": speaker, "day": date_format(TRANSITION_ENDS)}
    elif speaker.status_check == StatusCheck.NONE and speaker.consented_on is None:
        yield _(
            "The written consent of %(speaker)s to be self-employed is missing; the transition of "
            "§ 127 SGB IV asks for it."
        ) % {"speaker": speaker}


def warnings_of_documents(*, speaker, last_day):
    """Documents that are no longer valid when the seminar takes place; needs them prefetched.

    Of several with the same title only the one that is valid longest counts.
    """
    newest = {}
    for document in sorted(speaker.documents.all(), key=_validity):
        newest[document.title] = document
    for document in newest.values():
        if last_day and document.valid_until and document.valid_until < last_day:
            yield _("“%(title)s” of %(speaker)s is valid only until %(day)s.") % {
                "title": document.title,
                "speaker": speaker,
                "day": date_format(document.valid_until),
            }


def _validity(document):
    return document.valid_until or date.max, document.pk


def warnings_of_engagement(*, speaker, seminar, last):
    """All the office should think of when `speaker` teaches in `seminar` until `last`."""
    last_day = last and timezone.localdate(last)
    yield from warnings_of_contract(speaker=speaker, last_day=last_day)
    yield from warnings_of_documents(speaker=speaker, last_day=last_day)
    if not speaker.teaches(seminar.course.delivery_mode):
        yield _("%(speaker)s teaches %(mode)s; the course is %(course_mode)s.") % {
            "speaker": speaker,
            "mode": speaker.get_mode_display(),
            "course_mode": seminar.course.get_delivery_mode_display(),
        }


def warnings_of_rooms(*, seminar, sessions):
    """Rooms that are smaller than the seminar, or elsewhere."""
    rooms = {session.venue_room for session in sessions if session.venue_room}
    for room in sorted(rooms, key=str):
        if seminar.venue_id and room.venue_id != seminar.venue_id:
            yield _("The room “%(room)s” is not in the venue of the seminar.") % {"room": room}
        if room.capacity < seminar.capacity:
            yield _(
                "The room “%(room)s” takes %(capacity)s persons; %(seats)s seats are offered."
            ) % {
                "room": room,
                "capacity": room.capacity,
                "seats": seminar.capacity,
            }


def warnings_of_holidays(found):
    """One sentence per public holiday of `holidays_among`."""
    for day, name in found:
        yield _("%(day)s is a public holiday: %(name)s.") % {
            "day": date_format(day, "D, j. N Y"),
            "name": name,
        }
