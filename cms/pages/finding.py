"""Finding in the catalogue: hits and counts; pages are read as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.pages.dates import upcoming
from cms.pages.facets import Hits, answer
from cms.pages.keeping import kept_offers
from cms.pages.words import courses_with


@dataclass(frozen=True)
class Found:
    hits: Hits
    counts: dict
    approximate: bool  # nothing had the words, these have similar ones
    pages: Sequence


def find(pages, chosen, *, now, offers=None):
    """What answers `chosen` (see CatalogueForm) out of `pages`, a queryset of course pages.

    Whoever asks often brings the `offers`.
    """
    offers, approximate, among = kept_offers(now=now) if offers is None else offers, False, None
    if words := chosen.get("q"):
        places = {offer.course: place for place, offer in enumerate(offers.courses)}
        distances, approximate = courses_with(words, among=places, pages=pages)
        among = offers.marked([places[course] for course in distances])
    hits, counts = answer(offers, chosen, among=among)
    hits = hits.ordered(chosen.get("sort", "date"))
    if words and "sort" not in chosen:
        hits = hits.nearest_first(distances)
    return Found(hits, counts, approximate, HitPages(hits, pages, now=now))


class HitPages(Sequence):
    """The pages of hits; asks the database for the slice somebody looks at."""

    def __init__(self, hits, pages, *, now):
        self.hits, self.pages, self.now = hits, pages, now

    def __len__(self):
        return len(self.hits)

    def count(self):
        """As querysets say it."""
        return len(self.hits)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._read(self.hits[index])
        return self._read([self.hits[index]])[0]

    def _read(self, hits):
        """Each page with `next_date` (a seminar or None) and `more`, how many dates follow."""
        wanted = self.pages.filter(pk__in=[hit.offer.page for hit in hits])
        pages = wanted.select_related("course").prefetch_related(
            "course__topics", "course__programmes"
        )
        pages = {page.pk: page for page in pages}
        firsts = [date.seminar for hit in hits for date in hit.dates[:1]]
        dates = {seminar.pk: seminar for seminar in upcoming(now=self.now).filter(pk__in=firsts)}
        for hit in hits:
            if (page := pages.get(hit.offer.page)) is None:
                continue  # taken down since the offers were read
            page.next_date = dates.get(hit.dates[0].seminar) if hit.dates else None
            page.more = max(len(hit.dates) - 1, 0)
        return [pages[hit.offer.page] for hit in hits if hit.offer.page in pages]
