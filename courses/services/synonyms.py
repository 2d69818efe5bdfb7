"""Words the search takes for the same; national coordination and offices keep them."""

from django.db import transaction

from courses.models import Synonyms


@transaction.atomic
def keep(*, synonyms: Synonyms) -> Synonyms:
    """Save new or changed words."""
    synonyms.full_clean()
    synonyms.save()
    return synonyms


def drop(*, synonyms: Synonyms) -> None:
    """The words mean different things again."""
    synonyms.delete()
