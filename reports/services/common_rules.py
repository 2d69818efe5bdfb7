"""Rules that hold for all offices; the national coordination adds them."""

from django.core.exceptions import PermissionDenied

from fortbildung.shared.transactions import transacted
from organisations.models import User
from organisations.states import RoleKind
from reports.models import RetentionRule, TravelRule


@transacted
def save_common_rule(*, rule: TravelRule | RetentionRule, by: User) -> TravelRule | RetentionRule:
    """It holds from its day on. Days of keeping that were announced already stay."""
    if not by.roles.filter(kind=RoleKind.COORDINATION).exists():
        raise PermissionDenied
    rule.full_clean()
    rule.save(force_insert=True)
    return rule
