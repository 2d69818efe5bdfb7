"""What is the same for everybody who reads the public pages, kept until something has happened."""

from django.conf import settings

from cms.pages.offers import all_offers
from fortbildung.shared.trips import run

# Whoever gets or leaves a seat, and whoever changes a seminar or a page, leaves a row in one of
# these. What leaves none, like a course's new title, is seen when the time of the part is over.
NEWEST = """
    SELECT (SELECT max(id) FROM courses_enrolmentevent),
        (SELECT max(id) FROM courses_seatevent),
        (SELECT max(id) FROM wagtailcore_pagelogentry)
"""


def news():
    """Another text whenever something has happened that a public page may tell of."""
    (latest,) = run(NEWEST)
    return "-".join(str(key or 0) for key in latest)


class Shelf:
    """The catalogue in the memory of this process; whoever reads it changes nothing in it."""

    version, since, offers = None, None, []


def kept_offers(*, now):
    """`all_offers`, read anew when something has happened or they have been kept long enough."""
    if not settings.PAGES_KEPT:
        return all_offers(now=now)
    version = news()  # before the offers: what happens meanwhile is read next time
    if version != Shelf.version or not Shelf.since <= now < Shelf.since + settings.PAGES_KEPT:
        Shelf.offers = all_offers(now=now)
        Shelf.version, Shelf.since = version, now
    return Shelf.offers
