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
    """Organisation, provider, association and Land of a node; above providers it is its own.

    As a model's arguments, in one query.
    """
    line = list(Organisation.objects.line_of(place).values_list("pk", "kind"))
    providers = [pk for pk, kind in line if kind == OrganisationKind.PROVIDER]
    return {
        "organisation": place,
        "provider_id": providers[0] if providers else place.pk,
        "association_id": line[0][0],
        "land_id": place.state_id,
    }
