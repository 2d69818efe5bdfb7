"""Checking in at the door: the speaker's device scans people's codes, or shows one to scan."""

import uuid
from dataclasses import asdict

from django.contrib import messages
from django.db.models import Prefetch
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from courses import codes
from courses.forms.check_in import DoorForm, read_notes
from courses.kinds import ScanKind
from courses.models import Scan
from courses.rules import is_open_for_check_in
from courses.services.check_in import Seen, check_in
from courses.views.attending import OfRecorder
from fortbildung.shared.qr import data_uri


class OneSession(OfRecorder):
    """Loads the session, too."""

    @cached_property
    def session(self):
        session = get_object_or_404(self.seminar.sessions, pk=self.kwargs["session"])
        session.seminar = self.seminar
        return session

    def get_context_data(self, **kwargs):
        is_open = is_open_for_check_in(self.session, timezone.now())
        here = {"session": self.session, "is_open": is_open}  # in place of the key
        return super().get_context_data(**(kwargs | here))


class Door(OneSession, FormView):
    """The speaker's device: scans or types people's codes; script sends its notes as JSON."""

    template_name = "courses/check_in.html"
    form_class = DoorForm

    def get_initial(self):
        kind = self.request.GET.get("art", ScanKind.CAME)
        return {"kind": kind, "client_id": uuid.uuid4()}

    def get_context_data(self, **kwargs):
        scans = Scan.objects.filter(session=self.session).order_by("scanned_at")
        seats = self.seminar.enrolments.taking_part().select_related("person", "organisation")
        seats = seats.order_by("person__last_name__unaccent", "person__first_name__unaccent", "pk")
        seats = list(seats.prefetch_related(Prefetch("scans", scans, to_attr="seen")))
        return super().get_context_data(
            seats=seats, here=sum(bool(seat.seen) for seat in seats), **kwargs
        )

    def post(self, request, *args, **kwargs):
        if request.content_type == "application/json":
            return answer(request, self.keep)
        return super().post(request, *args, **kwargs)

    def keep(self, seen, device=""):
        facts = {"by": self.request.user, "device": device, "now": timezone.now()}
        return check_in(session=self.session, seen=seen, **facts)

    def form_valid(self, form):
        facts = form.cleaned_data
        note = Seen(facts["client_id"], facts["code"], timezone.now(), ScanKind(facts["kind"]))
        (outcome,) = self.keep([note])
        if outcome.state == "refused":
            form.add_error("code", outcome.text)
            return self.form_invalid(form)
        messages.success(self.request, outcome.text)
        return redirect(f"{self.request.path}?art={facts['kind']}")


class DoorAtHand(TemplateView):
    """What a device keeps for a time without connection; nothing personal is on it."""

    template_name = "courses/check_in_offline.html"
    extra_context = {"form": DoorForm()}


def answer(request, keep):
    """Keep the notes in the request's JSON; what became of each."""
    try:
        device, notes, faults = read_notes(request.body, now=timezone.now())
    except ValueError:
        return JsonResponse({"error": _("This message cannot be read.")}, status=400)
    outcomes = [*faults, *keep(notes, device)]
    return JsonResponse({"outcomes": [asdict(outcome) for outcome in outcomes]})


class ShownCode(OneSession, TemplateView):
    """The code for the wall, which participants scan with their own devices."""

    template_name = "courses/check_in_code.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(shown=shown(self.request, self.session), **kwargs)


class NextCode(OneSession, View):
    """The present code, asked for by the page that shows it."""

    def get(self, request, **_kwargs):
        return JsonResponse(shown(request, self.session))


def shown(request, session):
    now = timezone.now()
    code = codes.session_code(session.pk, now=now)
    path = reverse("courses:scan", args=[session.pk, code])
    return {
        "code": f"{code[:4]}-{code[4:]}",
        "image": data_uri(request.build_absolute_uri(path)),
        "seconds": codes.seconds_left(now=now),
    }
