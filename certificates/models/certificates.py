from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.seals import Seal
from certificates.states import CERTIFICATE_MOVES, CertificateKind, CertificateState
from courses.models import Enrolment
from fortbildung.shared.files import private_storage
from organisations.models import CentralOffice, User
from organisations.states import RoleKind


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the enrolment may see its certificate."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def issued_by(self, user):
        """Certificates of the central offices this person works for."""
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        return self.filter(central_office__in=roles.values("central_office"))

    def valid(self):
        return self.filter(state=CertificateState.ISSUED)


class Certificate(models.Model):
    """A proof with its wording and facts frozen on the day of issue.

    Numbers run without gaps per central office and year. `facts` is everything the paper says;
    `credential` is the badge. The digests know file and badge again, also when nobody keeps them
    any more. What was issued before there were seals has neither.
    """

    central_office = models.ForeignKey(CentralOffice, models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=40, unique=True)
    code = models.CharField(_("verification code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind.choices)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CertificateState.choices,
        default=CertificateState.ISSUED,
    )
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    issued_at = models.DateTimeField(_("issued on"))
    facts = models.JSONField()
    pdf = models.FileField(storage=private_storage, upload_to="certificates", max_length=120)

    seal = models.ForeignKey(
        Seal, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    credential = models.JSONField(null=True, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True)
    credential_digest = models.CharField(max_length=64, blank=True)

    # The one it took the place of; that one is `replaced`, see its `replaced_by`.
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()
    beside = ()  # other valid ones of the same enrolment, where a list has looked for them

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
            models.UniqueConstraint(
                name="certificate_file_is_one", fields=["pdf_digest"], condition=~Q(pdf_digest="")
            ),
            models.CheckConstraint(
                name="certificate_state_is_known", condition=Q(state__in=CertificateState.values)
            ),
            models.CheckConstraint(
                name="certificate_kind_is_known", condition=Q(kind__in=CertificateKind.values)
            ),
            models.CheckConstraint(
                name="certificate_ends_at_a_moment",
                condition=Q(state=CertificateState.ISSUED, ended_at=None)
                | (~Q(state=CertificateState.ISSUED) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="certificate_with_a_seal_is_known_again",
                condition=Q(seal=None) | ~Q(pdf_digest="") & ~Q(credential_digest=""),
            ),
        ]

    def __str__(self):
        return self.number

    def move_to(self, state, *, by, reason, now):
        """End it in memory; the service that calls this saves."""
        if state not in CERTIFICATE_MOVES[self.state]:
            raise ValueError(f"{self} cannot become {state}")
        self.state, self.ended_at, self.ended_by, self.end_reason = state, now, by, reason
