"""The sites and providers a manager is responsible for, by what a list may call them."""

from collections import defaultdict

from django.utils.translation import gettext as _

from fortbildung.shared.importing import Cells
from organisations.models import Organisation, Programme, User
from organisations.models.tree import STEP
from organisations.states import OrganisationKind

MOST_NAMED = 5  # sites named in a remedy


class Workplaces:
    """All of them in two queries, however many rows ask."""

    def __init__(self, manager: User) -> None:
        own = Organisation.objects.managed_by(manager)
        self.places = list(own.workplaces())
        self.by_name = defaultdict(list)
        for place in self.places:
            for name in {name.casefold() for name in _names(place)}:
                self.by_name[name].append(place)
        sites = [place for place in self.places if place.kind == OrganisationKind.SITE]
        self.only = next((each[0] for each in (self.places, sites) if len(each) == 1), None)
        self.programmes = {programme.pk: programme for programme in Programme.objects.all()}
        self.by_code = {
            name.casefold(): programme
            for programme in self.programmes.values()
            for name in (programme.code, programme.name)
        }
        self.offered = defaultdict(set)
        offers = Organisation.programmes.through.objects.filter(organisation__in=own)
        for path, programme in offers.values_list("organisation__path", "programme"):
            for end in range(STEP, len(path) + 1, STEP):
                self.offered[path[:end]].add(programme)

    def place(self, cells: Cells) -> Organisation | None:
        """The place the line names; without a word the only one there is."""
        name = cells.row["site"]
        if not name and self.only:
            return self.only
        found = self.by_name.get(name.casefold(), [])
        if len(found) == 1:
            return found[0]
        told = {"value": name, "places": self._some(found or self.places)}
        if found:
            problem = _("Several of your sites are called “%(value)s”.") % told
            remedy = _("Write name and city: %(places)s.") % told
        elif name:
            problem = _("“%(value)s” is none of your sites.") % told
            remedy = _("Your sites are: %(places)s.") % told
        else:
            problem = _("The cell is empty.")
            remedy = _("Name the site; yours are: %(places)s.") % told
        cells.problems.add(cells.row, "site", problem, remedy)
        return None

    def programme(self, cells: Cells, place: Organisation | None) -> Programme | None:
        """The programme the line names, if the place offers it; else the only one it offers."""
        value, offered = cells.row["programme"], self._offered_at(place)
        if not value and len(offered) == 1:
            return offered[0]
        if not value and place is None:
            return None  # which programmes there are is told once the site is known
        codes = ", ".join(programme.code for programme in offered)
        if not value:
            problem, remedy = _("The cell is empty."), _("Choose from: %(codes)s.")
        elif (found := self.by_code.get(value.casefold())) in offered:
            return found
        else:
            problem = _("The site does not offer the programme “%(value)s”.") % {"value": value}
            remedy = _("Choose from: %(codes)s.")
        cells.problems.add(cells.row, "programme", problem, remedy % {"codes": codes})
        return None

    def _offered_at(self, place):
        """As `programmes_at` in the rules has it."""
        keys = (place and self.offered.get(place.path)) or self.programmes
        return sorted((self.programmes[key] for key in keys), key=lambda each: each.code)

    def _some(self, places):
        names = [with_city(place) for place in places[:MOST_NAMED]]
        return "; ".join([*names, "…"] if len(places) > MOST_NAMED else names)


def with_city(place: Organisation) -> str:
    """The name under which a list can find the place again."""
    city = " ".join(part for part in (place.postcode, place.city) if part)
    return f"{place.name}, {city}" if city else place.name


def _names(place):
    yield place.name
    yield with_city(place)
    if place.full_name:
        yield place.full_name
    if place.city:
        yield f"{place.name}, {place.city}"
        yield f"{place.name} {place.city}"
