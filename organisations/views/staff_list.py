"""My team: the list of the staff is handed in as a file, looked at, and taken over."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import FormView

from fortbildung.shared.downloads import FORMATS, attached
from fortbildung.shared.errors import Refused
from organisations.drafts import pack, unpack
from organisations.forms import StaffListForm
from organisations.services.staff_list.planning import plan_staff_list
from organisations.services.staff_list.saving import save_staff_list
from organisations.services.staff_list.template import list_of
from organisations.states import RoleKind, RowOutcome


class ForManagers(LoginRequiredMixin):
    """For everybody else it is not there."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not user.roles.of_kind(RoleKind.MANAGER).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ImportStaff(ForManagers, FormView):
    """First the file, then what it leads to; the second form carries the file along."""

    form_class = StaffListForm
    template_name = "organisations/import_staff.html"

    def post(self, request, *args, **kwargs):
        if "draft" in request.POST:
            return self.confirm(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return self.preview(form.cleaned_data["file"].read())
        except Refused as refusal:
            form.add_error("file", refusal.messages)
            return self.form_invalid(form)

    def preview(self, data):
        plan = plan_staff_list(data=data, manager=self.request.user, now=timezone.now())
        self.template_name = "organisations/staff_preview.html"
        draft = pack(data, digest=plan.digest, user=self.request.user)
        return self.render_to_response({"plan": plan, "groups": _grouped(plan), "draft": draft})

    def confirm(self, request):
        looked_at = unpack(request.POST["draft"], user=request.user)
        if looked_at is None:
            messages.error(request, _("This took too long. Please choose the file once more."))
            return redirect("organisations:import_staff")
        data, digest = looked_at
        try:
            counts = save_staff_list(
                data=data, digest=digest, manager=request.user, now=timezone.now()
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.preview(data)
        messages.success(request, _done(counts))
        return redirect("organisations:team")


class StaffTemplate(ForManagers, View):
    """The own staff as a list to go on with, or an example where there is nobody yet."""

    def get(self, request, file_format):
        if file_format not in FORMATS:
            raise Http404
        table = list_of(request.user, on=timezone.localdate())
        name = _("staff-list") + f".{file_format}"
        return attached(table, name=name, file_format=file_format)


def _grouped(plan):
    """What needs a look first; what stays as it is last."""
    rows = {outcome: [] for outcome in RowOutcome}
    for row in plan.rows:
        rows[row.outcome].append(row)
    return [
        {"outcome": outcome, "rows": found, "folded": outcome == RowOutcome.UNCHANGED}
        for outcome, found in rows.items()
        if found
    ]


def _done(counts):
    invited = counts[RowOutcome.INVITED]
    changed = sum(
        counts[outcome]
        for outcome in (
            RowOutcome.CHANGED,
            RowOutcome.MOVED,
            RowOutcome.ADDED,
            RowOutcome.CONFIRMED,
        )
    )
    told = [_("The list has been taken over.")]
    if invited:
        told.append(
            ngettext(
                "%(count)s person is invited by e-mail.",
                "%(count)s persons are invited by e-mail.",
                invited,
            )
            % {"count": invited}
        )
    if changed:
        told.append(
            ngettext(
                "%(count)s employment was changed or confirmed.",
                "%(count)s employments were changed or confirmed.",
                changed,
            )
            % {"count": changed}
        )
    return " ".join(told)
