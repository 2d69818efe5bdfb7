"""When a report is sent the next time. Pure."""

from datetime import datetime, time

from django.utils import timezone

from reports.models.saved import Rhythm

MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}
AT = time(7)  # Berlin, before the office opens


def next_turn(rhythm: Rhythm, now: datetime) -> datetime | None:
    """Seven o'clock on the first of the next month or quarter; None where nothing is sent."""
    step = MONTHS.get(rhythm)
    if step is None:
        return None
    today = timezone.localdate(now)
    month = (today.month - 1) // step * step + step  # months since January
    year, month = today.year + month // 12, month % 12 + 1
    return timezone.make_aware(datetime.combine(today.replace(year, month, 1), AT))
