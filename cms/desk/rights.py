"""Who works at the desk: central office staff, each with the seminars of their own office.

The national coordination moderates pages and sees no participants; a superuser is treated like
the coordination and needs a role in a central office to see its seminars.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.permission_policies.base import BasePermissionPolicy

from courses.models import Enrolment, Seminar
from organisations.models import CentralOffice, User
from organisations.states import RoleKind

INDEX = "desk_seminars:index"
ACTIONS = {"add", "change", "view"}


def offices_of(user):
    """The central offices this person works for."""
    roles = user.roles.filter(kind=RoleKind.OFFICE_STAFF)
    return CentralOffice.objects.filter(pk__in=roles.values("central_office")).order_by("name")


class OfficePolicy(BasePermissionPolicy):
    """Tells Wagtail whom to show the desk's menu and buttons; the views themselves answer 404."""

    def user_has_permission(self, user, action):
        return action in ACTIONS and offices_of(user).exists()

    def users_with_any_permission(self, actions):
        if ACTIONS.isdisjoint(actions):
            return User.objects.none()
        return User.objects.filter(roles__kind=RoleKind.OFFICE_STAFF).distinct()


class OfficeOnly:
    """For whoever works for no central office, the page does not exist."""

    def setup(self, request, *args, **kwargs):
        self.offices = offices_of(request.user)
        if not self.offices:
            raise Http404
        super().setup(request, *args, **kwargs)


def may_plan(user):
    """Whether this person works for a central office or the national coordination."""
    kinds = [RoleKind.OFFICE_STAFF, RoleKind.COORDINATION]
    return user.roles.filter(kind__in=kinds).exists()


class PlannersOnly:
    """For whoever neither works for a central office nor coordinates, the page does not exist."""

    def setup(self, request, *args, **kwargs):
        if not may_plan(request.user):
            raise Http404
        super().setup(request, *args, **kwargs)


class CoordinationOnly:
    """For whoever does not coordinate, the page does not exist."""

    def setup(self, request, *args, **kwargs):
        if not request.user.roles.of_kind(RoleKind.COORDINATION).exists():
            raise Http404
        super().setup(request, *args, **kwargs)


class Trail:
    """Breadcrumbs: `trail` is the pages above this one, as names of routes and labels."""

    trail = ()

    def get_breadcrumbs_items(self):
        above = [{"url": reverse(name), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.page_title}]


class OwnSeminar(OfficeOnly):
    """Loads `self.seminar` if an office of this person organises it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Seminar.objects.organised_by(request.user).with_seats()
        mine = mine.select_related("course", "central_office", "land")
        self.seminar = get_object_or_404(mine, pk=kwargs["pk"])

    @cached_property
    def enrolments(self):
        """The seminar's enrolments as this person may see them."""
        people = Enrolment.objects.visible_to(self.request.user).filter(seminar=self.seminar)
        return people.select_related("person", "organisation", "provider", "land")

    @property
    def cockpit_url(self):
        return reverse("desk_seminars:cockpit", args=[self.seminar.pk])

    def get_page_subtitle(self):
        return str(self.seminar)

    def get_breadcrumbs_items(self):
        here = self.page_title
        trail = [{"url": reverse(INDEX), "label": _("Seminars")}]
        if here:
            trail.append({"url": self.cockpit_url, "label": self.seminar.number})
        trail.append({"url": "", "label": here or self.seminar.number})
        return [*self.breadcrumbs_items, *trail]


class OwnEnrolment(OwnSeminar):
    """Loads `self.enrolment` of an own seminar, which it carries along."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        people = self.enrolments.select_related(
            "person",
            "booked_by",
            "association",
            "organisation",
            "provider",
            "land",
            "programme",
            "charged_to__organisation",
            "charged_to__central_office",
        )
        self.enrolment = get_object_or_404(people, pk=kwargs["enrolment"])
        self.enrolment.seminar = self.seminar

    @property
    def name(self):
        return str(self.enrolment.person or _("place without a name"))

    @property
    def enrolment_url(self):
        return reverse("desk_seminars:enrolment", args=[self.seminar.pk, self.enrolment.pk])

    def get_page_subtitle(self):
        return f"{self.name} – {self.seminar}"
