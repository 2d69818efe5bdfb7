"""The frozen context: where somebody stood in the organisation tree on the day of booking."""

from organisations.models import Employment
from organisations.states import OrganisationKind


def context_of(employment: Employment) -> dict:
    """Organisation, provider, association, Land, programme and function of an employment."""
    place = employment.organisation
    line = [*place.get_ancestors(), place]
    providers = [node for node in line if node.kind == OrganisationKind.PROVIDER]
    return {
        "organisation": place,
        "provider": providers[0] if providers else place,
        "association": line[0],
        "land": place.state,
        "programme": employment.programme,
        "function": employment.function,
    }
