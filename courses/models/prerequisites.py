from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from courses.models.courses import Course
from courses.models.qualifications import Qualification, QualificationPeriod
from courses.states import EnrolmentState


class PrerequisiteQuerySet(models.QuerySet):
    def described(self):
        """Annotate `course_options` and `qualification_options`: what meets each, as dicts."""
        courses = Course.objects.filter(meets=OuterRef("pk")).order_by("code")
        qualifications = Qualification.objects.filter(meets=OuterRef("pk")).order_by("name")
        return self.annotate(
            course_options=ArraySubquery(
                courses.values(
                    option=JSONObject(pk="pk", code="code", title="title", title_en="title_en")
                )
            ),
            qualification_options=ArraySubquery(
                qualifications.values(
                    option=JSONObject(code="code", name="name", name_en="name_en")
                )
            ),
        )

    def with_met(self, person, on):
        """Annotate `met`: whether `person` fulfils it on the day `on`."""
        attended = Course.objects.filter(
            meets=OuterRef("pk"),
            seminars__enrolments__person=person.pk,
            seminars__enrolments__state=EnrolmentState.ATTENDED,
        )
        periods = QualificationPeriod.objects.of(person).valid_on(on)
        proven = Qualification.objects.filter(
            meets=OuterRef("pk"), pk__in=periods.values("qualification")
        )
        return self.annotate(met=Exists(attended) | Exists(proven))


class Prerequisite(models.Model):
    """One condition of a course, met by any of its courses (attended) or qualifications.

    A course asks for all of its conditions.
    """

    course = models.ForeignKey(
        Course, models.CASCADE, related_name="prerequisites", verbose_name=_("course")
    )
    courses = models.ManyToManyField(
        Course,
        blank=True,
        related_name="meets",
        verbose_name=_("courses, one of which was attended"),
    )
    qualifications = models.ManyToManyField(
        Qualification,
        blank=True,
        related_name="meets",
        verbose_name=_("or qualifications, one of which is valid"),
    )

    objects = PrerequisiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")

    def __str__(self):
        return f"prerequisite {self.pk} of course {self.course_id}"
