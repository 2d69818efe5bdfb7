"""Who teaches: the register of speakers, and their engagements in seminars."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from courses.kinds import OFFERED_MODES, Contract, SpeakerMode, StatusCheck, VatStatus
from courses.models.courses import Topic
from courses.models.seminars import Seminar
from courses.models.sessions import Session, span_of
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import CentralOffice, User


class SpeakerQuerySet(models.QuerySet):
    def of_offices(self, offices):
        return self.filter(central_office__in=offices)

    def in_use(self):
        return self.filter(retired=False)

    def by_surname(self):
        """As in a telephone book: by the last word of the name."""
        last = Func(F("name"), Value(r"^.*\s"), Value(""), function="REGEXP_REPLACE")
        return self.annotate(surname=last).order_by("surname__unaccent", "name", "pk")


class Speaker(models.Model):
    """Somebody an office engages to teach; each office keeps its own register."""

    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, related_name="speakers", verbose_name=_("central office")
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("With title, as it stands in the catalogue and on certificates."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.CharField(_("works at"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="speakers", verbose_name=_("topics")
    )
    mode = models.CharField(
        _("teaches"), max_length=10, choices=SpeakerMode.choices, default=SpeakerMode.BOTH
    )
    contract = models.CharField(
        _("engaged as"), max_length=10, choices=Contract.choices, default=Contract.FEE
    )
    fee_per_unit = models.DecimalField(
        _("fee per teaching unit in euros"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("As agreed, without VAT. Left empty: not agreed yet."),
    )
    vat = models.CharField(
        _("VAT"), max_length=10, choices=VatStatus.choices, default=VatStatus.UNKNOWN
    )
    consented_on = models.DateField(
        _("agreed to be self-employed on"),
        null=True,
        blank=True,
        help_text=_("The written consent the transition of § 127 SGB IV asks for."),
    )
    status_check = models.CharField(
        _("status check"),
        max_length=14,
        choices=StatusCheck.choices,
        default=StatusCheck.NONE,
        help_text=_("What the pension insurance decided on this person’s status."),
    )
    status_checked_on = models.DateField(_("decided on"), null=True, blank=True)
    notes = models.TextField(
        _("notes"), max_length=2000, blank=True, help_text=_("For your office only.")
    )
    retired = models.BooleanField(
        _("no longer engaged"),
        default=False,
        help_text=_("Not offered for new seminars; past ones keep the name."),
    )
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="speakers", editable=False
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.UniqueConstraint(
                name="speaker_name_once_per_office",
                fields=["central_office", "name"],
                violation_error_message=_("Your office has a speaker of this name already."),
            ),
            models.UniqueConstraint(
                name="speaker_login_once_per_office",
                fields=["central_office", "user"],
                violation_error_message=_("Another speaker of your office has this log-in."),
            ),
            models.CheckConstraint(
                name="speaker_kinds_are_known",
                condition=Q(
                    mode__in=SpeakerMode.values,
                    contract__in=Contract.values,
                    vat__in=VatStatus.values,
                    status_check__in=StatusCheck.values,
                ),
            ),
            models.CheckConstraint(
                name="speaker_fee_is_not_negative",
                condition=Q(fee_per_unit=None) | Q(fee_per_unit__gte=0),
                violation_error_message=_("The fee is not negative."),
            ),
            models.CheckConstraint(
                name="speaker_status_decision_has_a_day",
                condition=Q(status_check=StatusCheck.NONE, status_checked_on=None)
                | ~Q(status_check=StatusCheck.NONE) & Q(status_checked_on__isnull=False),
                violation_error_message=_("Enter both: what was decided, and on which day."),
            ),
        ]

    def __str__(self):
        return self.name

    def teaches(self, delivery_mode):
        """Whether the speaker offers what a course of this mode needs."""
        return delivery_mode in OFFERED_MODES[self.mode]


def speaker_file(_document, name):
    return kept_as("speakers", name)


class SpeakerDocument(models.Model):
    """A paper about a speaker: a contract, a certificate of good conduct; it may expire."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=120)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=speaker_file, max_length=120
    )
    filename = models.CharField(max_length=120)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.title


class Engagement(models.Model):
    """A speaker teaches in a seminar: in all its sessions (`whole`), or in some."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="engagements")
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="engagements")
    whole = models.BooleanField(_("all sessions"), default=True)
    # The overlap the office allowed, and why.
    override_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = [
            models.UniqueConstraint(
                name="engagement_once_per_seminar_and_speaker",
                fields=["seminar", "speaker"],
                violation_error_message=_("This speaker is engaged in the seminar already."),
            ),
        ]

    def __str__(self):
        return f"{self.speaker} {self.seminar_id}"


class EngagedSession(models.Model):
    """One session an engaged speaker teaches.

    Times are the session's: a trigger keeps them, so that the database itself can refuse to have
    somebody in two places at once. It does not count (`blocks`) once the seminar is called off,
    nor where the office allowed the overlap with a reason.
    """

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="parts")
    session = models.ForeignKey(Session, models.CASCADE, related_name="engaged")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="+", editable=False)
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    blocks = models.BooleanField(default=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="engaged_once_per_session", fields=["engagement", "session"]
            ),
            ExclusionConstraint(
                name="speaker_is_in_one_place_at_a_time",
                expressions=[
                    ("speaker", RangeOperators.EQUAL),
                    (span_of(), RangeOperators.OVERLAPS),
                ],
                condition=Q(blocks=True),
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("This speaker teaches elsewhere at that time."),
            ),
        ]

    def __str__(self):
        return f"{self.speaker_id} {self.session_id}"
