from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.enrolments import Enrolment
from fortbildung.shared.letters import validate_printable
from organisations.models import User


class Assessment(models.Model):
    """How somebody did in the test or project of a course that leads to a certificate."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="assessment")
    passed = models.BooleanField(_("passed"))
    subject = models.CharField(
        _("what was assessed"), max_length=120, blank=True, validators=[validate_printable]
    )
    result = models.CharField(
        _("result"), max_length=60, blank=True, validators=[validate_printable]
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self):
        return f"{self.enrolment_id}: {self.passed}"
