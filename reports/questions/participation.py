"""Participation by any two of places, subjects and times.

Everything rests on what the enrolment froze at booking, never on where people work today. The
database counts, because persons must be counted once over all their enrolments.
"""

from functools import cached_property

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from reports.figures import definitions
from reports.figures.answers import HIDDEN, Answer, Column, Headline, Note, Row
from reports.figures.counting import Counter
from reports.figures.dimensions import sortable
from reports.figures.grid import ALL, TOTAL, Grid, bases_of
from reports.figures.measures import BY_NAME, MEASURES
from reports.figures.years import begun_in
from reports.questions import participation_pictures
from reports.questions.forms import in_words
from reports.questions.participation_form import FILTERS, ParticipationForm

HEADLINES = ("participations", "persons", "units", "no_shows")
VIEW = ("by", "then", "measure")


def ask(reach, choice, now):
    """The report as an answer: a list of all figures, or one figure in rows and columns."""
    shaped = (Crossed if choice["measure"] and choice["then"] else Listed)(reach, choice, now)
    return Answer(
        report="participation",
        title=_("Participations %(year)s") % {"year": shaped.period},
        subtitle=shaped.subtitle,
        file_name=definitions.file_name(
            _("participations"), shaped.period, choice["programme"], shaped.subtitle
        ),
        as_of=now,
        columns=shaped.columns,
        rows=shaped.rows,
        total=shaped.total,
        headlines=shaped.headlines,
        pictures=shaped.draw(shaped),
        asked=tuple(shaped.asked),
        remarks=tuple(shaped.remarks),
        definitions=tuple(shaped.definitions),
    )


def steps(_reach, choice, _now):
    """Overlapping groups are counted apart from the others; then small figures are hidden."""
    overlaps = any(each and each.overlaps for each in (choice["by"], choice["then"]))
    return 1 + overlaps + len(bases_of(_measures(choice)))


def _measures(choice):
    chosen = BY_NAME.get(choice["measure"])
    return (chosen,) if chosen else MEASURES


class Shaped:
    """What both shapes share: the period, the words, what is counted."""

    def __init__(self, reach, choice, now):
        self.reach, self.choice, self.now = reach, choice, now
        self.first, self.second = choice["by"], choice["then"]
        self.measures = _measures(choice)
        self.counter = Counter(self._enrolments(), reach=reach, now=now, measures=self.measures)

    def _enrolments(self):
        choice = self.choice
        found = (
            self.reach.enrolments().of_people().filter(begun_in(choice["year"], choice["until"]))
        )
        wanted = {way: choice[name] for name, way in FILTERS.items() if choice[name]}
        return found.filter(**wanted)

    @property
    def period(self):
        first, last = self.choice["year"], self.choice["until"]
        return f"{first}–{last}" if last and last != first else str(first)

    @property
    def subtitle(self):
        if not self.second:
            return str(self.first.per)
        return _("%(per)s and %(further)s") % {
            "per": self.first.per,
            "further": self.second.title,
        }

    @cached_property
    def words(self):
        """Row → what it is called and what tells it from namesakes."""
        return self.first.named(self.grid.rows)

    def in_order(self, dimension, keys, words, rank):
        """Times as they pass, all else as `rank` says, the same rank by name."""
        if dimension.is_time:
            return sorted(keys)
        return sorted(keys, key=lambda key: (*rank(key), *map(sortable, words[key])))

    def rank(self, *cell):
        """By the first figure."""
        return self.grid.rank(cell, self.measures[0])

    @cached_property
    def ordered_rows(self):
        rows = self.grid.rows
        return self.in_order(self.first, rows, self.words, lambda row: self.rank(row, ALL))

    def closer(self, row):
        """The address of a closer look at the row, or nothing where there is none."""
        if not (closer := self.first.closer(row)):
            return ""
        kept = {name: v for name, v in self.choice["address"].items() if name not in VIEW}
        return urlencode(kept | closer)

    @property
    def headlines(self):
        shown = [
            each for each in self.measures if each.name in HEADLINES or len(self.measures) == 1
        ]
        return tuple(
            Headline(str(each.title), self.grid.value(TOTAL, each), each.kind) for each in shown
        )

    @property
    def asked(self):
        yield Note(_("Year"), self.period)
        for name in FILTERS:
            if self.choice[name]:
                yield in_words(ParticipationForm.base_fields[name], self.choice[name])
        yield definitions.whose(self.reach)
        yield Note(_("Figures"), self.subtitle)
        yield definitions.as_of(self.now)

    @property
    def remarks(self):
        for dimension in (self.first, self.second):
            if dimension and dimension.overlaps:
                yield str(dimension.overlaps)
        yield from self._persons_remark()
        if hidden := self.grid.how_many_hidden:
            yield definitions.hidden_figures(hidden)

    def _persons_remark(self):
        """Why persons do not add up, where they are shown."""
        if not (persons := next((each for each in self.measures if not each.adds_up), None)):
            return
        shown = [self.grid.value((row, ALL), persons) for row in self.grid.rows]
        total = self.grid.value(TOTAL, persons)
        if HIDDEN not in (*shown, total) and sum(shown) != total:
            yield definitions.persons_overlap(rows=sum(shown), total=total)

    @property
    def definitions(self):
        yield from (measure.note for measure in self.measures)
        yield from definitions.of_participation()
        yield from definitions.of_small_figures(self.reach)


