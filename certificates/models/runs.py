from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models import CentralOffice, User
from organisations.states import RoleKind


class RunQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(finished_at=None)

    def started_for(self, user):
        """Runs of the central offices this person works for."""
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        return self.filter(central_office__in=roles.values("central_office"))


class Run(models.Model):
    """An office has everything issued that it owes; the worker counts here how far it is.

    What is still owed is the list of what is to do, so a worker that dies leaves nothing double
    and nothing forgotten. Who cannot get one is counted as `hindered`.
    """

    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, related_name="certificate_runs"
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    issued = models.PositiveIntegerField(default=0)
    hindered = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.UniqueConstraint(
                name="run_one_at_a_time_per_office",
                fields=["central_office"],
                condition=Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="run_finishes_after_it_started",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
            ),
        ]

    def __str__(self):
        return f"{self.central_office_id}: {self.issued} of {self.total}"
