"""New dates for saved searches: what was published lately, and whose filters it fits."""

from datetime import timedelta

from cms.models import CoursePage
from cms.pages.dates import upcoming, with_publication
from cms.pages.finding import find
from cms.pages.offers import all_offers
from courses.models import SavedSearch
from courses.services.searches import tell_of_hits

LATELY = timedelta(days=14)  # nothing is missed while beat or worker are away


def tell_of_new_dates(*, now):
    """Mail new dates that fit to whoever saved a search, each once; how many dates."""
    published = with_publication(upcoming(now=now)).filter(
        published_at__gt=now - LATELY, published_at__lte=now
    )
    new = {seminar.pk: seminar for seminar in published}
    if not new:
        return 0
    offers = all_offers(now=now).only(new)
    searches = SavedSearch.objects.filter(person__is_active=True).select_related("person")
    return sum(
        tell_of_hits(search=search, seminars=_fitting(search, offers, new, now=now), now=now)
        for search in searches.order_by("pk")
    )


def _fitting(search, offers, new, *, now):
    """The dates published since the search was saved; those before were on the screen."""
    found = find(CoursePage.objects.live(), search.filters, now=now, offers=offers)
    seminars = [new[seminar] for seminar in found.hits.seminars]
    close = [] if found.approximate else seminars
    return [seminar for seminar in close if seminar.published_at > search.created_at]
