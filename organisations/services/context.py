"""Where somebody works: the frozen context, as it stands in the tree on the day of booking."""

from datetime import date

from fortbildung.shared.sql import Select
from fortbildung.shared.trips import Question
from organisations.models import Employment, Organisation, Programme, User
from organisations.states import OrganisationKind

# The place and the nodes above it, from the top down. Asked as columns, for no place but theirs:
# before PostgreSQL knows how many rows there are, it would join them to every place.
_LINE = """
    FROM organisations_organisation AS a
    WHERE a.path = ANY (ARRAY(
        SELECT left(o.path, length(o.path) / o.depth * depth)
        FROM generate_series(1, o.depth) AS depth
    ))
    ORDER BY a.depth
"""
JOBS = Select(
    f"""
    SELECT {{e}}, {{o}}, {{p}}, ARRAY(SELECT a.id {_LINE}), ARRAY(SELECT a.kind {_LINE})
    FROM organisations_employment AS e
    JOIN organisations_organisation AS o ON o.id = e.organisation_id
    JOIN organisations_programme AS p ON p.id = e.programme_id
    WHERE e.user_id = %s ORDER BY e.starts DESC, e.id
    """,  # noqa: S608 – ours
    e=Employment,
    o=Organisation,
    p=Programme,
)


def asks_for_jobs(person: User) -> Question:
    """What `current_jobs` asks, for `ahead`."""
    return JOBS.asked(person.pk)


def current_jobs(person: User, *, on: date) -> list[Employment]:
    """The employments `person` can go in on that day, the latest first, each with its place."""
    jobs = []
    for job, place, programme, keys, kinds in JOBS.rows(person.pk):
        place.line = list(zip(keys, kinds, strict=True))
        job.organisation, job.programme = place, programme
        if job.is_current(on):
            jobs.append(job)
    return jobs


def context_of(employment: Employment) -> dict:
    """Organisation, provider, association, Land, programme and function of an employment."""
    return place_context(employment.organisation) | {
        "programme": employment.programme,
        "function": employment.function,
    }


def place_context(place: Organisation) -> dict:
    """Organisation, provider, association and Land of a node; above providers it is its own.

    As a model's arguments; of a place from `current_jobs` without a query.
    """
    line = vars(place).get("line") or _line_of(place)
    providers = [pk for pk, kind in line if kind == OrganisationKind.PROVIDER]
    return {
        "organisation": place,
        "provider_id": providers[0] if providers else place.pk,
        "association_id": line[0][0],
        "land_id": place.state_id,
    }


def _line_of(place):
    return list(Organisation.objects.line_of(place).order_by("path").values_list("pk", "kind"))
