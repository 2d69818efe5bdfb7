"""The list participants sign: what stands on it, and what the office's funder wants to see."""

from datetime import datetime

from babel.dates import format_date
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from courses import pdf
from courses.models import Seminar, Session
from courses.rules import names_of_speakers
from fortbildung.shared.transactions import transacted
from organisations.models import CentralOffice
from organisations.states import EmploymentFunction, SheetTemplate

SIDE_BY_SIDE = 4  # sessions that fit onto one page
EMPTY_ROWS = 3  # for whoever comes unexpectedly
FUNCTIONS = {
    EmploymentFunction.COUNSELLOR: "Beratungskraft",
    EmploymentFunction.MANAGER: "Leitung",
    EmploymentFunction.ADMINISTRATION: "Verwaltung",
    EmploymentFunction.OTHER: "andere",
}


def sheet(*, seminar: Seminar, session: Session | None = None, now: datetime) -> bytes:
    """The PDF for one session, or for the whole seminar with a column per session."""
    sessions = list(seminar.sessions.order_by("starts_at"))
    numbers = {each.pk: number for number, each in enumerate(sessions, start=1)}
    wanted = [each for each in sessions if session in (None, each)]
    chunks = [wanted[at : at + SIDE_BY_SIDE] for at in range(0, len(wanted), SIDE_BY_SIDE)]
    facts = {
        "template": seminar.sheet,
        "office": seminar.central_office.name,
        "number": seminar.number,
        "course": seminar.course.title,
        "place": seminar.place,
        "speakers": names_of_speakers(seminar),
        "people": list(_people(seminar)),
        "parts": [_part(seminar, chunk, numbers, whole=session is None) for chunk in chunks],
    }
    return pdf.render(facts, at=now)


def _people(seminar):
    """Everybody with a confirmed seat by name, then some empty lines."""
    people = seminar.enrolments.taking_part().select_related(
        "person", "organisation", "provider", "land", "employment"
    )
    everybody = people.order_by("person__last_name__unaccent", "person__first_name__unaccent", "pk")
    number = 0
    for number, enrolment in enumerate(everybody, start=1):
        yield {
            "number": f"{number}",
            "name": f"{enrolment.person.last_name}, {enrolment.person.first_name}",
            "function": FUNCTIONS.get(enrolment.function, ""),
            "site": _site(enrolment),
            "land": enrolment.land.short,
            "kind": _kind(enrolment.employment),
        }
    for empty in range(number + 1, number + 1 + EMPTY_ROWS):
        nothing = dict.fromkeys(["name", "function", "site", "land", "kind"], "")
        yield {"number": f"{empty}", **nothing}


def _site(enrolment):
    """The site and its provider; the provider alone for whoever works there directly."""
    if enrolment.organisation_id == enrolment.provider_id:
        return enrolment.provider.name
    return f"{enrolment.organisation.name} / {enrolment.provider.name}"


def _kind(employment):
    """E for volunteers, H for whoever is paid; unknown once the employment is gone."""
    if employment is None:
        return ""
    return "E" if employment.volunteer else "H"


def _part(seminar, sessions, numbers, *, whole):
    """What is printed together: sessions side by side, and how the paper is found again."""
    rooms = {session.room for session in sessions if session.room}
    told = [_when(session) for session in sessions]
    first, last = numbers[sessions[0].pk], numbers[sessions[-1].pk]
    which = f"Termin {first}" if first == last else f"Termine {first}–{last}"
    address = settings.SITE_URL + reverse("courses:attendance", args=[seminar.number])
    return {
        "when": told[0]["full"] if len(told) == 1 else f"{told[0]['day']} – {told[-1]['day']}",
        "place": ", ".join([seminar.place, *sorted(rooms)]),
        "code": f"{seminar.number} / {which}",
        "address": address if whole else f"{address}?termin={sessions[0].pk}",
        "sessions": told,
    }


def _when(session):
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = format_date(starts, "EEE, dd.MM.y", locale="de")
    time = f"{starts:%H:%M}–{ends:%H:%M}"
    title = f" – {session.title}" if session.title else ""
    return {"day": day, "time": time, "full": f"{day}, {time} Uhr{title}"}


@transacted
def choose_template(*, seminar: Seminar, template: str, also_of_office: bool) -> None:
    """Use `template` (empty: the office's) for the seminar, and for the office if wished."""
    Seminar.objects.filter(pk=seminar.pk).update(sheet_template=template)
    if also_of_office and template in SheetTemplate.values:
        offices = CentralOffice.objects.filter(pk=seminar.central_office_id)
        offices.update(sheet_template=template)
