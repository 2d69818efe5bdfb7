"""An association's own log-in, through which its people come in here."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models.people import User
from organisations.models.tree import Organisation
from organisations.states import SignOnProtocol


class SignOnQuerySet(models.QuerySet):
    def offered(self):
        """Those the log-in offers."""
        return self.filter(active=True).select_related("association").order_by("name")


class SignOn(models.Model):
    """How an association's log-in is reached, and how far its word counts here.

    Its secret is kept sealed, see `fortbildung/shared/sealing.py`. Who came through it once is
    known again by allauth's `SocialAccount`, whose `provider` is the `slug`.
    """

    association = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sign_ons", verbose_name=_("association")
    )
    name = models.CharField(
        _("name"), max_length=40, unique=True, help_text=_("It stands on the button: “AWO”.")
    )
    slug = models.SlugField(
        _("short address"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^(?!saml$|openid_connect$)", _("Choose another one."))],
        help_text=_("Part of the addresses that the association enters on its side."),
    )
    protocol = models.CharField(_("protocol"), max_length=4, choices=SignOnProtocol.choices)
    issuer = models.CharField(_("issuer"), max_length=300, blank=True)
    client_id = models.CharField(_("client ID"), max_length=190, blank=True)
    secret = models.TextField(blank=True)
    log_in_url = models.URLField(_("address of the log-in"), max_length=500, blank=True)
    certificate = models.TextField(pgettext_lazy("of a log-in", "certificate"), blank=True)
    active = models.BooleanField(_("offered at the log-in"), default=False)
    vouches_for_addresses = models.BooleanField(
        _("hands out addresses of its own directory only"), default=False
    )
    confirms_employments = models.BooleanField(_("confirms who works there"), default=False)
    checks_second_factor = models.BooleanField(_("asks for a second factor"), default=False)
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SignOnQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-on")
        verbose_name_plural = _("sign-ons")
        constraints = [
            models.CheckConstraint(
                name="sign_on_is_complete",
                condition=(
                    Q(protocol=SignOnProtocol.OIDC)
                    & ~Q(issuer="")
                    & ~Q(client_id="")
                    & ~Q(secret="")
                )
                | (
                    Q(protocol=SignOnProtocol.SAML)
                    & ~Q(issuer="")
                    & ~Q(log_in_url="")
                    & ~Q(certificate="")
                ),
                violation_error_message=_("Something is missing that this protocol needs."),
            ),
        ]

    def __str__(self):
        return self.name


class MailDomain(models.Model):
    """What stands behind the @ of an association's addresses; no two share one."""

    sign_on = models.ForeignKey(SignOn, models.CASCADE, related_name="domains")
    name = models.CharField(
        _("mail domain"),
        max_length=200,
        unique=True,
        error_messages={"unique": _("Another sign-on has this mail domain already.")},
    )

    class Meta:
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        constraints = [
            models.CheckConstraint(
                name="mail_domain_is_lower_case", condition=Q(name=Lower("name"))
            ),
        ]

    def __str__(self):
        return self.name
