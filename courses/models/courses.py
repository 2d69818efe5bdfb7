from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from courses.kinds import CourseKind, DeliveryMode, PrerequisitePolicy
from fortbildung.shared.english import said
from organisations.models import Programme


class Topic(models.Model):
    """A field of knowledge the catalogue is sorted by."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    slug = models.SlugField(_("short address"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name

    @property
    def said(self):
        """As whoever reads now calls it; lists and papers in German take the name."""
        return said(self, "name")


class Course(models.Model):
    """What can be learnt: timeless facts. The words about it live on its page in the catalogue."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, related_name="courses", verbose_name=_("topics"))
    teaching_units = models.DecimalField(
        _("teaching units of 45 minutes"),
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(0.5)],
    )
    delivery_mode = models.CharField(
        _("delivery mode"), max_length=12, choices=DeliveryMode.choices
    )
    kind = models.CharField(
        _("kind"), max_length=8, choices=CourseKind.choices, default=CourseKind.SEMINAR
    )
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="courses", verbose_name=_("target programmes")
    )
    prerequisite_policy = models.CharField(
        _("who lacks a prerequisite"),
        max_length=20,
        choices=PrerequisitePolicy.choices,
        default=PrerequisitePolicy.BLOCK_UNLESS_OFFICE,
    )
    mandatory = models.BooleanField(_("mandatory"), default=False)
    awards_certificate = models.BooleanField(
        _("leads to a certificate of achievement"), default=False
    )
    attendance_threshold = models.PositiveSmallIntegerField(
        _("attendance needed for the certificate, in percent of the teaching units"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    confirms_partial = models.BooleanField(
        _("confirms what was attended below that"),
        default=False,
        help_text=_("Whoever was there less gets a confirmation of the units attended."),
    )
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="german")
        + SearchVector("code", weight="A", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                name="course_delivery_mode_is_known",
                condition=Q(delivery_mode__in=DeliveryMode.values),
            ),
            models.CheckConstraint(
                name="course_kind_is_known", condition=Q(kind__in=CourseKind.values)
            ),
            models.CheckConstraint(
                name="course_prerequisite_policy_is_known",
                condition=Q(prerequisite_policy__in=PrerequisitePolicy.values),
            ),
            models.CheckConstraint(
                name="course_has_teaching_units", condition=Q(teaching_units__gt=0)
            ),
            models.CheckConstraint(
                name="course_threshold_is_a_percentage",
                condition=Q(attendance_threshold__gte=1, attendance_threshold__lte=100),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="course_search"),
            GinIndex(SearchVector("title_en", config="english"), name="course_english_search"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="course_title_trigrams"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def said(self):
        """Its title in the language of whoever reads now."""
        return said(self, "title")
