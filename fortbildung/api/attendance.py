"""Attendance, as the central office records it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Body, Router, Status
from pydantic import NonNegativeInt

from courses.models import Seminar
from courses.services.attendance import record_attendance
from fortbildung.api.auth import WRITE

router = Router(tags=["attendance"])
Minutes = dict[int, dict[int, NonNegativeInt]]


@router.put(
    "seminars/{number}/attendance",
    auth=WRITE,
    response={204: None},
    url_name="attendance",
    summary=_("Record minutes: {enrolment: {session: minutes}}; again corrects"),
)
def attendance(request, number: str, minutes: Body[Minutes]):
    seminar = get_object_or_404(Seminar.objects.organised_by(request.user), number=number)
    record_attendance(seminar=seminar, minutes=minutes, by=request.user, now=timezone.now())
    return Status(204, None)
