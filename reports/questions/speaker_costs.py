"""Speakers and what they cost per teaching unit, by the fees agreed with them."""

from decimal import Decimal

from django.db.models import Case, Count, DecimalField, F, Q, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.kinds import Contract
from courses.models import EngagedSession
from fortbildung.shared.steps import step
from fortbildung.shared.tables_out import Kind
from reports.figures import definitions
from reports.figures.answers import Answer
from reports.figures.grid import bases_of
from reports.figures.listing import Listing
from reports.figures.measures import Measure
from reports.questions.seminar_form import asked_notes, chosen_seminars

EURO = DecimalField(max_digits=12, decimal_places=2)
MEASURES = (
    Measure(
        "fees",
        gettext_lazy("Fees agreed"),
        gettext_lazy(
            "Teaching units of each speaker times the fee agreed per unit today, without VAT."
            " Volunteers and employees of an association cost no fee."
        ),
        "",
        Kind.EURO,
    ),
    Measure(
        "units",
        gettext_lazy("Teaching units taught"),
        gettext_lazy("Teaching units of the sessions a speaker is engaged in, once per speaker."),
        "",
        Kind.DECIMAL,
        short=gettext_lazy("UE"),
    ),
    Measure(
        "paid_units",
        gettext_lazy("Units with a fee"),
        gettext_lazy("Of these, the units of freelancers with whom a fee is agreed."),
        "",
        Kind.DECIMAL,
    ),
    Measure(
        "fee_per_unit",
        gettext_lazy("Fee per unit"),
        gettext_lazy("Fees agreed by units with a fee."),
        "",
        Kind.EURO,
    ),
    Measure(
        "open_units",
        gettext_lazy("Units without a fee agreed"),
        gettext_lazy("Units of freelancers with whom no fee is agreed yet: the fees will rise."),
        "",
        Kind.DECIMAL,
        short=gettext_lazy("not agreed"),
    ),
    Measure(
        "speakers",
        gettext_lazy("Speakers"),
        gettext_lazy(
            "Different speakers in the registers of the offices. Who teaches in several rows"
            " counts once in each and once in the total."
        ),
        "",
    ),
)


def ask(reach, choice, now):
    """Per office, course, mode or month. Offices agree on the fees, so only sums are shown."""
    by, taught = choice["by"], _taught(chosen_seminars(reach, choice))
    groups = taught.order_by().values(key=by.key("session__seminar__")).annotate(**_wanted())
    figures = {row.pop("key"): _complete(row) for row in groups}
    step()
    total = _complete(taught.aggregate(**_wanted()))
    step()
    listing = Listing(
        figures,
        total,
        words=by.words,
        measures=MEASURES,
    )
    title = _("Speakers and cost %(year)s") % {"year": choice["year"]}
    return Answer(
        report="speakers",
        title=title,
        subtitle=str(by.words.per),
        file_name=definitions.file_name(title, by.words.per, choice["office"]),
        as_of=now,
        columns=listing.columns,
        rows=listing.rows(),
        total=listing.total,
        headlines=listing.headlines("fees", "units", "fee_per_unit", "speakers"),
        asked=tuple(asked_notes(reach, choice, now)),
        definitions=(*listing.notes, definitions.of_time()),
    )


def steps(_reach, _choice, _now):
    """By groups and in all; nothing of it is hidden, which is seen at once."""
    return 2 + len(bases_of(MEASURES))


def _taught(seminars):
    """Each session with each of its speakers."""
    return EngagedSession.objects.filter(session__seminar__in=seminars)


def _wanted():
    units = F("session__teaching_units")
    freelance = Q(speaker__contract=Contract.FEE)
    agreed = freelance & Q(speaker__fee_per_unit__isnull=False)
    fee = Case(When(agreed, then=units * F("speaker__fee_per_unit")), output_field=EURO)
    return {
        "speakers": Count("speaker", distinct=True),
        "units": _summed(units),
        "fees": _summed(fee),
        "paid_units": _summed(units, agreed),
        "open_units": _summed(units, freelance & Q(speaker__fee_per_unit=None)),
    }


def _summed(what, condition=None):
    return Coalesce(Sum(what, filter=condition), Decimal(0), output_field=EURO)


def _complete(row):
    paid = row["paid_units"]
    return row | {"fee_per_unit": (row["fees"] / paid).quantize(Decimal("0.01")) if paid else None}
