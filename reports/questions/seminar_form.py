"""What of the seminars of a year one wants to read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Seminar
from courses.states import PUBLIC, SeminarState
from organisations.models import CentralOffice
from reports.figures import definitions, seminar_dimensions
from reports.figures.answers import Note
from reports.figures.years import begun_in, years_of
from reports.questions.forms import YearForm, in_words

TOOK_PLACE = [*PUBLIC, SeminarState.HELD, SeminarState.CLOSED]
PER = [(each.name, each.words.per) for each in seminar_dimensions.ALL]


class SeminarForm(YearForm):
    """Seminars of a year, of all offices or one."""

    narrowing = ("office",)

    office = forms.ModelChoiceField(
        CentralOffice.objects.none(),
        label=_("Central office"),
        to_field_name="slug",
        required=False,
        empty_label=_("all central offices"),
    )

    def years(self):
        return years_of(seminars_within(self.reach), of="")

    def offer(self):
        super().offer()
        self.fields["office"].queryset = self.reach.central_offices().order_by("name")


class GroupedSeminarForm(SeminarForm):
    """And by what rows are told apart."""

    by = forms.TypedChoiceField(
        label=_("Figures"), choices=PER, coerce=seminar_dimensions.BY_NAME.get
    )

    def usual(self):
        return super().usual() | {"by": "office"}

    def address_of(self, choice):
        return super().address_of(choice | {"by": choice["by"].name})


def seminars_within(reach):
    """Seminars that were published and not called off, of the offices one reads about."""
    seminars = Seminar.objects.filter(state__in=TOOK_PLACE)
    if reach.nationwide:
        return seminars
    return seminars.filter(central_office__in=reach.offices)


def asked_notes(reach, choice, now):
    """The form in words."""
    yield Note(str(SeminarForm.base_fields["year"].label), str(choice["year"]))
    if choice["office"]:
        yield in_words(SeminarForm.base_fields["office"], choice["office"])
    yield definitions.whose(reach)
    yield definitions.as_of(now)


def chosen_seminars(reach, choice):
    """Those of them the form asks for."""
    found = seminars_within(reach).filter(begun_in(choice["year"], of=""))
    return found.filter(central_office=choice["office"]) if choice["office"] else found
