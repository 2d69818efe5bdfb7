"""Who was set before or behind the others in a queue, why, by whom, and what became of it.

Read from the history, to which is only ever added: whoever was set back stays in the report.
"""

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.kinds import EventKind
from courses.models import EnrolmentEvent, Session
from fortbildung.shared.steps import step
from organisations.models import CentralOffice
from reports.figures import definitions
from reports.figures.answers import Answer, Column, Note, Row
from reports.figures.years import begun_in, years_of
from reports.questions.forms import YearForm, in_words

NUMBER = "enrolment__seminar__number"
TOLD_OF = [
    "by",
    "enrolment__person",
    "enrolment__association",
    "enrolment__provider",
    "enrolment__seminar__course",
    "enrolment__seminar__central_office",
]


class PriorityForm(YearForm):
    narrowing = ("office",)

    office = forms.ModelChoiceField(
        CentralOffice.objects.none(),
        label=gettext_lazy("Central office"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("all central offices"),
    )

    def years(self):
        return years_of(_noted(self.reach), of="enrolment__seminar")

    def offer(self):
        super().offer()
        self.fields["office"].queryset = self.reach.central_offices().order_by("name")


def ask(reach, choice, now):
    """The decisions `reach` covers, for seminars that begin in the year; in that order."""
    year, office = choice["year"], choice["office"]
    noted = _noted(reach).filter(begun_in(year, of="enrolment__seminar"))
    if office:
        noted = noted.filter(enrolment__seminar__central_office=office)
    with_names = bool(reach.offices) and (office is None or office in reach.offices)
    columns = tuple(_columns(with_names=with_names))
    rows = tuple(_row(event, reach, columns) for event in _in_order(noted))
    step()
    return Answer(
        report="priorities",
        title=_("Priority %(year)s") % {"year": year},
        subtitle=str(office or reach),
        file_name=definitions.file_name(_("priority"), year, office and office.slug),
        as_of=now,
        columns=columns,
        rows=rows,
        asked=tuple(_asked(reach, choice, now)),
        definitions=tuple(_definitions()),
    )


def steps(_reach, _choice, _now):
    """The history is read once."""
    return 1


def _asked(reach, choice, now):
    yield Note(_("Year"), str(choice["year"]))
    if choice["office"]:
        yield in_words(PriorityForm.base_fields["office"], choice["office"])
    yield definitions.whose(reach)
    yield definitions.as_of(now)


def _noted(reach):
    return EnrolmentEvent.objects.filter(kind=EventKind.PRIORITY, enrolment__in=reach.organised())


def _in_order(noted):
    sessions = Session.objects.filter(seminar=OuterRef("enrolment__seminar")).order_by("starts_at")
    begins = Subquery(sessions.values("starts_at")[:1])
    rows = noted.select_related(*TOLD_OF).annotate(begins=begins)
    return rows.order_by("begins", NUMBER, "at", "pk")


def _columns(*, with_names):
    """Names only for those who know them anyway."""
    home = "person" if with_names else "provider"
    yield Column("number", _("Seminar"), below="course")
    yield Column("course", _("Course"), width=40)
    yield Column("begins", _("Begins"), below="course", width=18)
    yield Column("association", _("Association"), below=home, width=20)
    yield Column("provider", _("Provider"), below="person" if with_names else "", width=40)
    if with_names:
        yield Column("person", _("Name"), width=24)
    yield Column("priority", _("Priority"))
    yield Column("reason", _("Reason"), below="priority", width=50)
    yield Column("by", _("By"), width=24)
    yield Column("at", _("When"), below="by", width=18)
    yield Column("outcome", _("What became of it"), width=24)


def _row(event, reach, columns):
    """One decision of a central office about one place in the queue."""
    enrolment, seminar = event.enrolment, event.enrolment.seminar
    office = seminar.central_office
    own = office in reach.offices
    told = {
        "course": seminar.course.title,
        "number": seminar.number,
        "begins": definitions.moment(event.begins),
        "person": str(enrolment.person or _("place without a name")) if own else "",
        "provider": str(enrolment.provider),
        "association": str(enrolment.association),
        "priority": event.get_priority_display() or "",
        "reason": event.reason,
        "by": str(event.by) if own else office.name,
        "at": definitions.moment(event.at),
        "outcome": enrolment.get_state_display(),
    }
    return Row(tuple(told[column.name] for column in columns))


def _definitions():
    yield Note(
        _("What is listed"),
        _(
            "Each decision of a central office to set somebody who waits before or behind the"
            " others, or back to the usual place, as recorded at that moment. Nothing is ever"
            " taken from this record."
        ),
    )
    yield Note(_("Year"), _("The year in which the seminar’s first session begins, Berlin time."))
    yield Note(
        _("Priority"),
        _(
            "Who has the priority “first” is offered a free seat before the others, “last” after"
            " them; among equals whoever joined first comes first."
        ),
    )
    yield Note(_("What became of it"), _("The state of the enrolment as of today."))
    yield Note(
        _("Names"),
        _(
            "Only the office that organises the seminar reads who was meant and who decided."
            " All others read the provider and the office."
        ),
    )
