"""Files for those who take part, from whoever teaches or organises."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from courses.models import Enrolment, Material, Seminar
from courses.services.hats import works_for_office_of
from courses.states import TAKES_PART
from fortbildung.shared.transactions import transacted
from organisations.models import User

LONGEST_NAME = Material.filename.field.max_length


def materials_for(enrolment: Enrolment) -> QuerySet[Material]:
    """What the person may download: files are for whoever takes part."""
    if enrolment.state not in TAKES_PART:
        return Material.objects.none()
    return Material.objects.filter(seminar=enrolment.seminar_id).order_by("title", "pk")


@transacted
def add_material(
    *, seminar: Seminar, title: str, file: UploadedFile, by: User, now: datetime
) -> Material:
    """Give the participants a file."""
    _refuse_strangers(seminar, by)
    name = file.name[-LONGEST_NAME:]
    return Material.objects.create(
        seminar=seminar, title=title, file=file, filename=name, added_by=by, added_at=now
    )


@transacted
def remove_material(*, material: Material, by: User) -> None:
    """Take the file away, from the disk too."""
    _refuse_strangers(material.seminar, by)
    material.delete()
    material.file.delete(save=False)


def _refuse_strangers(seminar, by):
    teaches = Seminar.objects.taught_by(by).filter(pk=seminar.pk).exists()
    if not teaches and not works_for_office_of(by, seminar):
        raise PermissionDenied
