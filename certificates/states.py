"""Kinds and states of certificates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CertificateKind(TextChoices):
    ATTENDANCE = "attendance", _("certificate of attendance")


class CertificateState(TextChoices):
    ISSUED = "issued", _("valid")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")
