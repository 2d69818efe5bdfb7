from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.states import CertificateKind
from fortbildung.shared.letters import validate_printable
from organisations.models import CentralOffice

A_COLOUR = r"^(#[0-9a-f]{6})?$"


class PaperLanguage(models.TextChoices):
    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")


class Picture(models.Model):
    """A picture on papers, under the digest of its content: papers name it, so it never changes."""

    digest = models.CharField(max_length=64, primary_key=True)
    png = models.BinaryField()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.digest[:12]


class Design(models.Model):
    """How the papers of one office look. What was issued keeps the look it had."""

    central_office = models.OneToOneField(
        CentralOffice, models.CASCADE, related_name="certificate_design"
    )
    language = models.CharField(
        _("language of the papers"),
        max_length=2,
        choices=PaperLanguage.choices,
        default=PaperLanguage.GERMAN,
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(A_COLOUR, _("Write the colour like this: #1a5fb4."))],
    )
    footer = models.CharField(
        _("footer"), max_length=200, blank=True, validators=[validate_printable]
    )
    funder_note = models.CharField(
        _("note on the funding"), max_length=400, blank=True, validators=[validate_printable]
    )
    logo = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("design of certificates")
        verbose_name_plural = _("designs of certificates")
        constraints = [
            models.CheckConstraint(
                name="design_language_is_known", condition=Q(language__in=PaperLanguage.values)
            ),
            models.CheckConstraint(
                name="design_accent_is_a_colour", condition=Q(accent__regex=A_COLOUR)
            ),
        ]

    def __str__(self):
        return str(self.central_office)


class TextBlock(models.Model):
    """An office's own words on one kind of paper in one language."""

    design = models.ForeignKey(Design, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=12, choices=CertificateKind.choices)
    language = models.CharField(max_length=2, choices=PaperLanguage.choices)
    title = models.CharField(
        _("heading"), max_length=60, blank=True, validators=[validate_printable]
    )
    text = models.CharField(
        _("text below"), max_length=600, blank=True, validators=[validate_printable]
    )

    class Meta:
        verbose_name = _("text of certificates")
        verbose_name_plural = _("texts of certificates")
        constraints = [
            models.UniqueConstraint(
                name="text_block_once_per_kind_and_language", fields=["design", "kind", "language"]
            ),
            models.CheckConstraint(
                name="text_block_is_of_a_kind",
                condition=Q(kind__in=CertificateKind.values, language__in=PaperLanguage.values),
            ),
        ]

    def __str__(self):
        return f"{self.design_id}: {self.kind}, {self.language}"
