from django.db import models
from django.utils.translation import gettext_lazy as _


class SealQuerySet(models.QuerySet):
    def current(self):
        """The one that seals now."""
        return self.filter(retired_at=None)

    def latest_first(self):
        return self.order_by("-created_at", "-pk")


class Seal(models.Model):
    """The public part of a seal, for whoever checks; the keys lie elsewhere, see `keys.py`.

    One is in use. Those before it stay: what they sealed is checked with them.
    """

    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True)
    leaf = models.TextField()  # the certificate that seals, PEM
    root = models.TextField()  # the one that vouches for it, PEM
    badge_key = models.CharField(max_length=100)  # Ed25519, multibase
    token_key = models.JSONField()  # RSA, JWK
    created_at = models.DateTimeField(_("in use since"))
    ends_at = models.DateTimeField(_("valid until"))
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [
            models.UniqueConstraint(
                name="seal_in_use_is_one", fields=["retired_at"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="seal_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("created_at")),
            ),
        ]

    def __str__(self):
        return self.fingerprint[:16]


class SealedRecord(models.Model):
    """A training record somebody has taken along: by this it is known again, and by nothing else.

    Whose it is is not kept: it says so itself.
    """

    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sealed training record")
        verbose_name_plural = _("sealed training records")

    def __str__(self):
        return self.digest[:16]
