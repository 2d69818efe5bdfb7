from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from organisations.models.people import User


class ErasureRequestQuerySet(models.QuerySet):
    def with_a_name(self):
        """Carried out, but for the name, which was kept as a proof."""
        return self.filter(done_at__isnull=False, name_erased_at=None)

    def latest_name_erased(self):
        """When a name was erased last, or None: what was written down until then may hold it."""
        return self.aggregate(latest=Max("name_erased_at"))["latest"]


class ErasureRequest(models.Model):
    """Somebody wants their account gone; the national coordination carries it out."""

    user = models.ForeignKey(User, models.CASCADE, related_name="erasure_requests")
    asked_at = models.DateTimeField(_("asked on"))
    done_at = models.DateTimeField(null=True, blank=True)
    # Participation must be provable until that day; the name goes after it.
    name_kept_until = models.DateField(null=True, blank=True)
    name_erased_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure request")
        verbose_name_plural = _("erasure requests")
        constraints = [
            models.UniqueConstraint(
                name="erasure_asked_for_once", fields=["user"], condition=Q(done_at=None)
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.asked_at:%d.%m.%Y}"
