"""Who eats what, who needs a bed, who needs help to take part: for kitchen, house and office."""

from dataclasses import dataclass

from courses.kinds import Diet, Lodging
from courses.models import Enrolment, ParticipantNeeds, Seminar
from organisations.models import User


@dataclass(frozen=True)
class Lists:
    """Counts first; then who is meant. Whoever said nothing eats everything and needs no room."""

    people: int
    diets: list[tuple[str, int]]
    kitchen: list[ParticipantNeeds]
    rooms: list[ParticipantNeeds]
    lodgings: list[tuple[str, int]]
    accessibility: list[ParticipantNeeds]


def lists_of_needs(seminar: Seminar, *, user: User) -> Lists:
    """What those who take part need, as far as `user` may read it."""
    coming = Enrolment.objects.visible_to(user).filter(seminar=seminar).of_people().taking_part()
    rows = ParticipantNeeds.objects.visible_to(user).filter(enrolment__in=coming.values("pk"))
    needs = list(
        rows.select_related("enrolment__person", "enrolment__organisation").order_by(
            "enrolment__person__last_name", "enrolment__person__first_name", "pk"
        )
    )
    people = coming.count()
    return Lists(
        people=people,
        diets=_counted(Diet, [each.diet for each in needs], people),
        kitchen=[each for each in needs if each.diet != Diet.ANY or each.intolerances],
        rooms=[each for each in needs if each.lodging != Lodging.NONE],
        lodgings=_counted(Lodging, [each.lodging for each in needs], people),
        accessibility=[each for each in needs if each.accessibility],
    )


def _counted(choices, said, people):
    """How many of each; the first choice is also that of those who said nothing."""
    unsaid, *others = choices
    counts = [(str(choice.label), said.count(choice)) for choice in others]
    rest = people - sum(count for _label, count in counts)
    return [(str(unsaid.label), rest), *counts]
