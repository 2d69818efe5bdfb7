from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import InterestKind
from courses.models.courses import Course
from organisations.models import Employment, Organisation, Programme, State, User


class InterestQuerySet(models.QuerySet):
    def of(self, person):
        """This person's own. Nobody else sees who is interested, only how many are."""
        return self.filter(person=person.pk)

    def live(self):
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class Interest(models.Model):
    """Somebody would like to attend a course that has no date that suits them.

    Where they work is frozen when they say so, as an enrolment freezes it.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="interests")
    course = models.ForeignKey(Course, models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=12, choices=InterestKind.choices, default=InterestKind.OWN)
    note = models.CharField(_("note to the organisers"), max_length=500, blank=True)
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    employment = models.ForeignKey(
        Employment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    association = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    land = models.ForeignKey(State, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    function = models.CharField(max_length=20)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        constraints = [
            models.UniqueConstraint(
                name="interest_once_per_person_and_course",
                fields=["course", "person"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("Your interest in this course is registered already."),
            ),
            models.CheckConstraint(
                name="interest_kind_is_known", condition=Q(kind__in=InterestKind.values)
            ),
            models.CheckConstraint(
                name="interest_is_withdrawn_after_it_was_registered",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("registered_at")),
            ),
        ]

    def __str__(self):
        return f"interest {self.pk} in course {self.course_id}"
