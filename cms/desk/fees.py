"""Cancellation fees that are due to the office: a list, a table to take away, letting one off."""

from django.db.models import Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.acting import Act, ReasonForm
from cms.desk.approvals import below_the_list
from cms.desk.paging import page_of
from cms.desk.rights import OfficeOnly
from courses.models import CancellationFee
from courses.services.fees import waive
from fortbildung.shared.downloads import attached
from fortbildung.shared.tables_out import Column, Kind, Table


def due_to(user):
    """Fees due to the offices this person works for, the newest first."""
    fees = CancellationFee.objects.of_offices_of(user).due()
    people = ("person", "provider", "seminar__course")
    fees = fees.select_related(*[f"enrolment__{name}" for name in people])
    return fees.order_by("-recorded_at", "-pk")


class FeesDue(OfficeOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/fees.html"
    page_title = gettext_lazy("Cancellation fees due")
    header_icon = "tag"

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_context_data(self, **kwargs):
        fees = due_to(self.request.user)
        return super().get_context_data(
            page=page_of(fees, self.request, "seite"),
            total=fees.aggregate(total=Sum("amount"))["total"],
            **kwargs,
        )

    @property
    def header_buttons(self):
        url = reverse("desk_seminars:policies")
        return [HeaderButton(_("Cancellation policies"), url=url, icon_name="list-ul")]


class FeesDownload(OfficeOnly, View):
    def get(self, request, file_format):
        name = _("cancellation-fees-%(day)s") % {"day": f"{timezone.localdate():%Y-%m-%d}"}
        table = table_of(due_to(request.user))
        return attached(table, name=f"{name}.{file_format}", file_format=file_format)


def table_of(fees):
    columns = [
        Column(_("Name"), width=28),
        Column(_("Provider"), width=32),
        Column(_("Seminar"), width=40),
        Column(_("Euros"), Kind.DECIMAL),
        Column(_("Rule"), width=40),
        Column(_("Cancelled on"), width=18),
    ]
    rows = [_row(fee) for fee in fees]
    total = [_("Total"), "", "", sum(row[3] for row in rows), "", ""]
    return Table(_("Cancellation fees due"), columns, rows, total)


def _row(fee):
    enrolment = fee.enrolment
    return [
        enrolment.person or _("place without a name"),
        enrolment.provider,
        enrolment.seminar,
        fee.amount,
        fee.rule,
        f"{timezone.localtime(fee.recorded_at):%d.%m.%Y}",
    ]


class Waive(OfficeOnly, Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Waive the fee")
    label = gettext_lazy("Waive the fee")
    consequence = gettext_lazy("It is not due any more; both stay on record.")
    header_icon = "tag"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.fee = get_object_or_404(due_to(request.user), pk=kwargs["fee"])

    def get_breadcrumbs_items(self):
        return below_the_list(self)

    def get_page_subtitle(self):
        return f"{self.fee.enrolment.person} – {self.fee.enrolment.seminar}"

    @property
    def back_url(self):
        return reverse("desk_seminars:fees")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": _("Reason")}

    def about(self):
        yield _("%(amount)s € (%(rule)s).") % {
            "amount": localize(self.fee.amount),
            "rule": self.fee.rule,
        }

    def act(self, facts, *, now):
        return waive(fee=self.fee, by=self.request.user, now=now, **facts)

    def success(self, _outcome):
        return _("The fee of %(name)s is waived.") % {"name": self.fee.enrolment.person}
