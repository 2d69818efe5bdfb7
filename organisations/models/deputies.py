from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Func, OuterRef, Q, Value
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from organisations.models.people import Employment, Role, User
from organisations.models.tree import STEP
from organisations.states import RoleKind


def close_enough(on):
    """For rows with a `manager` and a `deputy`: the one may stand in for the other that day.

    The deputy works at or below a node of the manager, or manages in the same association.
    """
    return Exists(_jobs_below(on)) | Exists(_roles_beside())


def _jobs_below(on):
    """The deputy's employments at or below a node of the manager."""
    place = ExpressionWrapper(OuterRef("organisation__path"), output_field=models.CharField())
    above = _manager_roles().alias(place=place).filter(place__startswith=F("organisation__path"))
    return Employment.objects.current(on).filter(Exists(above), user=OuterRef("deputy"))


def _roles_beside():
    """The deputy's own roles as manager in an association where the manager has one."""
    root = Left(OuterRef("organisation__path"), STEP)
    beside = _manager_roles().alias(root=Left("organisation__path", STEP)).filter(root=root)
    return Role.objects.of_kind(RoleKind.MANAGER).filter(Exists(beside), user=OuterRef("deputy"))


def _manager_roles():
    """The manager's roles, seen from a query inside one of rows with a `manager`."""
    return Role.objects.of_kind(RoleKind.MANAGER).filter(user=OuterRef(OuterRef("manager")))


class DeputyQuerySet(models.QuerySet):
    def active(self, on):
        """In force on the day `on`: both still have their account, and the deputy is close."""
        return self.filter(
            close_enough(on),
            starts__lte=on,
            ends__gte=on,
            manager__is_active=True,
            deputy__is_active=True,
        )

    def not_over(self, on):
        """Current and coming ones."""
        return self.filter(ends__gte=on)


class Deputy(models.Model):
    """From the first to the last day somebody approves bookings in place of a manager."""

    manager = models.ForeignKey(User, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="deputises_for")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    created_at = models.DateTimeField()

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            models.CheckConstraint(
                name="deputy_is_somebody_else",
                condition=~Q(deputy=F("manager")),
                violation_error_message=_("Nobody is their own deputy."),
            ),
            models.CheckConstraint(
                name="deputy_ends_after_it_starts",
                condition=Q(ends__gte=F("starts")),
                violation_error_message=_("The last day lies before the first day."),
            ),
            ExclusionConstraint(
                name="deputy_once_at_a_time",
                expressions=[
                    ("manager", RangeOperators.EQUAL),
                    ("deputy", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts"),
                            F("ends"),
                            Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This person is your deputy on some of these days."),
            ),
        ]

    def __str__(self):
        return f"{self.deputy} for {self.manager} ({self.starts} to {self.ends})"
