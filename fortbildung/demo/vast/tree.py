"""A tree of organisations as large as the sector's, with a central office per association."""

from dataclasses import dataclass
from random import Random

from faker import Faker

from fortbildung.demo.vast.copying import copy, first_free_key
from organisations.models import CentralOffice, Organisation, Programme, State
from organisations.models.tree import STEP
from organisations.states import DataProtectionRegime, OrganisationKind

ASSOCIATIONS, PROVIDERS, SITES = 7, 6, 3  # providers per association and Land, sites of each
PROGRAMMES = {
    "MBE": "Migrationsberatung für erwachsene Zugewanderte",
    "JMD": "Jugendmigrationsdienst",
}
COLUMNS = ["id", "path", "depth", "numchild", "kind", "name", "city", "postcode", "state_id"]


@dataclass(frozen=True)
class Place:
    """A site, with what an enrolment freezes of it."""

    site: int
    provider: int
    association: int
    land: int


@dataclass(frozen=True)
class Tree:
    places: tuple[Place, ...]
    associations: tuple[int, ...]
    offices: tuple[int, ...]
    programmes: tuple[int, ...]


class Grower:
    """Nodes in the making; `add` gives the key and the path of each."""

    def __init__(self, chance):
        self.chance, self.names = chance, Faker("de_DE")
        self.names.seed_instance(7)
        self.nodes, self.places = [], []
        self.key = first_free_key(Organisation)

    def add(self, kind, name, above, place, children, land=None):
        depth = len(above) // STEP + 1
        path = Organisation._get_path(above, depth, place)  # noqa: SLF001 – as treebeard would
        address = (self.names.city(), self.names.postcode()) if land else ("", "")
        key = self.key + len(self.nodes)
        self.nodes.append((key, path, depth, children, kind, name, *address, land))
        return key, path

    def association(self, number, lands):
        name = f"Großer Verband {number}"
        association, top = self.add(OrganisationKind.ASSOCIATION, name, "", number, len(lands))
        for turn, (land, land_name) in enumerate(lands, 1):
            title = f"{name}, Landesverband {land_name}"
            _key, region = self.add(
                OrganisationKind.REGIONAL_ASSOCIATION, title, top, turn, PROVIDERS
            )
            for nth in range(1, PROVIDERS + 1):
                self.provider(f"Träger {number}.{turn}.{nth} e. V.", region, nth, association, land)
        return association

    def provider(self, name, region, nth, association, land):
        sites = self.chance.randint(1, 2 * SITES - 1)
        provider, path = self.add(OrganisationKind.PROVIDER, name, region, nth, sites, land)
        for child in range(1, sites + 1):
            name = f"Beratungsstelle {child}"
            site, _path = self.add(OrganisationKind.SITE, name, path, child, 0, land)
            self.places.append(Place(site, provider, association, land))


def grow(chance: Random) -> Tree:
    """New associations beside those there are, each in every Land."""
    grower = Grower(chance)
    lands = [*State.objects.order_by("pk").values_list("pk", "name")]
    last = Organisation.objects.filter(depth=1).order_by("path").last()
    first = _number(last.path) + 1 if last else 1
    associations = tuple(
        grower.association(first + number, lands) for number in range(ASSOCIATIONS)
    )
    copy(Organisation, COLUMNS, grower.nodes)
    return Tree(tuple(grower.places), associations, _offices(associations), _programmes())


def _number(path):
    """The place of a top node among its sisters."""
    return Organisation._str2int(path)  # noqa: SLF001 – as treebeard counts


def _offices(associations):
    key = first_free_key(CentralOffice)
    rows = [
        (key + number, association, f"Zentralstelle {key + number}", f"ZS {key + number}",
         f"zs-{key + number}", f"ZS{key + number}", f"zs{key + number}@example.org")
        for number, association in enumerate(associations)
    ]  # fmt: skip
    columns = ["id", "organisation_id", "name", "short_name", "slug", "number_prefix", "email"]
    copy(CentralOffice, columns, rows, regime=DataProtectionRegime.GDPR_BDSG)
    return tuple(row[0] for row in rows)


def _programmes():
    made = [
        Programme.objects.get_or_create(code=code, defaults={"name": name})[0]
        for code, name in PROGRAMMES.items()
    ]
    return tuple(programme.pk for programme in made)
