from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.enrolments import Enrolment
from courses.models.seminars import Seminar
from courses.states import TAKES_PART
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import User
from organisations.states import RoleKind


def material_file(_material, name):
    return kept_as("materials", name)


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever takes part or teaches, and the office that organises the seminar."""
        seats = Enrolment.objects.of(user).filter(state__in=TAKES_PART)
        offices = user.roles.filter(kind=RoleKind.OFFICE_STAFF).values("central_office")
        return self.filter(
            Q(seminar__in=seats.values("seminar"))
            | Q(seminar__in=Seminar.objects.taught_by(user))
            | Q(seminar__central_office__in=offices)
        )


class Material(models.Model):
    """A file for those who take part in a seminar."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=material_file, max_length=120
    )
    filename = models.CharField(max_length=120)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self):
        return self.title
