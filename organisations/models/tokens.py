from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models.people import User
from organisations.states import TokenScope


class ApiTokenQuerySet(models.QuerySet):
    def kept(self):
        """Not revoked, expired or not."""
        return self.filter(revoked_at=None)


class ApiToken(models.Model):
    """A key to the API in a person's name. Of its secret only a digest is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256: the secret cannot be guessed
    prefix = models.CharField(_("begins with"), max_length=12)
    scope = models.CharField(_("rights"), max_length=5, choices=TokenScope.choices)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("valid until"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(
                name="api_token_scope_is_known", condition=Q(scope__in=TokenScope.values)
            ),
            models.CheckConstraint(
                name="api_token_expires_after_it_was_made",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("An API key is valid for some time at least."),
            ),
        ]

    def __str__(self):
        return f"{self.prefix}… ({self.name})"

    def allows(self, scope):
        """Whether it may be used for `scope`; who may write may read."""
        return scope in (self.scope, TokenScope.READ)

    def has_expired(self, now):
        return self.expires_at <= now