class Listed(Shaped):
    """A row for each group with all figures; of two dimensions the second tells the first apart."""

    draw = staticmethod(participation_pictures.of_list)

    @cached_property
    def grid(self):
        wanted = [(), (self.first,), *([(self.first, self.second)] if self.second else [])]
        total, rows, *parts = self.counter.by(*wanted)
        figures = {TOTAL: total[()]} | {(row, ALL): each for (row,), each in rows.items()}
        return Grid(figures | dict(*parts), measures=self.measures)

    @property
    def columns(self):
        further = self.second.own_columns if self.second else []
        measures = [measure.column for measure in self.measures]
        return (*self.first.own_columns, *further, *measures)

    @property
    def rows(self):
        found = []
        for row in self.ordered_rows:
            nothing = ("",) * len(self.second.own_columns) if self.second else ()
            cells = (*self.words[row], *nothing, *self.grid.values((row, ALL)))
            found.append(Row(cells, self.closer(row), is_sum=bool(self.second)))
            found += self._parts(row)
        return tuple(found)

    def _parts(self, row):
        if not self.second:
            return
        parts, called = self.grid.parts_of(row), self.second_words
        for part in self.in_order(self.second, parts, called, lambda part: self.rank(row, part)):
            words = (*self.words[row], *self.second_words[part])
            yield Row((*words, *self.grid.values((row, part))))

    @cached_property
    def second_words(self):
        keys = {column for _row, column in self.grid.figures if column != ALL}
        return self.second.named(keys)

    @property
    def total(self):
        texts = sum(column.is_text for column in self.columns)
        return (_("Total"), *[""] * (texts - 1), *self.grid.values(TOTAL))


class Crossed(Shaped):
    """One figure, the first dimension in rows, the second in columns."""

    draw = staticmethod(participation_pictures.of_table)

    @cached_property
    def grid(self):
        first, second = self.first, self.second
        total, rows, columns, cells = self.counter.by((), (first,), (second,), (first, second))
        figures = {TOTAL: total[()]} | cells
        figures |= {(row, ALL): each for (row,), each in rows.items()}
        figures |= {(ALL, column): each for (column,), each in columns.items()}
        return Grid(figures, measures=self.measures, crossed=True)

    @property
    def measure(self):
        return self.measures[0]

    @cached_property
    def second_words(self):
        return self.second.named(self.grid.columns)

    @cached_property
    def ordered_columns(self):
        columns, called = self.grid.columns, self.second_words
        return self.in_order(self.second, columns, called, lambda key: self.rank(ALL, key))

    @property
    def columns(self):
        group, kind = f"{self.measure.title} {self.second.per}", self.measure.kind
        return (
            *self.first.own_columns,
            *(
                Column(str(key), self.second_words[key][0], kind, group=group, width=12)
                for key in self.ordered_columns
            ),
            Column("total", _("Total"), kind, width=12),
        )

    @property
    def rows(self):
        return tuple(
            Row((*self.words[row], *self._figures(row)), self.closer(row))
            for row in self.ordered_rows
        )

    @property
    def total(self):
        texts = len(self.first.own_columns)
        return (_("Total"), *[""] * (texts - 1), *self._figures(ALL))

    def _figures(self, row):
        return (self.grid.value((row, key), self.measure) for key in (*self.ordered_columns, ALL))
