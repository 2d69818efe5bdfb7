"""New dates that fit a saved search."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch

from courses import links
from courses.models import SavedSearch, Seminar, Session
from fortbildung.shared import mail
from fortbildung.shared.mail import Letter


def tell_of_hits(search: SavedSearch, seminars: Iterable[Seminar], *, now: datetime) -> None:
    """Tell the person of these dates in one mail."""
    keys = sorted(seminar.pk for seminar in seminars)
    mail.post(
        key=f"search-{search.pk}-{keys[0]}",  # each date is told once
        to=search.person.email,
        renderer="courses.mails.searches.render_hits",
        arguments={"search": search.pk, "seminars": keys},
        can_wait=True,
        now=now,
    )


def render_hits(*, search: int, seminars: list[int]) -> Letter | None:
    """Those dates that are still in the catalogue, while the search is kept."""
    search = SavedSearch.objects.filter(pk=search).select_related("person").first()
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    known = Seminar.objects.published().with_dates().filter(pk__in=seminars)
    known = list(known.select_related("course").prefetch_related(sessions).order_by("starts_at"))
    if search is None or not known:
        return None
    leave = links.sign_search(search)
    return mail.letter("courses/search_hits", {"search": search, "seminars": known, "leave": leave})
