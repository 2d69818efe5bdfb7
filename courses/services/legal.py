"""New versions of terms and privacy notice: written once, never changed."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone

from courses.kinds import LegalKind
from courses.models import LegalText
from courses.rules.legal import reasons_not_to_publish
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User
from organisations.states import DataProtectionRegime


@transacted
def publish_legal_text(  # noqa: PLR0913 – all facts of one act
    *,
    regime: DataProtectionRegime,
    kind: LegalKind,
    title: str,
    sections: list[dict],
    title_en: str = "",
    sections_en: Sequence[dict] = (),
    valid_from: date,
    by: User,
    now: datetime,
) -> LegalText:
    """Write the next version; it holds for bookings from that day on, today from this moment.

    The English words are part of it: to add or mend them is a version of its own, too.
    """
    versions = LegalText.objects.versions_of(regime, kind)
    newest = versions.select_for_update().first()
    facts = {"title": title, "sections": sections}
    facts |= {"title_en": title_en, "sections_en": list(sections_en)}
    refuse(reasons_not_to_publish(newest=newest, valid_from=valid_from, now=now, **facts))
    midnight = timezone.make_aware(datetime.combine(valid_from, time.min))
    return LegalText.objects.create(
        regime=regime,
        kind=kind,
        version=newest.version + 1 if newest else 1,
        valid_from=max(midnight, now),
        written_by=by,
        written_at=now,
        **facts,
    )
