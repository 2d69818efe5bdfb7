"""Planning from what was: one seminar again, or a whole year, on new dates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Engagement, Seminar, Session
from courses.rules import (
    first_start,
    holidays_among,
    later,
    warnings_of_engagement,
    warnings_of_holidays,
    warnings_of_rooms,
    years_later,
)
from courses.services.contingents import Promise, set_contingents
from courses.services.engaging import engage
from courses.services.hats import works_for_office_of
from courses.services.numbers import next_number
from courses.services.occupancy import rooms_taken, speakers_elsewhere
from courses.services.seminars import plan
from courses.states import SeminarState
from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from organisations.models import User

WINDOW = ("opens_at", "closes_at")
COPIED = (
    "course",
    "central_office",
    "place",
    "venue",
    "land",
    "online_link",
    "min_seats",
    "capacity",
    "fee",
    "cancellation_policy",
    "allocation",
    "approval_policy",
    "approval_hours",
    "offers",
    "offer_hours",
    "provider_limit",
)


@dataclass
class Copy:
    """What a copy will be: nothing is written yet. `source` comes from `to_be_copied`."""

    source: Seminar
    by: timedelta  # whole days
    sessions: list[Session] = field(default_factory=list)
    rooms_lost: list = field(default_factory=list)
    engaged: list[tuple[Engagement, list[int]]] = field(default_factory=list)
    speakers_lost: dict = field(default_factory=dict)
    twins: list[Seminar] = field(default_factory=list)

    @property
    def starts_at(self) -> datetime:
        return self.sessions[0].starts_at

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def sources(self) -> list[Session]:
        return list(self.source.sessions.all())

    @cached_property
    def warnings(self) -> list[str]:
        """What the office should look at, worst first; what holds for several days is said once."""
        found = [*self._lost(), *self._twins(), *self._of_dates(), *self._of_people()]
        return list(dict.fromkeys(found))

    def _lost(self):
        for _session, other in self.rooms_lost:
            yield _("Without a room: “%(room)s” is taken by %(other)s.") % {
                "room": other.venue_room,
                "other": other.seminar,
            }
        for (speaker, _seminar), other in self.speakers_lost.items():
            yield _("Without %(speaker)s, who teaches in %(other)s then.") % {
                "speaker": speaker,
                "other": other.seminar,
            }

    def _twins(self):
        for twin in self.twins:
            yield _("The course takes place then already: %(number)s.") % {"number": twin.number}

    def _of_dates(self):
        land = self.source.land.short if self.source.land else None
        days = [session.starts_at for session in self.sessions]
        yield from warnings_of_holidays(holidays_among(days, land))
        yield from warnings_of_rooms(seminar=self.source, sessions=self.sessions)

    def _of_people(self):
        last = max(session.ends_at for session in self.sessions)
        for engagement, _parts in self.engaged:
            yield from warnings_of_engagement(
                speaker=engagement.speaker, seminar=self.source, last=last
            )


def to_be_copied(seminars: QuerySet[Seminar]) -> QuerySet[Seminar]:
    """With all a copy needs, so that more seminars cost no more queries."""
    sessions = Session.objects.select_related("venue_room").order_by("starts_at")
    engaged = Engagement.objects.select_related("speaker").order_by("pk")
    engaged = engaged.prefetch_related("parts", "speaker__documents")
    rows = seminars.select_related("course", "central_office", "land", "venue__land")
    return rows.prefetch_related(
        Prefetch("sessions", sessions),
        Prefetch("engagements", engaged),
        "contingents__organisation",
        "contingents__central_office",
    )


def preview(*, source: Seminar, first_day: date) -> Copy:
    """The copy that begins on `first_day`; all its days move by as many."""
    return preview_all([(source, first_day)])[0]


def preview_all(sources: Iterable[tuple[Seminar, date]]) -> list[Copy]:
    """The copies of all these, each from its first day on; more cost no more queries."""
    copies = [_moved(source, day) for source, day in sources]
    _look_after_rooms(copies)
    _look_after_speakers(copies)
    _look_for_twins(copies)
    return copies


def same_week(source: Seminar, *, years: int) -> date:
    """The first day on the same weekday in the same week so many years later."""
    return years_later(timezone.localdate(first_start(source)), years)


def _moved(source, first_day):
    start = first_start(source)
    if start is None:
        raise Refused(_("A seminar without sessions has no dates to copy."))
    made = Copy(source, first_day - timezone.localdate(start))
    made.sessions = [_later(session, made.by) for session in made.sources]
    return made


def _look_after_rooms(copies):
    """Note which rooms are taken, and leave them out."""
    owners = {id(session): made for made in copies for session in made.sessions}
    everything = [session for made in copies for session in made.sessions]
    for session, other in rooms_taken(sessions=everything, but=None):
        owners[id(session)].rooms_lost.append((session, other))
        session.venue_room, session.room = None, ""


def _look_after_speakers(copies):
    """Note in which of the new sessions each speaker is free, and what they miss."""
    plans = [
        (made, engagement, n, made.sessions[n])
        for made in copies
        for engagement in made.source.engagements.all()
        for n in _taught(engagement, made)
    ]
    lost = speakers_elsewhere(wanted=[(e.speaker, s) for _m, e, _n, s in plans], but=None)
    others = {(speaker.pk, id(session)): other for speaker, session, other in lost}
    free = {}
    for made, engagement, n, session in plans:
        if other := others.get((engagement.speaker_id, id(session))):
            made.speakers_lost[engagement.speaker, other.seminar_id] = other
        else:
            free.setdefault((id(made), engagement.pk), (made, engagement, []))[2].append(n)
    for made, engagement, numbers in free.values():
        made.engaged.append((engagement, numbers))


def _taught(engagement, made):
    taught = {part.session_id for part in engagement.parts.all()}
    return [n for n, session in enumerate(made.sources) if session.pk in taught]


def _look_for_twins(copies):
    courses = [made.source.course_id for made in copies]
    others = Seminar.objects.filter(course__in=courses).with_dates().exclude(starts_at=None)
    others = others.exclude(state=SeminarState.CALLED_OFF).order_by("pk")
    for other in others:
        for made in copies:
            if _is_twin(made, other):
                made.twins.append(other)


def _is_twin(made, other):
    mine = (made.source.course_id, made.source.central_office_id, made.first_day)
    day = timezone.localdate(other.starts_at)
    return mine == (other.course_id, other.central_office_id, day)


@transacted
def copy(*, source: Seminar, first_day: date, by: User, now: datetime) -> Seminar:
    """Plan `source` once more from `first_day` on, with whatever of rooms and speakers is free."""
    if not works_for_office_of(by, source):
        raise PermissionDenied
    source = to_be_copied(Seminar.objects.filter(pk=source.pk)).get()
    made = preview(source=source, first_day=first_day)
    if made.by == timedelta(0):
        raise Refused(_("The copy would take place at the same time. Choose another day."))
    seminar = Seminar(**{name: getattr(source, name) for name in COPIED})
    seminar.number = next_number(course=source.course, year=made.first_day.year)
    for name in WINDOW:
        setattr(seminar, name, later(getattr(source, name), made.by))
    plan(seminar=seminar, sessions=made.sessions, by=by, now=now)
    _promise(source, seminar, made.by, by=by, now=now)
    _engage(made, seminar, by=by, now=now)
    return seminar


@transacted
def copy_all(*, sources: Iterable[tuple[Seminar, date]], by: User, now: datetime) -> list[Seminar]:
    """Plan all of these anew, each from its first day on; none when one is refused."""
    return [copy(source=source, first_day=day, by=by, now=now) for source, day in sources]


def _later(session, by):
    return Session(
        starts_at=later(session.starts_at, by),
        ends_at=later(session.ends_at, by),
        teaching_units=session.teaching_units,
        title=session.title,
        room=session.room,
        venue_room=session.venue_room,
    )


def _promise(source, seminar, shift, *, by, now):
    promises = [
        Promise(
            owner=contingent.owner,
            reserved=contingent.reserved,
            limit=contingent.limit,
            release_at=contingent.release_at and later(contingent.release_at, shift),
        )
        for contingent in source.contingents.all()
    ]
    if promises:
        set_contingents(seminar=seminar, promises=promises, by=by, now=now)


def _engage(made, seminar, *, by, now):
    sessions = list(seminar.sessions.order_by("starts_at"))
    for engagement, numbers in made.engaged:
        everything = engagement.whole and len(numbers) == len(sessions)
        parts = None if everything else [sessions[n] for n in numbers]
        engage(seminar=seminar, speaker=engagement.speaker, sessions=parts, by=by, now=now)
