"""Utilisation: which seats were used, which were kept and for whom, which were given up late."""

from dataclasses import replace

from django.db.models import Count, F, IntegerField, Q, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.kinds import SeatEventKind
from courses.models import Contingent, Enrolment, SeatEvent
from fortbildung.shared.steps import step
from fortbildung.shared.tables_out import Kind
from reports.figures import definitions
from reports.figures.answers import Answer, PictureKind
from reports.figures.counting import others_in
from reports.figures.grid import bases_of
from reports.figures.listing import Listing, share
from reports.figures.measures import BY_NAME, LATE, Measure, cancelled_late
from reports.questions.seminar_form import asked_notes, chosen_seminars

LATE_CANCELLATIONS = replace(BY_NAME["late_cancellations"], base=LATE)
MEASURES = (
    Measure(
        "seats_offered",
        gettext_lazy("Seats"),
        gettext_lazy("Seats of all seminars that were published and not called off."),
        "",
    ),
    Measure(
        "seminars",
        gettext_lazy("Seminars"),
        gettext_lazy("Seminars that were published and not called off."),
        "",
    ),
    Measure(
        "taken",
        gettext_lazy("Seats taken"),
        gettext_lazy("Seats somebody has or had at the end, whether they came or not."),
        "",
        short=gettext_lazy("taken"),
    ),
    Measure(
        "utilisation",
        gettext_lazy("Utilisation"),
        gettext_lazy("Seats taken, in percent of all seats."),
        "",
        Kind.SHARE,
    ),
    Measure(
        "seats_reserved",
        gettext_lazy("Reserved seats"),
        gettext_lazy("Seats guaranteed to a part of the organisations by seat contingents."),
        "",
        short=gettext_lazy("reserved"),
    ),
    Measure(
        "reserved_used",
        gettext_lazy("Reserved seats used"),
        gettext_lazy("Reserved seats taken by people the seat contingent is for."),
        "",
        short=gettext_lazy("of these used"),
    ),
    Measure(
        "released",
        gettext_lazy("Reserved seats released"),
        gettext_lazy("Reserved seats nobody had claimed when they were released for all."),
        "",
        short=gettext_lazy("released"),
    ),
    Measure(
        "given_away",
        gettext_lazy("Reserved seats given away"),
        gettext_lazy("Reserved seats that one organisation has handed to another."),
        "",
        short=gettext_lazy("given away"),
    ),
    LATE_CANCELLATIONS,
)


def ask(reach, choice, now):
    """Per office, course, mode or month."""
    by, seminars = choice["by"], chosen_seminars(reach, choice)
    listing = Listing(
        _counted(seminars, reach, by),
        _counted(seminars, reach, None)[None],
        words=by.words,
        measures=MEASURES,
    )
    kind = PictureKind.LINES if by.words.is_time else PictureKind.BARS
    picture = f"{_('Utilisation')} {by.words.per}"
    title = _("Utilisation %(year)s") % {"year": choice["year"]}
    return Answer(
        report="utilisation",
        title=title,
        subtitle=str(by.words.per),
        file_name=definitions.file_name(title, by.words.per, choice["office"]),
        as_of=now,
        columns=listing.columns,
        rows=listing.rows(),
        total=listing.total,
        pictures=(listing.picture(picture, "utilisation", kind=kind),),
        headlines=listing.headlines("seminars", "seats_offered", "taken", "utilisation"),
        asked=tuple(asked_notes(reach, choice, now)),
        remarks=listing.remarks,
        definitions=(*listing.notes, definitions.of_time(), *definitions.of_small_figures(reach)),
    )


def steps(_reach, _choice, _now):
    """Four things are counted, by groups and in all; then small figures are hidden."""
    return 8 + len(bases_of(MEASURES))


def _counted(seminars, reach, by):
    """Key of the group → its figures; one group with the key None where none is told apart."""
    nothing = {measure.name: 0 for measure in MEASURES} | {others_in(LATE): 0}
    figures = {} if by else {None: dict(nothing)}
    for rows, way, wanted in _questions(seminars, reach):
        if by:
            found = list(rows.order_by().values(key=by.key(way)).annotate(**wanted))
        else:
            found = [rows.aggregate(**wanted)]
        step()
        for row in found:
            figures.setdefault(row.pop("key", None), dict(nothing)).update(row)
    for row in figures.values():
        row["utilisation"] = share(row["taken"], row["seats_offered"])
    return figures


def _questions(seminars, reach):
    """What is counted, the way from there to the seminar, and how."""
    within = {"seminar__in": seminars}
    yield (
        seminars,
        "",
        {"seminars": Count("pk"), "seats_offered": Sum("capacity"), "taken": Sum("seats__taken")},
    )
    claimed = Least("used", "reserved")
    yield (
        Contingent.objects.filter(**within),
        "seminar__",
        {
            "seats_reserved": _summed("reserved"),
            "reserved_used": _summed(claimed),
            "released": _summed(
                Greatest(F("reserved") - F("used"), 0), Q(released_at__isnull=False)
            ),
        },
    )
    lowered = _number("before") - _number("after")
    given = SeatEvent.objects.filter(kind=SeatEventKind.GIVEN, **within)
    yield given, "seminar__", {"given_away": _summed(lowered)}
    late = Enrolment.objects.of_people().filter(cancelled_late(), **within)
    others = ~reach.own_people() if reach.answers_for_people else None
    yield (
        late,
        "seminar__",
        {
            "late_cancellations": Count("pk"),
            others_in(LATE): Count("person", filter=others, distinct=True),
        },
    )


def _summed(what, condition=None):
    return Coalesce(Sum(what, filter=condition), 0)


def _number(side):
    return Cast(KeyTextTransform("reserved", side), IntegerField())
