from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.generic import View

from courses import ical
from courses.models import Seminar


class CalendarFile(View):
    """The sessions as a calendar file: of published seminars, and of those one is enrolled in."""

    def get(self, request, *, number):
        seminars = Seminar.objects.select_related("course", "central_office")
        seminar = get_object_or_404(seminars.visible_to(request.user), number=number)
        takes_part = seminar.enrolments.of(request.user).taking_part().exists()
        text = ical.calendar(seminar, now=timezone.now(), for_participant=takes_part)
        name = f"{seminar.number}.ics"
        return HttpResponse(
            text,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": content_disposition_header(True, name)},
        )
