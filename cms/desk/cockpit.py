"""One seminar on one page: what it is, how it stands, and what can be done now."""

from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from certificates.services.teaching import warnings_of_qualification
from cms.desk.course_editing import changeable
from cms.desk.overview import figures_of, todos_of
from cms.desk.rights import OwnSeminar
from cms.desk.seat_bar import bar_of
from cms.desk.seats import with_sessions
from cms.models import CoursePage
from courses.kinds import Allocation
from courses.models import Engagement
from courses.rules import (
    first_start,
    holidays_among,
    last_end,
    reasons_not_to_call_off,
    reasons_not_to_close,
    reasons_not_to_guarantee,
    reasons_not_to_publish,
    reasons_not_to_record,
    reasons_not_to_replan,
    warnings_of_engagement,
    warnings_of_holidays,
    warnings_of_rooms,
)
from courses.services import seminars
from courses.services.seatplan import seat_plan
from courses.states import PUBLIC, RECORDED, SETTLED, EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused
from fortbildung.shared.work import soon


@dataclass(frozen=True)
class Step:
    """What takes the seminar further, and why it cannot be done yet."""

    label: str
    consequence: str
    url: str
    reasons: list


def next_step(seminar, now):
    """The one step that takes the seminar further; None once it is settled."""
    if seminar.state in SETTLED:
        return None
    if seminar.state == SeminarState.PLANNED:
        return Step(
            _("Publish the seminar"),
            _("The seminar appears in the catalogue and can be booked in its window."),
            reverse("desk_seminars:publish", args=[seminar.pk]),
            list(reasons_not_to_publish(seminar=seminar)),
        )
    if seminar.state == SeminarState.OPEN and not list(
        reasons_not_to_guarantee(seminar=seminar, now=now)
    ):
        return Step(
            _("It takes place"),
            _what_a_promise_does(seminar),
            reverse("desk_seminars:guarantee", args=[seminar.pk]),
            [],
        )
    return Step(
        _("Close the seminar"),
        _("Attendance becomes final and certificates are issued. This cannot be undone."),
        reverse("desk_seminars:close", args=[seminar.pk]),
        list(reasons_not_to_close(seminar=seminar, now=now)),
    )


def _what_a_promise_does(seminar):
    told = seminar.enrolments.of_people().filter(state=EnrolmentState.CONFIRMED).count()
    text = ngettext(
        "One person with a confirmed seat is told by e-mail.",
        "All %(count)s persons with a confirmed seat are told by e-mail.",
        told,
    ) % {"count": told}
    if seminar.taken < seminar.min_seats:
        few = _("Only %(taken)s seats of at least %(least)s are taken.")
        text += " " + few % {"taken": seminar.taken, "least": seminar.min_seats}
    return text


def links_of(seminar, now):
    """What else can be done with the seminar: address and text of each."""
    pages = {
        "series": "" if list(reasons_not_to_replan(seminar=seminar)) else _("Plan a series"),
        "copy": _("Copy"),
        "enrol": _("Enrol somebody") if seminar.state in PUBLIC else "",
        "selection": _("Selection") if seminar.allocation == Allocation.SELECTION else "",
        "reopen": _("Plan anew") if seminar.state == SeminarState.CALLED_OFF else "",
    }
    if seminar.state == SeminarState.CLOSED:
        yield f"{reverse('desk_certificates:index')}?q={quote(seminar.number)}", _("Certificates")
    if seminar.course.awards_certificate and seminar.state in RECORDED:
        yield reverse("courses:assess", args=[seminar.number]), _("Assessments")
    if not list(reasons_not_to_call_off(seminar=seminar, now=now)):
        pages["call_off"] = _("Call off")
    for name, text in pages.items():
        if text:
            yield reverse(f"desk_seminars:{name}", args=[seminar.pk]), text


def hints_for(seminar, now):
    """What the office should think of while it can still be changed."""
    last = last_end(seminar)
    if seminar.state in SETTLED or (last and last <= now):
        return
    starts = [session.starts_at for session in seminar.sessions.all()]
    land = seminar.land.short if seminar.land else None
    yield from warnings_of_holidays(holidays_among(starts, land))
    yield from warnings_of_rooms(seminar=seminar, sessions=seminar.sessions.all())
    for engagement in seminar.engagements.all():
        yield from warnings_of_engagement(speaker=engagement.speaker, seminar=seminar, last=last)
    yield from _lacking_qualifications(seminar)


