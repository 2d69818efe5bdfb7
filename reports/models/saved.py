"""Reports somebody keeps under a name, and gets by mail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import User


class Rhythm(models.TextChoices):
    NEVER = "never", _("not by mail")
    MONTHLY = "monthly", _("by mail on the first of each month")
    QUARTERLY = "quarterly", _("by mail on the first of each quarter")


class SavedReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(owner=user.pk)

    def due(self, now):
        """Whose day has come."""
        return self.filter(next_at__lte=now, owner__is_active=True)


class SavedReport(models.Model):
    """A report with a filter. By mail it shows the year of the day before it is sent.

    It is made with the rights the owner has then, never with those at the time of saving.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_reports")
    name = models.CharField(_("name"), max_length=80)
    report = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict, blank=True)
    rhythm = models.CharField(
        _("send"), max_length=10, choices=Rhythm.choices, default=Rhythm.NEVER
    )
    next_at = models.DateTimeField(null=True, blank=True)
    # Why the last one could not be made; blank: it could.
    problem = models.CharField(max_length=500, blank=True)

    objects = SavedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved report")
        verbose_name_plural = _("saved reports")
        constraints = [
            models.UniqueConstraint(
                name="saved_report_has_a_name_of_its_own",
                fields=["owner", "name"],
                violation_error_message=_("You have saved a report under this name already."),
            ),
            models.CheckConstraint(
                name="saved_report_is_sent_on_a_day",
                condition=Q(rhythm=Rhythm.NEVER, next_at=None)
                | (Q(rhythm__in=Rhythm.values, next_at__isnull=False) & ~Q(rhythm=Rhythm.NEVER)),
            ),
        ]
        indexes = [
            models.Index(
                name="saved_report_due", fields=["next_at"], condition=Q(next_at__isnull=False)
            )
        ]

    def __str__(self):
        return self.name
