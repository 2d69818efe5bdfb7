"""Kinds of qualifications, and who has which."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.services import facts
from cms.desk.rights import OfficeOnly, PlannersOnly, Trail, offices_of
from courses.models import Qualification, QualificationRecord
from courses.services import qualifications
from fortbildung.shared.errors import Refused
from organisations.states import RoleKind

KINDS = ("desk_qualifications:index", gettext_lazy("Qualifications"))
RECORDS = ("desk_qualifications:records", gettext_lazy("Records"))


class KindForm(forms.ModelForm):
    class Meta:
        model = Qualification
        fields = ["code", "name", "name_en"]
        help_texts = {"name_en": gettext_lazy("Left empty, the German name stands.")}


class RecordForm(forms.ModelForm):
    """Who has what; `offices` are those the person recording works for."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person"),
        help_text=gettext_lazy("Exactly the address the person logs in with."),
    )

    class Meta:
        model = QualificationRecord
        fields = ["central_office", "qualification", "valid_from", "valid_until", "source"]
        widgets = {
            "valid_from": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            "valid_until": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        }

    field_order = ["email", "qualification", "valid_from", "valid_until", "source"]

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.offices = offices
        self.fields["qualification"].queryset = Qualification.objects.order_by("name")
        self.fields["central_office"].queryset = offices
        self.fields["central_office"].required = True
        if len(offices) == 1:
            self.instance.central_office = offices[0]
            del self.fields["central_office"]

    def clean_email(self):
        email, today = self.cleaned_data["email"], timezone.localdate()
        person = qualifications.find_person(email=email, offices=self.offices, on=today)
        if person is None:
            raise ValidationError(
                _(
                    "Nobody with this address is enrolled with your office or works at a site. "
                    "Check the address."
                )
            )
        self.instance.person = person
        return email


class KindList(PlannersOnly, Trail, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/desk/qualifications.html"
    page_title = gettext_lazy("Qualifications")
    header_icon = "success"

    def get_context_data(self, **kwargs):
        standing = Count("records", filter=Q(records__withdrawn_at=None))
        return super().get_context_data(
            rows=Qualification.objects.annotate(standing=standing)
            .select_related("rule")
            .order_by("name"),
            may_decree=self.request.user.roles.of_kind(RoleKind.COORDINATION).exists(),
            may_record=offices_of(self.request.user).exists(),
            **kwargs,
        )


class KindView(PlannersOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """A form for one kind; `instance` is it, or None for a new one."""

    template_name = "cms/desk/form.html"
    form_class = KindForm
    header_icon = "success"
    trail = (KINDS,)
    instance = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.instance}

    def form_valid(self, form):
        kind = qualifications.define(qualification=form.instance)
        messages.success(self.request, _("“%(name)s” is saved.") % {"name": kind})
        return redirect("desk_qualifications:index")


class NewKind(KindView):
    page_title = gettext_lazy("New qualification")


class EditKind(KindView):
    page_title = gettext_lazy("Change the qualification")

    @cached_property
    def instance(self):
        return get_object_or_404(Qualification, pk=self.kwargs["pk"])


class RecordList(OfficeOnly, Trail, WagtailAdminTemplateMixin, ListView):
    """What the office recorded and what people in its seminars have, the latest first."""

    template_name = "cms/desk/records.html"
    context_object_name = "rows"
    paginate_by = 50
    page_title = gettext_lazy("Records")
    header_icon = "success"
    trail = (KINDS,)

    def get_queryset(self):
        records = QualificationRecord.objects.visible_to(self.request.user)
        own = QualificationRecord.objects.recorded_by_offices_of(self.request.user)
        return (
            records.annotate(may_withdraw=Q(pk__in=own.standing().values("pk")))
            .select_related("person", "qualification", "central_office")
            .order_by("-recorded_at", "-pk")
        )


class Record(OfficeOnly, Trail, WagtailAdminTemplateMixin, FormView):
    template_name = "cms/desk/form.html"
    form_class = RecordForm
    page_title = gettext_lazy("Record a qualification")
    header_icon = "success"
    trail = (KINDS, RECORDS)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offices": self.offices}

    def form_valid(self, form):
        try:
            facts.record(record=form.instance, by=self.request.user, now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The qualification is recorded."))
        return redirect("desk_qualifications:records")


class Withdraw(OfficeOnly, Trail, WagtailAdminTemplateMixin, FormView):
    """What withdrawing means, and the button to do it."""

    template_name = "cms/desk/withdraw_record.html"
    form_class = forms.Form
    page_title = gettext_lazy("Withdraw the record")
    header_icon = "success"
    trail = (KINDS, RECORDS)

    @cached_property
    def record(self):
        own = QualificationRecord.objects.recorded_by_offices_of(self.request.user).standing()
        records = own.select_related("person", "qualification")
        return get_object_or_404(records, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.record, **kwargs)

    def form_valid(self, form):
        try:
            facts.withdraw(record=self.record, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The record is withdrawn."))
        return redirect("desk_qualifications:records")
