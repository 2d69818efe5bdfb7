"""What the office tells the funder, in versions, and the files that are handed over."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Seminar
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import CentralOffice, User
from reports.models.grants import Grant


class Narrative(models.Model):
    """One version of the report in words (Sachbericht). Never changed, never deleted."""

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="narratives")
    version = models.PositiveIntegerField(_("version"))
    purpose = models.TextField(_("occasion and aims"), blank=True)
    held = models.TextField(_("how it went"), blank=True)
    results = models.TextField(_("results"), blank=True)
    deviations = models.TextField(_("deviations from the plan"), blank=True)
    outlook = models.TextField(_("outlook"), blank=True)
    finished = models.BooleanField(_("finished"), default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("report in words")
        verbose_name_plural = _("reports in words")
        constraints = [
            models.UniqueConstraint(
                name="narrative_version_once_per_seminar", fields=["seminar", "version"]
            ),
        ]

    def __str__(self):
        return f"{self.seminar_id} v{self.version}"


def funding_file(_file, name):
    return kept_as("funding-files", name)


class FundingFileQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(finished_at=None)

    def visible_to(self, user):
        """Whoever works for the office the grant belongs to."""
        return self.filter(grant__central_office__in=CentralOffice.objects.staffed_by(user))


class FundingFile(models.Model):
    """One seminar, or a year of a grant, packed for the funder; the worker counts how far it is."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="files")
    seminar = models.ForeignKey(
        Seminar, models.PROTECT, null=True, blank=True, related_name="funding_files"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why there is no file, in words.
    failed = models.CharField(max_length=300, blank=True)
    file = models.FileField(
        storage=private_storage, upload_to=funding_file, max_length=120, blank=True
    )
    filename = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the content
    size = models.PositiveBigIntegerField(default=0)
    # What was missing when it was made, in words.
    open_points = models.JSONField(default=list, blank=True)
    keep_until = models.DateField(_("keep until"), null=True, blank=True)

    objects = FundingFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding file")
        verbose_name_plural = _("funding files")
        constraints = [
            models.CheckConstraint(
                name="funding_file_is_of_a_seminar_or_a_year",
                condition=Q(seminar__isnull=False, year=None) | Q(seminar=None, year__isnull=False),
            ),
            models.CheckConstraint(
                name="funding_file_finishes_after_it_was_asked_for",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("asked_at")),
            ),
            models.UniqueConstraint(
                name="funding_file_one_at_a_time",
                fields=["grant", "seminar", "year"],
                condition=Q(finished_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return self.filename
