"""The frozen context: where somebody stood in the organisation tree on the day of booking."""

from organisations.models import Employment, Organisation
from organisations.states import OrganisationKind


def context_of(employment: Employment) -> dict:
    """Organisation, provider, association, Land, programme and function of an employment."""
    return place_context(employment.organisation) | {
        "programme": employment.programme,
        "function": employment.function,
    }


def place_context(place: Organisation) -> dict:
    """Organisation, provider, association and Land of a node; above providers it is its own."""
    line = [*place.get_ancestors(), place]
    providers = [node for node in line if node.kind == OrganisationKind.PROVIDER]
    return {
        "organisation": place,
        "provider": providers[0] if providers else place,
        "association": line[0],
        "land": place.state,
    }
