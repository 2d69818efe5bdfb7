"""Finding the site or provider one works at."""

from django.db.models import QuerySet

from organisations.models import Organisation
from organisations.models.tree import STEP


def find_places(words: str) -> QuerySet[Organisation]:
    """Sites and providers that match every word, in the order of the tree."""
    if not words.strip():
        return Organisation.objects.none()
    return Organisation.objects.workplaces().matching(words)


def find_places_below(node: Organisation, words: str) -> QuerySet[Organisation]:
    """Those of one association."""
    return find_places(words) & Organisation.objects.below([node])


def with_line(places: list[Organisation]) -> list[Organisation]:
    """Give each place its `line`: the names of the nodes above it, from the top, in one query."""
    above = {path for place in places for path in _paths_above(place)}
    names = dict(Organisation.objects.filter(path__in=above).values_list("path", "name"))
    for place in places:
        place.line = " › ".join(names[path] for path in _paths_above(place))
    return places


def _paths_above(place):
    return [place.path[:end] for end in range(STEP, len(place.path), STEP)]
