"""The office's seminars at a glance."""

from django.db.models import F, Q
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from cms.desk.rights import OfficeOnly
from courses.models import Seminar
from courses.rules import state_now
from courses.states import PUBLIC, SETTLED, SeminarState


class SeminarFilter(WagtailFilterSet):
    state = MultipleChoiceFilter(
        label=_("State"), choices=SeminarState.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Seminar
        fields = ["state"]


def _first_date(seminar):
    if seminar.starts_at is None:
        return _("no session yet")
    return date_format(timezone.localdate(seminar.starts_at), "SHORT_DATE_FORMAT")


class SeminarList(OfficeOnly, IndexView):
    page_title = _("Seminars")
    filterset_class = SeminarFilter
    search_fields = ["number", "course__title", "course__code", "place"]
    default_ordering = ("settled", "starts_at", "pk")
    verbose_name = _("seminar")
    verbose_name_plural = _("seminars")
    add_item_label = _("Plan a seminar")
    columns = [
        TitleColumn(
            "number",
            label=_("Number"),
            sort_key="number",
            classname="desk-number",
            get_url=lambda seminar: reverse("desk_seminars:cockpit", args=[seminar.pk]),
        ),
        Column("course.title", label=_("Course"), sort_key="course__title"),
        Column("starts_at", label=_("First date"), accessor=_first_date, sort_key="starts_at"),
        Column(
            "seats",
            label=_("Seats taken"),
            accessor=lambda seminar: f"{seminar.taken} / {seminar.capacity}",
        ),
        Column("waiting", label=_("Waiting"), sort_key="waiting"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=lambda seminar: state_now(seminar, timezone.now()),
            sort_key="state",
            primary=lambda seminar: seminar.state in PUBLIC,
        ),
    ]

    @cached_property
    def header_more_buttons(self):
        """The office's lists beside its seminars."""
        lists = [
            ("approvals", _("Approvals"), "check"),
            ("fees", _("Cancellation fees due"), "tag"),
            ("policies", _("Cancellation policies"), "list-ul"),
            ("message_templates", _("Message templates"), "copy"),
            ("copy_year", _("Copy a year"), "copy"),
        ]
        return [
            *super().header_more_buttons,
            *[
                Button(label, url=reverse(f"desk_seminars:{name}"), icon_name=icon, priority=n)
                for n, (name, label, icon) in enumerate(lists)
            ],
        ]

    def get_base_queryset(self):
        """What is still to be done comes first, the next date on top."""
        mine = Seminar.objects.organised_by(self.request.user).with_seats().with_dates()
        return mine.select_related("course").annotate(settled=Q(state__in=SETTLED))

    def order_queryset(self, queryset):
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        return queryset.order_by("settled", F("starts_at").asc(nulls_first=True), "pk")
