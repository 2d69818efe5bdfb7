from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.people import User


class BarrierReportQuerySet(models.QuerySet):
    def open(self):
        """Nobody has said yet that it is dealt with."""
        return self.filter(done_at=None)


class BarrierReport(models.Model):
    """Somebody, known or not, could not use a page; the national coordination sees to it."""

    page = models.CharField(_("page"), max_length=300, blank=True)
    description = models.TextField(_("what got in the way"), max_length=5_000)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    reported_at = models.DateTimeField(_("reported on"))
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BarrierReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("barrier reported")
        verbose_name_plural = _("barriers reported")

    def __str__(self):
        return f"{self.page or '?'}, {self.reported_at:%d.%m.%Y}"
