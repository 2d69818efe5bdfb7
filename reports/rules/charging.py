"""Why a seminar cannot be charged to a grant."""

from django.utils import timezone
from django.utils.translation import gettext as _


def reasons_not_to_charge(*, seminar, grant):
    """The grant is of the same office and covers all days of the seminar."""
    if seminar.central_office_id != grant.central_office_id:
        yield _("The grant belongs to another central office.")
    days = [timezone.localdate(session.starts_at) for session in seminar.sessions.all()]
    if not days:
        yield _("The seminar has no sessions yet. Plan them first.")
    elif min(days) < grant.starts or max(days) > grant.ends:
        yield _("The seminar lies outside the grant’s period from %(first)s to %(last)s.") % {
            "first": f"{grant.starts:%d.%m.%Y}",
            "last": f"{grant.ends:%d.%m.%Y}",
        }
