"""Checking in with one's own device, after reading the code shown in the room."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from courses import codes
from courses.forms.check_in import CodeForm, NoteForm
from courses.kinds import ScanChannel, ScanKind
from courses.models import Session
from courses.services.check_in import Outcome, Seen, check_in, open_sessions_of
from courses.views.check_in import answer
from fortbildung.shared.rate_limit import seconds_to_wait

PROOF = "check_in"  # in the browser's session: which code was read when
PROOF_LASTS = timedelta(days=1)  # a telephone without a connection sends its note later
TYPING = {"scope": "check-in", "limit": 20, "period": 300}  # codes typed


class ScanCode(View):
    """Where the code on the wall leads: remembers that it was read just now, then asks who it was.

    The code itself is old after the log-in; that it was read is remembered in the session.
    """

    def get(self, request, *, session, code):
        now = timezone.now()
        found = Session.objects.filter(pk=session).first()
        if found is None or not codes.is_session_code(code, found.pk, now=now):
            return render(request, "courses/check_in_expired.html", status=404)
        remember(request, found, now)
        return redirect("courses:check_in_own")


class OwnCheckIn(LoginRequiredMixin, FormView):
    """Whoever has just read the code in the room says that they are there, or that they leave."""

    template_name = "courses/check_in_own.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.now = timezone.now()
            self.find(request)
        return super().dispatch(request, *args, **kwargs)

    def find(self, request):
        """The session whose code was read, when that was, and the person's seat in it."""
        proof = request.session.get(PROOF) or {}
        self.at = datetime.fromisoformat(proof["at"]) if proof else None
        self.session = self.seat = None
        if self.at and self.now - self.at < PROOF_LASTS:
            rows = Session.objects.select_related("seminar__course")
            self.session = rows.filter(pk=proof["session"]).first()
        if self.session:
            seats = self.session.seminar.enrolments.of(request.user).taking_part()
            self.seat = seats.first()

    @property
    def fresh(self):
        """Whether the code was read so lately that its session is shown."""
        return self.session and self.now - self.at <= settings.CHECK_IN_TO_CONFIRM

    def get_context_data(self, **kwargs):
        """A code read some time ago is asked for anew, but notes on the way still count."""
        session, seat = (self.session, self.seat) if self.fresh else (None, None)
        scans = seat.scans.filter(session=session).order_by("scanned_at") if seat else []
        return super().get_context_data(
            session=session,
            seat=seat,
            last_scan=list(scans)[-1] if scans else None,
            client_id=uuid.uuid4(),
            open_sessions=open_sessions_of(self.request.user, now=self.now),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if request.content_type == "application/json":
            return answer(request, self.keep)
        if "kind" in request.POST:
            return self.confirm(request)
        return super().post(request, *args, **kwargs)

    def keep(self, notes, device=""):
        """When the code was read counts: the server knows, whatever the telephone's clock says."""
        if self.seat is None:
            text = _("Scan the code in the room once more.")
            return [Outcome(note.client_id, "refused", text) for note in notes]
        code = codes.personal_code(self.seat.pk)
        return check_in(
            session=self.session,
            seen=[Seen(note.client_id, code, self.at, note.kind) for note in notes],
            by=self.request.user,
            device=device,
            channel=ScanChannel.OWN,
            now=self.now,
        )

    def confirm(self, request):
        """The button, without script."""
        form = NoteForm(request.POST)
        if form.is_valid():
            facts = form.cleaned_data
            note = Seen(facts["client_id"], "", self.now, ScanKind(facts["kind"]))
            (outcome,) = self.keep([note])
            say = messages.error if outcome.state == "refused" else messages.success
            say(request, outcome.text)
        return redirect(request.path)

    def form_valid(self, form):
        """A typed code: it may belong to any session the person could be in now."""
        if seconds_to_wait(f"{self.request.user.pk}", **TYPING):
            form.add_error("code", _("Too many attempts. Wait some minutes, or ask the speaker."))
            return self.form_invalid(form)
        for session, _seat in open_sessions_of(self.request.user, now=self.now):
            if codes.is_session_code(form.cleaned_data["code"], session.pk, now=self.now):
                remember(self.request, session, self.now)
                return redirect(self.request.path)
        form.add_error("code", _("This code is wrong or no longer shown. Type the present one."))
        return self.form_invalid(form)


def remember(request, session, now):
    request.session[PROOF] = {"session": session.pk, "at": now.isoformat()}
