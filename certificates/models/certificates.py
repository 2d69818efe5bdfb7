from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.states import CertificateKind, CertificateState
from courses.models import Enrolment
from fortbildung.shared.files import private_storage
from organisations.models import CentralOffice


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the enrolment may see its certificate."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class Certificate(models.Model):
    """A proof with its wording and facts frozen on the day of issue.

    Numbers run without gaps per central office and year. `facts` is everything the paper says.
    """

    central_office = models.ForeignKey(CentralOffice, models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=40, unique=True)
    code = models.CharField(_("verification code"), max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=CertificateKind.choices)
    state = models.CharField(
        max_length=10, choices=CertificateState.choices, default=CertificateState.ISSUED
    )
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    issued_at = models.DateTimeField()
    facts = models.JSONField()
    pdf = models.FileField(storage=private_storage, upload_to="certificates", max_length=120)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                name="certificate_serial_once_per_office_and_year",
                fields=["central_office", "year", "serial"],
            ),
            models.UniqueConstraint(
                name="certificate_once_per_enrolment_and_kind",
                fields=["enrolment", "kind"],
                condition=Q(state=CertificateState.ISSUED),
            ),
            models.CheckConstraint(
                name="certificate_state_is_known", condition=Q(state__in=CertificateState.values)
            ),
            models.CheckConstraint(
                name="certificate_kind_is_known", condition=Q(kind__in=CertificateKind.values)
            ),
        ]

    def __str__(self):
        return self.number