def _lacking_qualifications(seminar):
    start = first_start(seminar)
    speakers = [engagement.speaker for engagement in seminar.engagements.all()]
    lacking = warnings_of_qualification(
        speakers=speakers, seminar=seminar, on=start and timezone.localdate(start)
    )
    for speaker in speakers:
        for sentence in lacking.get(speaker.pk, []):
            yield f"{speaker}: {sentence}"


def with_house(seminar):
    """The seminar with its rooms, speakers and their papers at hand."""
    rows = Engagement.objects.select_related("speaker").prefetch_related("speaker__documents")
    engaged = Prefetch("engagements", rows.order_by("pk"))
    prefetch_related_objects([seminar], engaged, "sessions__venue_room")
    return seminar


class Cockpit(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/cockpit.html"
    header_icon = "date"

    def get_context_data(self, **kwargs):
        now, seminar = timezone.now(), with_house(with_sessions(self.seminar))
        plan = seat_plan(seminar, now=now)
        return super().get_context_data(
            seminar=seminar,
            now=now,
            sessions=seminar.sessions.all(),
            hints=list(hints_for(seminar, now)),
            figures=list(figures_of(seminar, self.enrolments, plan)),
            todos=list(todos_of(seminar, self.request.user, now)),
            plan=plan,
            bar=bar_of(plan),
            step=next_step(seminar, now),
            links=list(links_of(seminar, now)),
            **kwargs,
        )

    def get_header_title(self):
        return str(self.seminar)

    @cached_property
    def header_buttons(self):
        buttons = []
        if not list(reasons_not_to_record(seminar=self.seminar, now=timezone.now())):
            url = reverse("desk_seminars:attendance", args=[self.seminar.pk])
            buttons.append(HeaderButton(_("Attendance"), url=url, icon_name="tasks"))
        if not list(reasons_not_to_replan(seminar=self.seminar)):
            url = reverse("desk_seminars:edit", args=[self.seminar.pk])
            buttons.append(HeaderButton(_("Edit"), url=url, icon_name="edit"))
        if changeable(self.offices).filter(pk=self.seminar.course_id).exists():
            url = reverse("desk_courses:prerequisites", args=[self.seminar.course_id])
            buttons.append(HeaderButton(_("Prerequisites"), url=url, icon_name="list-ul"))
        if page := CoursePage.objects.live().filter(course=self.seminar.course_id).first():
            buttons.append(HeaderButton(_("Course page"), url=page.get_url(), icon_name="view"))
        return buttons


class TakeStep(OwnSeminar, View):
    """Calls `service` on POST and says what came of it."""

    http_method_names = ["post"]

    def post(self, request, **_kwargs):
        try:
            self.take(now=timezone.now())
        except Refused as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
        else:
            messages.success(request, self.success())
        return redirect(self.cockpit_url)

    def take(self, *, now):
        self.service(seminar=self.seminar, by=self.request.user, now=now)


class Publish(TakeStep):
    service = staticmethod(seminars.publish)

    def success(self):
        return _("The seminar is published and can be booked in its window.")


class Guarantee(TakeStep):
    service = staticmethod(seminars.guarantee)

    def success(self):
        return _("The seminar takes place; everybody with a confirmed seat is told.")


class Close(TakeStep):
    service = staticmethod(seminars.close)

    @transaction.atomic
    def take(self, *, now):
        super().take(now=now)
        soon("certificates.tasks.issue_due_certificates")

    def success(self):
        """Says who gets a certificate; where some do not, the cockpit says why."""
        entitled = self.enrolments.filter(state=EnrolmentState.ATTENDED).count()
        if not entitled:
            return _("The seminar is closed. Nobody was there long enough for a certificate.")
        text = ngettext(
            "The seminar is closed. In the next minutes one person gets the certificate by "
            "e-mail; you find it among the participants.",
            "The seminar is closed. In the next minutes %(count)s persons get their certificates "
            "by e-mail; you find them among the participants.",
            entitled,
        )
        return text % {"count": entitled}
