"""The result of a selection as everybody may read it who has applied: numbers, and no names."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.lottery import lot
from courses.models import Enrolment, Selection, SelectionResult
from organisations.models import User


@dataclass(frozen=True)
class Summary:
    applications: int
    selected: int


def selections_visible_to(user: User) -> QuerySet[Selection]:
    """Committed selections of seminars in which the person may see an enrolment."""
    seen = Enrolment.objects.visible_to(user).values("seminar")
    committed = Selection.objects.filter(committed_at__isnull=False, seminar__in=seen)
    return committed.select_related("seminar__course", "seminar__central_office")


def summary(selection: Selection) -> Summary:
    """How many applied, and how many were selected."""
    counts = {"applications": Count("pk"), "selected": Count("pk", filter=Q(selected=True))}
    return Summary(**selection.results.aggregate(**counts))


def own_results(selection: Selection, user: User) -> list[SelectionResult]:
    """The person's own rank and reason."""
    return list(selection.results.filter(enrolment__person=user).order_by("rank"))


def ranking(selection: Selection) -> QuerySet[SelectionResult]:
    """Everybody by rank: application number, outcome, and no name."""
    return selection.results.order_by("rank")


def with_lot(results: list[SelectionResult], selection: Selection) -> list[SelectionResult]:
    """Give each the `lot` that anybody can recompute."""
    for result in results:
        result.lot = lot(selection.seed, result.enrolment_id)
    return results
