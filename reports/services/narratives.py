"""The report in words (Sachbericht): drafted from the facts, written in versions.

The funder reads German, whoever works on it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.models import Seminar
from courses.rules import names_of_speakers
from fortbildung.shared.errors import Refused
from fortbildung.shared.transactions import transacted
from organisations.models import User
from reports.models import Narrative
from reports.rules.wording import money, number
from reports.services.dossier import Dossier
from reports.services.grants import refuse_strangers

PARTS = ("purpose", "held", "results", "deviations", "outlook")


def draft_of(dossier: Dossier) -> dict[str, str]:
    """What the house knows, part by part; what only the office knows is asked for in brackets."""
    with override("de"):
        return {
            "purpose": "\n\n".join(_purpose(dossier)),
            "held": "\n\n".join(_held(dossier)),
            "results": "\n\n".join(_results(dossier)),
            "deviations": "\n\n".join(_deviations(dossier)),
            "outlook": "[Bitte ergänzen: Was folgt daraus, was ist als Nächstes geplant?]",
        }


@transacted
def write(
    *,
    seminar: Seminar,
    parts: Mapping[str, str],
    finished: bool,
    based_on: int,
    by: User,
    now: datetime,
) -> Narrative:
    """Keep a new version after `based_on`. Raises Refused when somebody has written meanwhile."""
    refuse_strangers(seminar.central_office_id, by)
    Seminar.objects.select_for_update(no_key=True).get(pk=seminar.pk)
    last = seminar.narratives.order_by("-version").first()
    version = last.version if last else 0
    if version != based_on:
        raise Refused(
            _(
                "%(person)s has saved version %(version)s meanwhile. Copy your text, load the page "
                "anew and put both together."
            )
            % {"person": last.by, "version": version}
        )
    if finished and (left := [name for name in PARTS if "[Bitte" in parts[name]]):
        raise Refused(
            _("Something is still in brackets in: %(parts)s. Replace it, or save a draft.")
            % {"parts": ", ".join(str(_label(name)) for name in left)}
        )
    facts = {name: parts[name] for name in PARTS}
    return Narrative.objects.create(
        seminar=seminar, version=version + 1, finished=finished, by=by, at=now, **facts
    )


def _label(name):
    return Narrative._meta.get_field(name).verbose_name  # noqa: SLF001 – public by habit


def _purpose(dossier) -> Iterator[str]:
    course = dossier.seminar.course
    topics = ", ".join(course.topics.order_by("name").values_list("name", flat=True))
    yield f"Die Fortbildung „{course.title}“ gehört zum Themenfeld {topics}." if topics else ""
    yield "[Bitte ergänzen: Welcher Bedarf bestand, welche Ziele hatte die Fortbildung?]"


def _held(dossier) -> Iterator[str]:
    seminar, days = dossier.seminar, [timezone.localtime(s.starts_at) for s in dossier.sessions]
    units = number(sum(session.teaching_units for session in dossier.sessions))
    first, last = formatted(days[0], "j. F Y"), formatted(days[-1], "j. F Y")
    when = f"am {first}" if first == last else f"vom {first} bis {last}"
    yield (
        f"Die Fortbildung fand {when} mit {units} Unterrichtseinheiten statt; Ort: {seminar.place}."
    )
    if names := names_of_speakers(seminar):
        yield f"Referiert haben: {names}."
    yield (
        f"Es nahmen {len(dossier.participants)} Personen teil; das sind {number(dossier.days)} "
        "Teilnehmertage nach der Regel des Zuwendungsgebers."
    )
    yield from _from_where(dossier)


def _from_where(dossier):
    for name, text in (("land", "Nach Bundesländern"), ("function", "Nach Funktionen")):
        if counted := dossier.statistics[name].most_common():
            told = ", ".join(f"{key} {count}" for key, count in counted)
            yield f"{text}: {told}."


def _results(dossier) -> Iterator[str]:
    results = dossier.results
    if results is None or not results.results:
        yield "[Bitte ergänzen: Wurden die Ziele erreicht? Es liegt keine Auswertung vor.]"
        return
    yield f"{results.given} von {results.asked} Teilnehmenden haben eine Rückmeldung gegeben."
    averages = [
        f"„{result.question.text}“: {number(round(result.average, 1))} von 5"
        for result in results.results
        if result.average is not None
    ]
    if averages:
        yield "Im Mittel (5 ist die beste Bewertung): " + "; ".join(averages) + "."
    yield "[Bitte ergänzen: Wurden die Ziele erreicht?]"


def _deviations(dossier) -> Iterator[str]:
    account = dossier.account
    yield (
        f"Geplant waren Ausgaben von {money(account.planned)}, entstanden sind "
        f"{money(account.actual)} (Abweichung {money(account.deviation)})."
    )
    for line in account.lines:
        if line.deviation:
            yield (
                f"{line.kind.label}: geplant {money(line.planned)}, entstanden "
                f"{money(line.actual)}. [Bitte begründen.]"
            )
