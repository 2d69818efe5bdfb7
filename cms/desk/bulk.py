"""One act on many people of a seminar: looked at first, then watched while it is carried out."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.bulk_acts import ACTS, EXPORT, MESSAGE
from cms.desk.enrolment_forms import NO_OTHER_DATE
from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.roster import RosterMixin, numbers
from cms.desk.seats import with_sessions
from courses.services import batches
from fortbildung.shared.errors import Refused

MOST_SINGLE = 400
ASKED = ("kind", "all", "without", "enrolment")  # beside what the table shows
MOST_LOOKED_AT = 200  # at a date, which asks the database for each


class Bulk(RosterMixin, WagtailAdminTemplateMixin, TemplateView):
    """First what would become of each, then the button that does it.

    What is looked at has an address, so that one can go back to it; of very many single persons
    only the table's form can tell.
    """

    http_method_names = ["get", "post"]
    template_name = "cms/desk/bulk.html"
    header_icon = "group"

    @property
    def page_title(self):
        return ACTS[self.kind].label

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.data = request.POST if request.method == "POST" else request.GET
        self.kind, self.sure = self.data.get("kind"), "sure" in request.POST

    def get(self, _request, **kwargs):
        if self.kind not in ACTS:
            return HttpResponseNotAllowed(["POST"])
        self._ask()
        return self._show(**kwargs)

    def post(self, request, **kwargs):
        if self.kind == MESSAGE:
            return self._write()
        if self.kind == EXPORT:
            return self._export()
        if self.kind not in ACTS:
            raise Http404
        return self._act(request, **kwargs)

    def _act(self, request, **kwargs):
        if not self.sure and self._fits_into_an_address():
            return redirect(f"{request.path}?{self._asked(*ASKED).urlencode()}")
        self._ask()
        if self.asks.is_valid() and self._has_seen():
            try:
                return self._start(request)
            except Refused as refusal:
                self.asks.add_error(None, refusal)
        return self._show(**kwargs)

    def _ask(self):
        """The questions of the act, with what was answered."""
        self.bulk_act = ACTS[self.kind]
        with_sessions(self.seminar)
        facts = {"seminar": self.seminar, "now": timezone.now()}
        self.asks = self.bulk_act.form_class(self.data if self.sure else None, **facts)
        self.target = self.asks.cleaned_data.get("seminar") if self.asks.is_valid() else None

    def _has_seen(self):
        """What becomes of each at a date is looked at before; of very many only when it is done."""
        if not self.bulk_act.to_a_date or not self._looks_at_each():
            return True
        return self.request.POST.get("seen") == str(self.target.pk)

    def _looks_at_each(self):
        return self.chosen(self.data).count() <= MOST_LOOKED_AT

    def _leads_nowhere(self):
        return self.bulk_act.to_a_date and not self.asks.fields["seminar"].queryset.exists()

    def _beyond(self, possible):
        """How many more are to go to the date than there are free seats."""
        return max(len(possible) - self.target.free, 0) if self.target else 0

    def _fits_into_an_address(self):
        named = "without" if self.data.get("all") else "enrolment"
        return len(numbers(self.data.getlist(named))) <= MOST_SINGLE

    def _asked(self, *names):
        """What the table shows and who is chosen in it, as an address says it."""
        asked = self.request.GET.copy()
        for name in names:
            if self.data.get("all") and name == "enrolment":
                continue
            if given := self.data.getlist(name):
                asked[name] = ",".join(given)
        return asked

    def query(self, **_changes):
        """What the table shows, without what is asked here."""
        asked = self.request.GET.copy()
        for name in ("page", *ASKED):
            asked.pop(name, None)
        return asked.urlencode()

    def _write(self):
        """To where messages are written; an address has no room for too many single persons."""
        if not self._fits_into_an_address():
            text = _("Choose at most %(most)s single persons for a message, or all who are found.")
            messages.error(self.request, text % {"most": MOST_SINGLE})
            return redirect(self.back_url)
        return redirect(self._message_url())

    def _export(self):
        if people := self.chosen(self.request.POST):
            return self.file_of(people, "xlsx")
        messages.error(self.request, _("Choose at least one person for the file."))
        return redirect(self.back_url)

    @property
    def back_url(self):
        return f"{reverse('desk_seminars:roster', args=[self.seminar.pk])}?{self.query()}"

    def _message_url(self):
        """Where messages are written; the address says to whom."""
        asked, draft = self._asked("all", "without", "enrolment"), self.filters.asked("message")
        page = ("edit_message", draft) if draft else ("new_message",)
        url = reverse(f"desk_seminars:{page[0]}", args=[self.seminar.pk, *page[1:]])
        return f"{url}?{asked.urlencode()}"

    def _start(self, request):
        batch = batches.start(
            key=_key(request.POST.get("key")),
            seminar=self.seminar,
            kind=self.kind,
            chosen=self.chosen(request.POST),
            by=request.user,
            reason=self.asks.cleaned_data.get("reason", ""),
            target=self.target,
            task=self.bulk_act.task,
            now=timezone.now(),
        )
        return redirect("desk_seminars:batch", self.seminar.pk, batch.pk)

    def _show(self, **kwargs):
        return TemplateResponse(self.request, self.template_name, self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs):
        chosen = list(self.chosen(self.data)[: batches.MOST + 1])
        facts = {"seminar": self.seminar, "now": timezone.now()}
        each, known = self._looks_at_each(), not self.bulk_act.to_a_date
        if self.target and each:
            facts["target"], known = self.target, True
        found = self.bulk_act.prospects(chosen, **facts) if known else []
        possible = [prospect for prospect in found if not prospect.reasons]
        hindered = [prospect for prospect in found if prospect.reasons]
        return super().get_context_data(
            seminar=self.seminar,
            asks=self.asks,
            kind=self.kind,
            act=self.bulk_act,
            each=each,
            nowhere=NO_OTHER_DATE if self._leads_nowhere() else "",
            seen=self.target.pk if self.target and (possible or not each) else "",
            chosen=chosen,
            possible=possible if known else None,
            hindered=hindered,
            against=_by_reason(hindered),
            beyond=self._beyond(possible),
            fees=sum(prospect.fee for prospect in possible if prospect.fee),
            too_many=len(chosen) > batches.MOST,
            most=batches.MOST,
            key=self.data["key"] if self.sure else uuid4(),
            query=self.query(),
            keys=",".join(str(enrolment.pk) for enrolment in chosen),
            back_url=self.back_url,
            **kwargs,
        )


def _by_reason(prospects):
    """Each reason once, with everybody it holds for; what holds for most comes first."""
    found = {}
    for prospect in prospects:
        found.setdefault(" ".join(map(str, prospect.reasons)), []).append(prospect.enrolment)
    return sorted(found.items(), key=lambda group: -len(group[1]))


def _key(text):
    try:
        return UUID(text or "")
    except ValueError:
        raise Http404 from None


class BatchPage(OwnSeminar, WagtailAdminTemplateMixin, TemplateView):
    """How far it is, and what became of each. Looked at again it is up to date."""

    template_name = "cms/desk/batch.html"
    header_icon = "group"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.batch = get_object_or_404(
            self.seminar.batches.select_related("by", "target__course"), pk=kwargs["batch"]
        )

    @property
    def page_title(self):
        return ACTS[self.batch.kind].label

    def get_context_data(self, **kwargs):
        items = self.batch.items.select_related("enrolment__person", "enrolment__provider")
        total, done = items.count(), items.exclude(done_at=None).count()
        refused = items.filter(refused=True)
        return super().get_context_data(
            seminar=self.seminar,
            total=total,
            done=done,
            finished=total == done,
            refused=page_of(refused.order_by("pk"), self.request, "refused"),
            settled=page_of(
                items.filter(refused=False).exclude(done_at=None).order_by("pk"),
                self.request,
                "settled",
            ),
            said=_("%(done)s of %(total)s are done.") % {"done": done, "total": total},
            **(kwargs | {"batch": self.batch}),
        )
