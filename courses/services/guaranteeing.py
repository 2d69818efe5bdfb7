"""The office says for certain that a seminar takes place."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from courses.models import Seminar
from courses.rules import reasons_not_to_guarantee
from courses.services.hats import works_for_office_of
from courses.services.messages import release_held_back
from courses.services.moves import lock
from courses.states import SeminarState
from fortbildung.shared.errors import refuse
from fortbildung.shared.transactions import transacted
from organisations.models import User


@transacted
def guarantee(*, seminar: Seminar, by: User, now: datetime) -> int:
    """Guarantee the seminar and send what was held back for that; how many messages."""
    seminar = lock(seminar)
    if not works_for_office_of(by, seminar):
        raise PermissionDenied
    refuse(reasons_not_to_guarantee(seminar=seminar))
    seminar.state = SeminarState.GUARANTEED
    seminar.save(update_fields=["state"])
    return release_held_back(seminar, now=now)
