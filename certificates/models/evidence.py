from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.states import EvidenceState
from courses.models import Course, Qualification, QualificationRecord
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import CentralOffice, Employment, Organisation, User


def evidence_file(_evidence, name):
    return kept_as("evidence", name)


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Everyone their own; managers and offices that of people who work below their nodes."""
        return self.filter(
            Q(person=user.pk) | Q(pk__in=self.decidable_by(user, on=on).values("pk"))
        )

    def decidable_by(self, user, *, on):
        """Of people below the nodes this person manages or whose office they work for; not own."""
        offices = CentralOffice.objects.staffed_by(user).values("organisation")
        nodes = Organisation.objects.filter(pk__in=offices)
        places = Q(organisation__in=Organisation.objects.managed_by(user)) | Q(
            organisation__in=Organisation.objects.below(nodes)
        )
        staff = Employment.objects.current(on).filter(places)
        return self.filter(person__in=staff.values("user")).exclude(person=user.pk)

    def handed_in(self):
        return self.filter(state=EvidenceState.HANDED_IN)


class Evidence(models.Model):
    """A proof of a training elsewhere: handed in by the person, then accepted or declined."""

    person = models.ForeignKey(User, models.CASCADE, related_name="evidence")
    title = models.CharField(
        _("what was learnt"), max_length=160, help_text=_("The title on the paper.")
    )
    issuer = models.CharField(_("who issued it"), max_length=120)
    completed_on = models.DateField(_("completed on"))
    units = models.DecimalField(
        _("teaching units of 45 minutes"), max_digits=5, decimal_places=1, default=0, blank=True
    )
    qualification = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("which qualification it proves"),
        help_text=_("Empty where you do not know; whoever decides about it chooses."),
    )
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=evidence_file, max_length=120
    )
    filename = models.CharField(max_length=160)
    state = models.CharField(
        max_length=10, choices=EvidenceState.choices, default=EvidenceState.HANDED_IN
    )
    handed_in_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    record = models.OneToOneField(
        QualificationRecord, models.PROTECT, null=True, blank=True, related_name="evidence"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof from elsewhere")
        verbose_name_plural = _("proofs from elsewhere")
        constraints = [
            models.CheckConstraint(
                name="evidence_state_is_known", condition=Q(state__in=EvidenceState.values)
            ),
            models.CheckConstraint(
                name="evidence_is_decided_with_its_consequence",
                condition=Q(state=EvidenceState.ACCEPTED, record__isnull=False)
                | Q(state=EvidenceState.DECLINED, record=None) & ~Q(reason="")
                | Q(
                    state__in=[EvidenceState.HANDED_IN, EvidenceState.WITHDRAWN],
                    record=None,
                    decided_at=None,
                ),
            ),
            models.CheckConstraint(
                name="evidence_units_are_not_negative", condition=Q(units__gte=0)
            ),
        ]

    def __str__(self):
        return self.title


class EquivalenceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Equivalence(models.Model):
    """An office recognises another association's course as one of its own, for a time."""

    central_office = models.ForeignKey(
        CentralOffice,
        models.PROTECT,
        related_name="equivalences",
        verbose_name=_("central office"),
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="+", verbose_name=_("who attended the course")
    )
    counts_as = models.ForeignKey(
        Course, models.PROTECT, related_name="+", verbose_name=_("is treated as having attended")
    )
    valid_from = models.DateField(_("where it was completed from"))
    valid_until = models.DateField(_("where it was completed until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EquivalenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("equivalence")
        verbose_name_plural = _("equivalences")
        constraints = [
            models.CheckConstraint(
                name="equivalence_is_of_two_courses",
                condition=~Q(course=F("counts_as")),
                violation_error_message=_("Choose two different courses."),
            ),
            models.CheckConstraint(
                name="equivalence_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The span ends before it begins."),
            ),
            models.UniqueConstraint(
                name="equivalence_once_per_office_and_courses",
                fields=["central_office", "course", "counts_as"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("These courses are equivalent already."),
            ),
        ]

    def __str__(self):
        return f"{self.course_id} as {self.counts_as_id}"


class RecognitionConsent(models.Model):
    """The person agrees that an office takes over what they learnt with another association."""

    person = models.ForeignKey(User, models.CASCADE, related_name="recognitions")
    equivalence = models.ForeignKey(Equivalence, models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="recognition_consent_once",
                fields=["person", "equivalence"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.equivalence_id}"
