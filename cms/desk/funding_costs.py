"""What a seminar was to cost and did cost: the plan, and the vouchers with their receipts."""

from django import forms
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.acting import Act, ReasonForm
from cms.desk.funding import OfFunding
from cms.desk.funding_grants import DAY
from reports.kinds import CostKind
from reports.models import CostPlan, Voucher
from reports.services.vouchers import add_receipt, add_voucher, save_plan, strike

SCAN = {"accept": ".pdf,.jpg,.jpeg,.png"}


class PlanForm(forms.Form):
    """An amount for each kind of cost; what stays empty costs nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in CostKind:
            self.fields[kind.value] = self._euros(kind.label)
        self.fields["income"] = self._euros(_("Income from fees"))

    def _euros(self, label):
        return forms.DecimalField(
            label=label, min_value=0, max_digits=9, decimal_places=2, required=False
        )


class EditPlan(OfFunding, Act):
    template_name = "cms/desk/grant_form.html"
    form_class = PlanForm
    page_title = gettext_lazy("Cost plan")
    label = gettext_lazy("Save the plan")

    def get_initial(self):
        plan = CostPlan.objects.filter(seminar=self.seminar).first()
        if plan is None:
            return {}
        return dict(plan.costs.values_list("kind", "amount")) | {"income": plan.income}

    def act(self, facts, *, now):  # noqa: ARG002 – a plan has no time
        costs = {kind: facts[kind] for kind in CostKind if facts[kind]}
        income = facts["income"] or 0
        return save_plan(seminar=self.seminar, income=income, costs=costs, by=self.request.user)

    def success(self, _outcome):
        return _("The cost plan is saved.")


class Vouchers(OfFunding, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/vouchers.html"
    page_title = gettext_lazy("Vouchers")

    def get_context_data(self, **kwargs):
        mine = Voucher.objects.visible_to(self.request.user).filter(seminar=self.seminar)
        vouchers = list(mine.order_by("number"))
        return super().get_context_data(
            seminar=self.seminar,
            vouchers=vouchers,
            total=sum(each.amount for each in vouchers if each.struck_at is None),
            **kwargs,
        )

    @property
    def header_buttons(self):
        for name, text, icon in (
            ("new_voucher", _("New voucher"), "plus"),
            ("import_vouchers", _("Import vouchers"), "upload"),
        ):
            url = reverse(f"desk_seminars:{name}", args=[self.seminar.pk])
            yield HeaderButton(text, url=url, icon_name=icon)


class OfVouchers(OfFunding):
    @property
    def back_url(self):
        return reverse("desk_seminars:vouchers", args=[self.seminar.pk])


class VoucherForm(forms.ModelForm):
    upload = forms.FileField(
        label=gettext_lazy("Receipt"),
        required=False,
        widget=forms.FileInput(SCAN),
        help_text=gettext_lazy("PDF or picture; it can follow later."),
    )

    class Meta:
        model = Voucher
        fields = ["paid_on", "payee", "reason", "kind", "amount"]
        widgets = {"paid_on": DAY}


class NewVoucher(OfVouchers, Act):
    template_name = "cms/desk/grant_form.html"
    form_class = VoucherForm
    page_title = gettext_lazy("New voucher")
    label = gettext_lazy("Enter the voucher")
    consequence = gettext_lazy("It gets the next number; what is wrong is struck out, not changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Voucher(seminar=self.seminar)}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)

    def act(self, facts, *, now):
        voucher, upload = self.form.instance, facts["upload"]
        return add_voucher(voucher=voucher, upload=upload, by=self.request.user, now=now)

    def success(self, outcome):
        return _("Voucher %(number)s is entered.") % {"number": outcome.number}


class OfOneVoucher(OfVouchers):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Voucher.objects.visible_to(request.user).filter(seminar=self.seminar)
        self.voucher = get_object_or_404(mine, pk=kwargs["voucher"])


class StrikeVoucher(OfOneVoucher, Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Strike out a voucher")
    label = gettext_lazy("Strike out")
    consequence = gettext_lazy("It counts no more and stays in the list, with the reason.")
    grave = True

    def about(self):
        yield f"{self.voucher}, {self.voucher.reason}"

    def obstacles(self):
        if self.voucher.struck_at:
            yield _("This voucher is struck out already.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": _("Reason")}

    def act(self, facts, *, now):
        return strike(voucher=self.voucher, by=self.request.user, now=now, **facts)

    def success(self, outcome):
        return _("Voucher %(number)s is struck out.") % {"number": outcome.number}


class ReceiptForm(forms.Form):
    upload = forms.FileField(label=gettext_lazy("Receipt"), widget=forms.FileInput(SCAN))


class AddReceipt(OfOneVoucher, Act):
    form_class = ReceiptForm
    page_title = gettext_lazy("Add the receipt")
    label = gettext_lazy("Add the receipt")

    def about(self):
        yield f"{self.voucher}, {self.voucher.reason}"

    def obstacles(self):
        if self.voucher.file:
            yield _("This voucher has a receipt already.")

    def act(self, facts, *, now):  # noqa: ARG002 – the entry has the time
        return add_receipt(voucher=self.voucher, by=self.request.user, **facts)

    def success(self, outcome):
        return _("Voucher %(number)s has its receipt.") % {"number": outcome.number}


class Receipt(OfOneVoucher, View):
    def get(self, _request, **_kwargs):
        if not self.voucher.file:
            raise Http404
        name = f"{self.voucher.number}-{self.voucher.filename}"
        return FileResponse(self.voucher.file.open(), as_attachment=True, filename=name)
