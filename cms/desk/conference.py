"""Taking over who was there from the list of the conference tool."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.attendance import MayRecord
from courses.forms.attendance import saved
from courses.forms.conference import ConferenceFile, Review, pack, unpack
from courses.services.conference.recording import record_conference
from fortbildung.shared.errors import Refused


class ImportConference(MayRecord, WagtailAdminTemplateMixin, FormView):
    """First the file, then who is who; the second form carries along what was read."""

    form_class = ConferenceFile
    template_name = "cms/desk/conference.html"
    page_title = gettext_lazy("Participant list of the conference")
    header_icon = "group"

    @cached_property
    def sessions(self):
        return list(self.seminar.sessions.order_by("starts_at"))

    @cached_property
    def seats(self):
        seats = self.enrolments.taking_part()
        return list(seats.order_by("person__last_name", "person__first_name", "pk"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sessions": self.sessions}

    def get_context_data(self, **kwargs):
        return super().get_context_data(seminar=self.seminar, **kwargs)

    def post(self, request, *args, **kwargs):
        if "draft" in request.POST:
            return self.confirm(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        draft = {"draft": pack(form.guests, seminar=self.seminar)}
        return self.review(self.review_of(form.guests, initial=draft))

    def review_of(self, guests, **kwargs):
        return Review(guests=guests, seats=self.seats, sessions=self.sessions, **kwargs)

    def review(self, form):
        self.template_name = "cms/desk/conference_review.html"
        return self.render_to_response(self.get_context_data(form=form))

    def confirm(self, request):
        guests = unpack(request.POST["draft"], seminar=self.seminar)
        if guests is None:
            messages.error(request, _("This took too long. Please choose the file once more."))
            return redirect(request.path)
        form = self.review_of(guests, data=request.POST)
        if not form.is_valid():
            return self.review(form)
        try:
            changed = record_conference(
                seminar=self.seminar,
                guests=guests,
                chosen=form.chosen(),
                missing_were_absent=form.cleaned_data["missing_were_absent"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.review(form)
        messages.success(request, saved(changed))
        return redirect(self.cockpit_url)
