"""Who may read figures, and of which seminars.

Figures name nobody, yet they are for those who answer for the training: national coordination
and auditors read the whole country, a central office reads its own seminars. Where a report is
about people, only the office that organises the seminar learns their names.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.models import Enrolment
from organisations.models import CentralOffice
from organisations.states import RoleKind

READ_EVERYTHING = {RoleKind.COORDINATION, RoleKind.AUDITOR}


@dataclass(frozen=True)
class Reach:
    """The seminars of some central offices, or of all; `offices` are those one works for."""

    nationwide: bool
    offices: tuple[CentralOffice, ...] = ()

    def __str__(self):
        if self.nationwide:
            return _("all central offices")
        return ", ".join(sorted(office.name for office in self.offices))

    def central_offices(self):
        """The offices whose seminars may be read about."""
        offices = CentralOffice.objects.all()
        if self.nationwide:
            return offices
        return offices.filter(pk__in=[office.pk for office in self.offices])

    def enrolments(self):
        """Enrolments whose figures may be read."""
        enrolments = Enrolment.objects.all()
        if self.nationwide:
            return enrolments
        return enrolments.filter(seminar__central_office__in=self.offices)


def reach_of(user):
    """What this person may read; None for those who read no figures."""
    roles = list(user.roles.select_related("central_office"))
    offices = [role.central_office for role in roles if role.kind == RoleKind.OFFICE_STAFF]
    nationwide = any(role.kind in READ_EVERYTHING for role in roles)
    return Reach(nationwide, tuple(offices)) if nationwide or offices else None
