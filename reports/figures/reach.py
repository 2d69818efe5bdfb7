"""Who may read figures, and about whom.

Figures name nobody. Managers read those of the people booked below their nodes, a central office
those of its seminars and of its association's people, coordination and auditors those of all.
What is about a few people only is shown to whoever answers for these people: to the managers and
the office above them. All others read it in sums.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from courses.models import Enrolment
from organisations.models import CentralOffice, Organisation
from organisations.states import RoleKind

READ_EVERYTHING = {RoleKind.COORDINATION, RoleKind.AUDITOR}


@dataclass(frozen=True)
class Reach:
    """All, or the seminars of some central offices and the people below some nodes.

    `offices` are those one works for, `nodes` those one manages.
    """

    nationwide: bool
    offices: tuple[CentralOffice, ...] = ()
    nodes: tuple[Organisation, ...] = ()

    def __str__(self):
        if self.nationwide:
            return _("all central offices")
        names = {*(office.name for office in self.offices), *(node.name for node in self.nodes)}
        return ", ".join(sorted(names))

    @property
    def digest(self):
        """The same for all who read the same of the same people."""
        keys = [sorted(each.pk for each in some) for some in (self.offices, self.nodes)]
        told = [type(self).__name__, self.nationwide, *keys, self._paths]
        return sha256(repr(told).encode()).hexdigest()

    @property
    def beyond_a_team(self):
        """Whether one answers for the training, not only for people of one's own."""
        return self.nationwide or bool(self.offices)

    def central_offices(self):
        """The offices whose seminars may be read about; managers read about people, not offices."""
        offices = CentralOffice.objects.all()
        if self.beyond_a_team and not self.nationwide:
            return offices.filter(pk__in=[office.pk for office in self.offices])
        return offices

    def organised(self):
        """Enrolments in the seminars of these offices."""
        enrolments = Enrolment.objects.all()
        if self.nationwide:
            return enrolments
        return enrolments.filter(seminar__central_office__in=self.offices)

    def enrolments(self):
        """Enrolments whose figures may be read."""
        enrolments = Enrolment.objects.all()
        if self.nationwide:
            return enrolments
        return enrolments.filter(Q(seminar__central_office__in=self.offices) | self.own_people())

    @cached_property
    def _paths(self):
        """Of the nodes whose people are one's own; none lies below another."""
        homes = [office.organisation.path for office in self.offices]
        paths = sorted({*homes, *(node.path for node in self.nodes)})
        return [path for path in paths if not path.startswith(tuple(p for p in paths if p < path))]

    @property
    def answers_for_people(self):
        """Whether some people are one's own."""
        return bool(self._paths)

    def own_people(self, place="organisation"):
        """As a condition: booked at or below a node one answers for, whatever their number."""
        own = Q(pk__in=[])
        for path in self._paths:
            own |= Q(**{f"{place}__path__startswith": path})
        return own


class OfOffice(Reach):
    """The seminars of the offices alone, read by those who work there."""

    def enrolments(self):
        return self.organised()


class OfOfficeFromOutside(OfOffice):
    """The same, read by somebody who answers for none of the people."""

    @property
    def _paths(self):
        return []


def reach_of(user):
    """What this person may read; None for those who read no figures."""
    roles = list(user.roles.select_related("central_office__organisation", "organisation"))
    offices = [role.central_office for role in roles if role.kind == RoleKind.OFFICE_STAFF]
    nodes = [role.organisation for role in roles if role.kind == RoleKind.MANAGER]
    nationwide = any(role.kind in READ_EVERYTHING for role in roles)
    if nationwide or offices or nodes:
        return Reach(nationwide, tuple(offices), tuple(nodes))
    return None
