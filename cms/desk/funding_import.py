"""Vouchers from a table: all or nothing, with a report of every line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.desk.funding_costs import OfVouchers
from reports.kinds import CostKind
from reports.services.voucher_import import SHAPE, import_vouchers

MOST = 5 * 1024 * 1024


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"),
        widget=forms.FileInput({"accept": ".csv,.xlsx,.ods,.xls"}),
        help_text=gettext_lazy("CSV or a spreadsheet of at most 5 megabytes."),
    )
    dry_run = forms.BooleanField(
        label=gettext_lazy("Only try it: nothing is saved"), required=False, initial=True
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise ValidationError(_("The file is larger than 5 megabytes."))
        return file


class ImportVouchers(OfVouchers, WagtailAdminTemplateMixin, FormView):
    template_name = "cms/desk/voucher_import.html"
    form_class = TableForm
    page_title = gettext_lazy("Import vouchers")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            seminar=self.seminar,
            back_url=self.back_url,
            columns=[column.headings[0] for column in SHAPE],
            kinds=CostKind.labels,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            report = import_vouchers(
                seminar=self.seminar,
                data=form.cleaned_data["file"].read(),
                by=self.request.user,
                now=timezone.now(),
                dry_run=form.cleaned_data["dry_run"],
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        again = TableForm(initial={"dry_run": False})
        context = self.get_context_data(form=again, report=report, said=list(report.lines()))
        return self.render_to_response(context)
