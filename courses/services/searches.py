"""Saved searches: kept, dropped, and told of new dates. What fits is found by the catalogue."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses import mails
from courses.models import SavedSearch, SearchHit, Seminar
from fortbildung.shared.errors import Refused
from organisations.models import User

MOST = 20  # per person


@transaction.atomic
def save_search(*, person: User, filters: dict, now: datetime) -> SavedSearch:
    """Tell `person` of new dates that fit `filters` from now on; raises Refused at too many."""
    User.objects.select_for_update().get(pk=person.pk)
    own = SavedSearch.objects.of(person)
    if known := own.filter(filters=filters).first():
        return known
    if not filters:
        raise Refused(_("Choose a filter or enter search words first."))
    if own.count() >= MOST:
        raise Refused(_("You have saved %(most)s searches. Remove one first.") % {"most": MOST})
    return SavedSearch.objects.create(person=person, filters=filters, created_at=now)


def drop_search(*, search: SavedSearch) -> None:
    """The person is not told any more."""
    search.delete()


@transaction.atomic
def tell_of_hits(*, search: SavedSearch, seminars: Iterable[Seminar], now: datetime) -> int:
    """Owe one mail with those of `seminars` the search has not told of; how many dates."""
    search = SavedSearch.objects.select_for_update().filter(pk=search.pk).first()
    if search is None:  # dropped meanwhile
        return 0
    told = set(search.hits.values_list("seminar", flat=True))
    new = [seminar for seminar in seminars if seminar.pk not in told]
    hits = [SearchHit(search=search, seminar=seminar, told_at=now) for seminar in new]
    SearchHit.objects.bulk_create(hits)
    if new:
        mails.tell_of_hits(search, new, now=now)
    return len(new)
