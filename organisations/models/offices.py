from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.colours import AT_NIGHT, nearest_readable
from organisations.models.tree import Organisation
from organisations.states import DataProtectionRegime, RoleKind, SheetTemplate

A_COLOUR = r"^(#[0-9a-f]{6})?$"
may_be_a_colour = RegexValidator(A_COLOUR, _("Write the colour like this: #1a5fb4."))


class CentralOfficeQuerySet(models.QuerySet):
    def staffed_by(self, user):
        """The offices this person works for."""
        roles = {"roles__user": user.pk, "roles__kind": RoleKind.OFFICE_STAFF}
        return self.filter(**roles)


class CentralOffice(models.Model):
    """The office of an association that organises seminars and issues certificates."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="central_offices", verbose_name=_("association")
    )
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, unique=True)
    slug = models.SlugField(_("short address"), max_length=40, unique=True)
    number_prefix = models.CharField(
        _("prefix of certificate numbers"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9]+$", _("Capital letters and digits only."))],
    )
    email = models.EmailField(_("e-mail"))
    city = models.CharField(_("city"), max_length=100, default="Berlin")
    signatory_name = models.CharField(_("signatory"), max_length=120, blank=True)
    signatory_function = models.CharField(
        _("function of the signatory"), max_length=120, blank=True
    )
    regime = models.CharField(
        _("data protection law"), max_length=12, choices=DataProtectionRegime.choices
    )

    sheet_template = models.CharField(
        _("attendance sheet"),
        max_length=8,
        choices=SheetTemplate.choices,
        default=SheetTemplate.MINIMAL,
    )

    # How its pages look; without an accent as the house does.
    accent = models.CharField(
        _("accent colour"), max_length=7, blank=True, validators=[may_be_a_colour]
    )
    accent_at_night = models.CharField(
        _("accent colour on dark surfaces"), max_length=7, blank=True, validators=[may_be_a_colour]
    )
    logo = models.CharField(max_length=12, blank=True, editable=False)  # digest of its OfficeLogo

    objects = CentralOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("central office")
        verbose_name_plural = _("central offices")
        constraints = [
            models.CheckConstraint(
                name="central_office_regime_is_known",
                condition=Q(regime__in=DataProtectionRegime.values),
            ),
            models.CheckConstraint(
                name="central_office_sheet_template_is_known",
                condition=Q(sheet_template__in=SheetTemplate.values),
            ),
            models.CheckConstraint(
                name="central_office_accents_are_colours",
                condition=Q(accent__regex=A_COLOUR, accent_at_night__regex=A_COLOUR),
            ),
            models.CheckConstraint(
                name="central_office_has_no_night_without_day",
                condition=~Q(accent="") | Q(accent_at_night=""),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def accent_shown_at_night(self):
        """The one of its own, or what comes nearest to the accent."""
        return self.accent_at_night or nearest_readable(self.accent, AT_NIGHT)


class OfficeLogo(models.Model):
    """The picture itself, apart from the office: nobody needs it who needs the office."""

    office = models.OneToOneField(CentralOffice, models.CASCADE, related_name="picture")
    png = models.BinaryField()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self):
        return str(self.office)
