"""What people agree to when they book, in versions that never change once they are out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import LegalKind
from courses.models.enrolments import Enrolment
from fortbildung.shared.english import ENGLISH, GERMAN, said
from organisations.models import User
from organisations.states import DataProtectionRegime


class LegalTextQuerySet(models.QuerySet):
    def published(self, now):
        return self.filter(valid_from__lte=now)

    def current(self, regime, *, now):
        """The newest version of each kind under that data protection law."""
        known = self.published(now).filter(regime=regime)
        return known.order_by("kind", "-version").distinct("kind")

    def versions_of(self, regime, kind):
        """All versions of one text, coming ones too, the newest first."""
        return self.filter(regime=regime, kind=kind).order_by("-version")


class LegalText(models.Model):
    """One version of the terms or of the privacy notice under one data protection law.

    `sections` is a list of {"heading", "text"}. A change is a new version, never an edit; the
    English words beside the German ones, too, belong to the version. The German text binds.
    """

    regime = models.CharField(
        _("data protection law"), max_length=12, choices=DataProtectionRegime.choices
    )
    kind = models.CharField(_("kind"), max_length=8, choices=LegalKind.choices)
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateTimeField(_("valid from"))
    title = models.CharField(_("title"), max_length=120)
    sections = models.JSONField(_("sections"))
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    sections_en = models.JSONField(_("sections in English"), default=list, blank=True)
    # Nobody: it came with the programme.
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    objects = LegalTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        constraints = [
            models.UniqueConstraint(
                name="legal_text_once_per_version", fields=["regime", "kind", "version"]
            ),
            models.CheckConstraint(
                name="legal_text_regime_and_kind_are_known",
                condition=Q(regime__in=DataProtectionRegime.values, kind__in=LegalKind.values),
            ),
            models.CheckConstraint(
                name="legal_text_versions_count_from_one", condition=Q(version__gte=1)
            ),
            models.CheckConstraint(
                name="legal_text_in_english_has_title_and_sections",
                condition=Q(title_en="", sections_en=[]) | ~Q(title_en="") & ~Q(sections_en=[]),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.version})"

    @property
    def said(self):
        """Its title in the language of whoever reads now."""
        return said(self, "title")

    @property
    def sections_said(self):
        """What it says, in the language of its title."""
        return said(self, "sections")


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the enrolment may see what was agreed to with it."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def in_full(self):
        return self.select_related("text", "person").order_by(F("text__kind").desc(), "pk")


class Consent(models.Model):
    """Who agreed to which version of which text, when, and with which booking.

    Where others book, a manager agrees to the terms for the employer, and `person` is the
    manager. What the participant was only `told`, nobody agreed to: `person` is the participant.
    `language` is that of the text that was offered to whoever agreed; the German one binds.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="consents")
    text = models.ForeignKey(LegalText, models.PROTECT, related_name="consents")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told = models.BooleanField(default=False)
    # "": told, or agreed to before this was kept.
    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=[(ENGLISH, ENGLISH), (GERMAN, GERMAN)]
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                name="consent_once_per_enrolment_and_text", fields=["enrolment", "text"]
            ),
            models.CheckConstraint(
                name="consent_language_is_known",
                condition=Q(language__in=["", ENGLISH, GERMAN]),
            ),
        ]

    def __str__(self):
        return f"{self.person_id} → {self.text_id}"
