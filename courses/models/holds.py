from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.seminars import Seminar


class Hold(models.Model):
    """Somebody audits a seminar: until that is over, no name in it is erased, no list deleted.

    Whoever accounts for the seminar sets and ends it; here it is only heeded.
    """

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint(
                name="hold_once_per_seminar", fields=["seminar"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.seminar_id}: {self.reason}"
