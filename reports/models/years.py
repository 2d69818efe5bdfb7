"""Reporting years that are closed: what was reported, kept as it was."""

from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import CentralOffice, User


class ReportingYear(models.Model):
    """A calendar year of a central office's seminars that was reported."""

    central_office = models.ForeignKey(
        CentralOffice,
        models.PROTECT,
        related_name="reporting_years",
        verbose_name=_("central office"),
    )
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("reporting year")
        verbose_name_plural = _("reporting years")
        constraints = [
            models.UniqueConstraint(
                name="reporting_year_is_closed_once", fields=["central_office", "year"]
            ),
            models.CheckConstraint(
                name="reporting_year_has_four_digits", condition=Q(year__range=(2000, 9999))
            ),
        ]

    def __str__(self):
        return f"{self.central_office} {self.year}"


class YearVersion(models.Model):
    """The figures of a closed year; number 0 as it was closed, then its amendments.

    Never changed, never deleted. `content` is JSON as it was written: the figures with their
    definitions, so that the checksum can be told anew from nothing else.
    """

    reporting_year = models.ForeignKey(ReportingYear, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    content = models.TextField()
    checksum = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("version of a reporting year")
        verbose_name_plural = _("versions of reporting years")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="year_version_once_per_number", fields=["reporting_year", "number"]
            ),
            models.CheckConstraint(
                name="year_version_amends_with_a_reason", condition=Q(number=0) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.reporting_year}, {self.number}"

    @property
    def is_intact(self):
        """Whether the figures are those that were written."""
        return self.checksum == checksum_of(self.content)


def checksum_of(content: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(content.encode()).hexdigest()
