"""Demand: who would like to attend a course, and who waits for a seat: what to plan next."""

from django import forms
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Enrolment, Interest, Seminar
from courses.states import PUBLIC, EnrolmentState
from fortbildung.shared.steps import step
from organisations.models import Programme
from reports.figures import definitions
from reports.figures.answers import Answer, Note, PictureKind
from reports.figures.counting import others_in
from reports.figures.dimensions import BY_NAME
from reports.figures.grid import bases_of
from reports.figures.listing import Listing
from reports.figures.measures import DEMAND, Measure
from reports.questions.forms import ReportForm, in_words

INTERESTED, WAITING = "interested", "waiting"
DIMENSIONS = {name: BY_NAME[name] for name in ("course", "association", "state", "provider")}
WANTED = (
    Measure(
        "wanted",
        gettext_lazy("Demand"),
        gettext_lazy("Interested and waiting together. Who does both counts twice."),
        DEMAND,
    ),
    Measure(
        INTERESTED,
        gettext_lazy("Interested"),
        gettext_lazy(
            "People who have registered their interest in a course without a date that suits"
            " them, and have not withdrawn it."
        ),
        DEMAND,
    ),
    Measure(
        WAITING,
        gettext_lazy("Waiting"),
        gettext_lazy("Enrolments on the waiting list of seminars that are still to begin."),
        DEMAND,
    ),
)
PLANNED = (
    Measure(
        "dates",
        gettext_lazy("Dates planned"),
        gettext_lazy("Seminars of the course that are published and still to begin."),
        "",
    ),
    Measure(
        "free",
        gettext_lazy("Free seats"),
        gettext_lazy("Seats of these that are not taken and kept for nobody."),
        "",
    ),
)


class DemandForm(ReportForm):
    """As of today: by what rows are told apart, and of which programme’s people."""

    narrowing = ("programme",)

    by = forms.TypedChoiceField(
        label=gettext_lazy("Figures"),
        choices=[(name, each.per) for name, each in DIMENSIONS.items()],
        coerce=DIMENSIONS.get,
    )
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("code"),
        label=gettext_lazy("Programme"),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("all programmes"),
    )

    def usual(self):
        return {"by": "course"}

    def address_of(self, choice):
        return super().address_of(choice | {"by": choice["by"].name})


def ask(reach, choice, now):
    """Of everybody one answers for; an office and the coordination plan for all."""
    by = choice["by"]
    counter = _Demand(reach, choice, now)
    listing = Listing(counter.by(by), counter.total(by), words=by, measures=counter.measures(by))
    title = _("Demand")
    return Answer(
        report="demand",
        title=title,
        subtitle=str(by.per),
        file_name=definitions.file_name(title, by.per, choice["programme"]),
        as_of=now,
        columns=listing.columns,
        rows=listing.rows(),
        total=listing.total,
        headlines=listing.headlines("wanted", INTERESTED, WAITING),
        pictures=(listing.picture(title, INTERESTED, WAITING, kind=PictureKind.STACKED),),
        asked=tuple(_asked(reach, choice, now)),
        remarks=listing.remarks,
        definitions=(*listing.notes, *definitions.of_small_figures(reach)),
    )


def steps(_reach, choice, _now):
    """Interest and queues, by groups and in all; of courses the plans, too."""
    by_course = choice["by"].name == "course"
    measures = (*WANTED, *PLANNED) if by_course else WANTED
    return (6 if by_course else 4) + len(bases_of(measures))


def _asked(reach, choice, now):
    if choice["programme"]:
        yield in_words(DemandForm.base_fields["programme"], choice["programme"])
    yield Note(_("Whose figures"), _("all associations") if reach.beyond_a_team else str(reach))
    yield definitions.as_of(now)


class _Demand:
    """Interest and queues, counted by the same dimension."""

    def __init__(self, reach, choice, now):
        self.reach, self.now = reach, now
        queues = Enrolment.objects.of_people().filter(
            state=EnrolmentState.WAITING,
            seminar__state__in=PUBLIC,
            seminar__span__starts_at__gt=now,
        )
        self.sources = {
            INTERESTED: self._within(Interest.objects.live(), choice),
            WAITING: self._within(queues, choice),
        }

    def _within(self, rows, choice):
        if choice["programme"]:
            rows = rows.filter(programme=choice["programme"])
        return rows if self.reach.beyond_a_team else rows.filter(self.reach.own_people())

    def measures(self, by):
        return (*WANTED, *PLANNED) if by.name == "course" else WANTED

    def by(self, dimension):
        figures = {}
        for name, rows in self.sources.items():
            grouped = rows.order_by().values(key=self._key(dimension, name))
            for row in grouped.annotate(**self._wanted(name)):
                figures.setdefault(row.pop("key"), {}).update(row)
            step()
        if dimension.name == "course":
            self._add_plans(figures)
        return {key: self._summed(row) for key, row in figures.items()}

    def total(self, dimension):
        found = {}
        for name, rows in self.sources.items():
            found |= rows.aggregate(**self._wanted(name))
            step()
        if dimension.name == "course":
            keys = {pk for rows in self._courses() for pk in rows}
            found |= self._plans(keys).aggregate(**self._planned())
            step()
        return self._summed(found)

    def _key(self, dimension, name):
        interest_in_course = dimension.name == "course" and name == INTERESTED
        return F("course") if interest_in_course else dimension.key()

    def _wanted(self, name):
        others = ~self.reach.own_people() if self.reach.answers_for_people else None
        persons = Count("person", filter=others, distinct=True)
        return {name: Count("pk"), others_in(name): persons}

    def _summed(self, row):
        names = (INTERESTED, WAITING)
        nothing = dict.fromkeys((*names, *map(others_in, names), "dates", "free"), 0)
        full = nothing | row
        full["wanted"] = sum(full[name] for name in names)
        return full

    def _courses(self):
        yield self.sources[INTERESTED].values_list("course", flat=True)
        yield self.sources[WAITING].values_list("seminar__course", flat=True)

    def _plans(self, courses):
        coming = Seminar.objects.filter(state__in=PUBLIC, span__starts_at__gt=self.now)
        return coming.filter(course__in=courses)

    def _planned(self):
        free = Greatest(F("capacity") - F("seats__taken") - F("seats__kept"), 0)
        return {"dates": Count("pk"), "free": Coalesce(Sum(free), 0)}

    def _add_plans(self, figures):
        plans = self._plans(figures).order_by().values(key=F("course"))
        for row in plans.annotate(**self._planned()):
            figures[row.pop("key")].update(row)
        step()
