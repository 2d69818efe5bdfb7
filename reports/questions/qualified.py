"""Coverage: how far a requirement is met, per Land and provider, with what is planned."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.services.coverage import coverage, rounds_of
from certificates.services.standings import requirements_on
from fortbildung.shared.tables_out import Kind
from organisations.models import Employment
from reports.figures import definitions
from reports.figures.answers import HIDDEN, Answer, Column, Headline, Note, Row
from reports.figures.listing import share
from reports.figures.measures import Measure
from reports.questions.forms import ReportForm

MEASURES = (
    Measure(
        "asked",
        gettext_lazy("Asked"),
        gettext_lazy("People of whom the requirement is asked today, each once per provider."),
        "",
    ),
    Measure(
        "met",
        gettext_lazy("Met"),
        gettext_lazy("Who has it, or is exempt."),
        "",
    ),
    Measure(
        "planned",
        gettext_lazy("Planned"),
        gettext_lazy("Who does not have it yet, but is booked in a seminar that leads to it."),
        "",
    ),
    Measure(
        "share",
        gettext_lazy("Share met"),
        gettext_lazy("Who has it, in percent of those who are asked."),
        "",
        Kind.SHARE,
    ),
)


class CoverageForm(ReportForm):
    requirement = forms.ModelChoiceField(
        None, label=gettext_lazy("Requirement"), empty_label=None, required=False
    )

    def usual(self):
        """The first that is asked of people one reads about; managers have few programmes."""
        first = self._offered().filter(*self._fits()).first()
        return {"requirement": first.pk} if first else {}

    def offer(self):
        self.fields["requirement"].queryset = self._offered()

    def clean_requirement(self):
        """The first unless told; None where nothing is required."""
        chosen = self.cleaned_data["requirement"]
        return chosen or self.fields["requirement"].queryset.first()

    def _offered(self):
        return requirements_on(timezone.localdate(self.now))

    def _fits(self):
        jobs = _jobs(self.reach, timezone.localdate(self.now))
        yield Q(programme=None) | Q(programme__in=jobs.values("programme"))
        yield Q(function="") | Q(function__in=jobs.values("function"))


def ask(reach, choice, now):
    """Länder, in them providers. Whose people one's own are, all is shown of them."""
    requirement, today = choice["requirement"], timezone.localdate(now)
    jobs = _jobs(reach, today)
    found = requirement and coverage(jobs, requirement, on=today, openly=not reach.nationwide)
    return Answer(
        report="coverage",
        title=_("Coverage"),
        subtitle=requirement.title if requirement else "",
        file_name=definitions.file_name(_("Coverage"), requirement and requirement.title),
        as_of=now,
        columns=(
            Column("state", _("Land"), width=28),
            Column("provider", _("Provider"), width=48),
            *(measure.column for measure in MEASURES),
        ),
        rows=tuple(_rows(found)) if found else (),
        total=(_("Total"), "", *_figures(found.total)) if found else None,
        headlines=tuple(_headlines(found)) if found else (),
        asked=(Note(_("Requirement"), str(requirement or "–")), *_asked(reach, now)),
        remarks=tuple(_remarks(found)) if found else (),
        definitions=(
            *(measure.note for measure in MEASURES),
            *definitions.of_small_figures(reach),
        ),
    )


def steps(reach, choice, now):
    """People are looked at in portions."""
    return rounds_of(_jobs(reach, timezone.localdate(now))) if choice["requirement"] else 0


def _jobs(reach, today):
    jobs = Employment.objects.current(today).in_full()
    return jobs if reach.nationwide else jobs.filter(reach.own_people())


def _asked(reach, now):
    return definitions.whose(reach), definitions.as_of(now)


def _rows(found):
    for land in found.lands:
        yield Row((land.name, "", *_figures(land.cell)), is_sum=True)
        for place in land.below:
            yield Row((land.name, place.name, *_figures(place.cell)))


def _figures(cell):
    if cell is None:
        return (HIDDEN,) * len(MEASURES)
    return cell.asked, cell.met, cell.planned, share(cell.met, cell.asked)


def _headlines(found):
    for measure, value in zip(MEASURES, _figures(found.total), strict=True):
        yield Headline(str(measure.title), value, measure.kind)


def _remarks(found):
    """How many figures are hidden, if any."""
    cells = [row.cell for land in found.lands for row in (land, *land.below)]
    if hidden := sum(cell is None for cell in (*cells, found.total)):
        yield definitions.hidden_figures(hidden * len(MEASURES))
