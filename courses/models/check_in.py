from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import ScanChannel, ScanKind
from courses.models.enrolments import Enrolment
from courses.models.seminars import Seminar
from courses.models.sessions import Session
from fortbildung.shared.files import private_storage
from organisations.models import User


class Scan(models.Model):
    """Somebody was seen coming or leaving. Never changed, never deleted; attendance follows.

    The device gives each scan a `client_id`, so that sending it again changes nothing.
    """

    client_id = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, models.PROTECT, related_name="scans")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="scans")
    kind = models.CharField(max_length=4, choices=ScanKind.choices)
    channel = models.CharField(max_length=8, choices=ScanChannel.choices)
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    device = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        constraints = [
            models.CheckConstraint(
                name="scan_is_of_a_known_kind",
                condition=Q(kind__in=ScanKind.values, channel__in=ScanChannel.values),
            ),
        ]
        indexes = [models.Index(name="scan_order", fields=["session", "enrolment", "scanned_at"])]

    def __str__(self):
        return f"{self.enrolment_id}, {self.session_id}: {self.kind} {self.scanned_at}"


class SignedListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever records the attendance of the seminar."""
        return self.filter(seminar__in=Seminar.objects.recorded_by(user))


class SignedList(models.Model):
    """A list signed on paper, scanned, as evidence. Never changed, never overwritten."""

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="signed_lists")
    # None: of the whole seminar.
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="signed_lists"
    )
    file = models.FileField(storage=private_storage, upload_to="signed-lists", max_length=120)
    name = models.CharField(_("name of the file"), max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = SignedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed list")
        verbose_name_plural = _("signed lists")
        constraints = [
            models.UniqueConstraint(
                name="signed_list_once_per_seminar",
                fields=["seminar", "session", "digest"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="signed_list_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self):
        return self.name
