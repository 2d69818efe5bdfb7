"""Deputies ready-made, past the rules; days count from the day of NOON."""

from datetime import timedelta

from organisations.models import Deputy
from tests.factories import NOON, counsellor

TODAY = NOON.date()


def day(number):
    return TODAY + timedelta(days=number)


def deputy_of(boss, person=None, *, starts=-1, ends=1):
    """The row; the person is a counsellor of the site if none is given."""
    return Deputy.objects.create(
        manager=boss,
        deputy=person or counsellor(),
        starts=day(starts),
        ends=day(ends),
        created_at=NOON,
    )
