"""The Länder as files name them."""

from django.utils.translation import gettext as _

from fortbildung.shared.importing import Cells
from fortbildung.shared.tables_in import Column
from organisations.models import State

LAND = ("Bundesland", "Land", "state")


def land_column(key: str) -> Column:
    return Column(key, LAND, digits=2)  # Excel takes the AGS 02 for a 2


def by_every_code() -> dict[str, State]:
    """Each Land by ISO 3166-2 code, abbreviation, AGS and name, in lower case."""
    return {
        code.casefold(): land
        for land in State.objects.all()
        for code in (land.iso_3166_2, land.short, land.ags, land.name)
    }


def read_land(cells: Cells, key: str, lands: dict[str, State]) -> State | None:
    return cells.known(
        key,
        lands,
        _("“%(value)s” is not a Land."),
        _("Use the code (DE-BE), the name or the official key (AGS)."),
    )
