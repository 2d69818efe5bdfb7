"""Kinds and states of certificates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CertificateKind(TextChoices):
    ATTENDANCE = "attendance", _("certificate of attendance")
    PARTIAL = "partial", _("confirmation of partial attendance")
    ACHIEVEMENT = "achievement", _("certificate of achievement")


class CertificateState(TextChoices):
    ISSUED = "issued", _("valid")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")


CERTIFICATE_MOVES = {
    CertificateState.ISSUED: {CertificateState.REPLACED, CertificateState.REVOKED},
    CertificateState.REPLACED: set(),
    CertificateState.REVOKED: set(),
}
