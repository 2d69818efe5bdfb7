from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models import CentralOffice, User
from organisations.states import RoleKind

FITS_A_CONDITION = r"^[A-Z0-9][A-Z0-9_-]*\Z"


class Qualification(models.Model):
    """A kind of qualification people can have, wherever they got it."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        help_text=_("Capital letters, digits and hyphens; stands in the files of courses."),
        validators=[
            RegexValidator(FITS_A_CONDITION, _("Capital letters, digits and hyphens only."))
        ],
    )
    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        constraints = [
            models.CheckConstraint(
                name="qualification_code_fits_a_condition",
                condition=Q(code__regex=FITS_A_CONDITION),
            ),
        ]

    def __str__(self):
        return self.name


class QualificationRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone their own; offices what they recorded and what people in their seminars have."""
        if not user.is_authenticated:
            return self.none()
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        offices = roles.values("central_office")
        people = User.objects.filter(enrolments__seminar__central_office__in=offices)
        return self.filter(
            Q(person=user) | Q(central_office__in=offices) | Q(person__in=people.values("pk"))
        )

    def of(self, person):
        """This person's own."""
        return self.filter(person=person.pk)

    def recorded_by_offices_of(self, user):
        """Recorded by the offices this person works for: what they may withdraw."""
        roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
        return self.filter(central_office__in=roles.values("central_office"))

    def standing(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def valid_on(self, day):
        """Standing, begun and not run out on that day."""
        return self.standing().filter(
            Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day
        )


class QualificationRecord(models.Model):
    """Somebody has a qualification, from when until when, and what shows it. Never deleted."""

    person = models.ForeignKey(
        User, models.PROTECT, related_name="qualification_records", verbose_name=_("person")
    )
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, related_name="records", verbose_name=_("qualification")
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(
        _("what shows it"),
        max_length=300,
        help_text=_("Which document was seen, issued by whom."),
    )
    central_office = models.ForeignKey(
        CentralOffice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("central office"),
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = QualificationRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("qualification record")
        verbose_name_plural = _("qualification records")
        constraints = [
            models.CheckConstraint(
                name="qualification_record_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The record ends before it begins."),
            ),
            models.CheckConstraint(
                name="qualification_record_is_withdrawn_after_it_was_made",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("recorded_at")),
            ),
            models.UniqueConstraint(
                name="qualification_record_once_per_person_and_first_day",
                fields=["person", "qualification", "valid_from"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("This qualification is recorded already."),
            ),
        ]

    def __str__(self):
        return f"{self.qualification_id} of {self.person_id} from {self.valid_from}"
