"""One act on many people of a seminar: looked at first, then watched while it is carried out."""

from uuid import UUID

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.enrolment_forms import RebookForm
from cms.desk.paging import page_of
from cms.desk.rights import OwnSeminar
from cms.desk.roster import RosterMixin
from cms.desk.seats import with_sessions
from courses.kinds import BatchKind
from courses.services import batches
from fortbildung.shared.errors import Refused

LABELS = {
    BatchKind.CONFIRM: gettext_lazy("Confirm"),
    BatchKind.REBOOK: gettext_lazy("Rebook to another date"),
    BatchKind.CANCEL: gettext_lazy("Cancel with a reason"),
}
CONSEQUENCES = {
    BatchKind.CONFIRM: gettext_lazy("The office approves or accepts for them; they are told."),
    BatchKind.REBOOK: gettext_lazy("Each keeps the seat here until the one there is certain."),
    BatchKind.CANCEL: gettext_lazy("Their seats go to the next ones; they read the reason."),
}


class BulkForm(forms.Form):
    """What an act on many asks besides whom it concerns."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = kind == BatchKind.CANCEL
        if kind == BatchKind.REBOOK:
            del self.fields["reason"]


class Bulk(RosterMixin, WagtailAdminTemplateMixin, TemplateView):
    """First what would become of each, then the button that does it."""

    http_method_names = ["post"]
    template_name = "cms/desk/bulk.html"
    header_icon = "group"

    @property
    def page_title(self):
        return LABELS[self.kind]

    def post(self, request, **kwargs):
        if request.POST.get("kind") not in BatchKind.values:
            raise Http404
        self.kind = BatchKind(request.POST["kind"])
        with_sessions(self.seminar)
        sure = "sure" in request.POST
        self.asks = self._form(request.POST if sure else None)
        if sure and self.asks.is_valid():
            try:
                return self._start(request)
            except Refused as refusal:
                self.asks.add_error(None, refusal)
        return self.get(request, **kwargs)

    def _form(self, data):
        if self.kind == BatchKind.REBOOK:
            return RebookForm(data, seminar=self.seminar, now=timezone.now())
        return BulkForm(data, kind=self.kind)

    def _start(self, request):
        batch = batches.start(
            key=_key(request.POST.get("key")),
            seminar=self.seminar,
            kind=self.kind,
            chosen=self.chosen(),
            by=request.user,
            reason=self.asks.cleaned_data.get("reason", ""),
            target=self.asks.cleaned_data.get("seminar"),
            now=timezone.now(),
        )
        return redirect("desk_seminars:batch", self.seminar.pk, batch.pk)

    def get(self, request, **kwargs):
        return TemplateResponse(request, self.template_name, self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs):
        chosen = list(self.chosen()[: batches.MOST + 1])
        facts = {"seminar": self.seminar, "now": timezone.now()}
        # Whether they may go to a date is known once the date is.
        known = self.kind != BatchKind.REBOOK
        found = batches.prospects(self.kind, chosen, **facts) if known else []
        possible = [prospect for prospect in found if not prospect.reasons]
        return super().get_context_data(
            seminar=self.seminar,
            asks=self.asks,
            kind=self.kind,
            label=LABELS[self.kind],
            consequence=CONSEQUENCES[self.kind],
            chosen=chosen,
            possible=possible if known else None,
            hindered=[prospect for prospect in found if prospect.reasons],
            fees=sum(prospect.fee for prospect in possible if prospect.fee),
            too_many=len(chosen) > batches.MOST,
            most=batches.MOST,
            key=self.request.POST.get("key", ""),
            query=self.query(),
            everybody=bool(self.request.POST.get("all")),
            back_url=f"{reverse('desk_seminars:roster', args=[self.seminar.pk])}?{self.query()}",
            **kwargs,
        )


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
        return LABELS[BatchKind(self.batch.kind)]

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
