from django.contrib.auth.models import AbstractUser, BaseUserManager, Permission
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fortbildung.shared.letters import validate_printable
from organisations.models.offices import CentralOffice
from organisations.models.tree import MOST_WORDS, Organisation, Programme
from organisations.states import EmploymentFunction, EmploymentState, RoleKind


class UserQuerySet(models.QuerySet):
    def employed_below(self, nodes, *, on):
        """People who work at or below one of `nodes` on the day `on`."""
        places = Organisation.objects.below(nodes)
        jobs = Employment.objects.current(on).filter(organisation__in=places)
        return self.filter(pk__in=jobs.values("user"))

    def visible_to(self, user, *, on):
        """Oneself; managers also see who works below their nodes on the day `on`."""
        places = Organisation.objects.managed_by(user)
        staff = Employment.objects.current(on).filter(organisation__in=places)
        return self.filter(Q(pk=user.pk) | Q(pk__in=staff.values("user")))

    def managing(self, place):
        """The managers of `place` or of a node above it, each once."""
        line = [*place.get_ancestors(), place]
        roles = Role.objects.of_kind(RoleKind.MANAGER).filter(organisation__in=line)
        return self.filter(is_active=True, pk__in=roles.values("user"))

    def guarding_others(self):
        """Who sees or changes what belongs to many: offices, coordination, the whole admin."""
        roles = Role.objects.of_kind(RoleKind.OFFICE_STAFF, RoleKind.COORDINATION)
        enters = Permission.objects.filter(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
        return self.filter(
            Q(is_superuser=True)
            | Exists(roles.filter(user=OuterRef("pk")))
            | Exists(enters.filter(group__user=OuterRef("pk")))
            | Exists(enters.filter(user=OuterRef("pk")))
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with a log-in; logs in by e-mail address."""

    username = None
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address exists already.")},
    )
    first_name = models.CharField(_("first name"), max_length=80, validators=[validate_printable])
    last_name = models.CharField(_("last name"), max_length=80, validators=[validate_printable])
    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=[("de", _("German")), ("en", _("English"))]
    )
    # What decides about a seat is always told.
    wants_reminders = models.BooleanField(_("reminders"), default=True)
    wants_digest = models.BooleanField(_("daily digest"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.email


class EmploymentQuerySet(models.QuerySet):
    def current(self, on):
        """Confirmed, begun and not ended on the day `on`."""
        return self.filter(
            Q(ends=None) | Q(ends__gte=on), state=EmploymentState.CONFIRMED, starts__lte=on
        )

    def managed_by(self, user):
        """At sites and providers this manager is responsible for, in any state."""
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def in_full(self):
        """With all that is shown, as in a telephone book: Ö stands beside O."""
        return self.select_related("user", "organisation", "programme").order_by(
            "user__last_name__unaccent", "user__first_name__unaccent", "pk"
        )

    def to_be_confirmed_by(self, user):
        """Requests at sites and providers this manager is responsible for."""
        return self.managed_by(user).filter(state=EmploymentState.REQUESTED)

    def matching(self, words):
        """Every word is in the person's name or address, or in the name or city of the site."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            person = (
                Q(user__first_name__icontains=word)
                | Q(user__last_name__icontains=word)
                | Q(user__email__icontains=word)
            )
            place = Q(organisation__name__icontains=word) | Q(organisation__city__icontains=word)
            found = found.filter(person | place)
        return found


class Employment(models.Model):
    """Somebody works at a site (or provider) in a programme; confirmed by the site's manager."""

    user = models.ForeignKey(User, models.CASCADE, related_name="employments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="employments", verbose_name=_("site")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    function = models.CharField(
        _("function"),
        max_length=20,
        choices=EmploymentFunction.choices,
        default=EmploymentFunction.COUNSELLOR,
    )
    fte_share = models.DecimalField(
        _("share of a full position"),
        max_digits=3,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    # Funders ask for it: “E/H”, ehrenamtlich or hauptamtlich.
    volunteer = models.BooleanField(_("works as a volunteer"), default=False)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=EmploymentState.choices, default=EmploymentState.REQUESTED
    )
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("employment")
        verbose_name_plural = _("employments")
        constraints = [
            models.CheckConstraint(
                name="employment_state_is_known", condition=Q(state__in=EmploymentState.values)
            ),
            models.CheckConstraint(
                name="employment_function_is_known",
                condition=Q(function__in=EmploymentFunction.values),
            ),
            models.CheckConstraint(
                name="employment_ends_after_it_starts",
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                violation_error_message=_("An employment ends after it starts."),
            ),
            models.CheckConstraint(
                name="employment_share_is_between_0_and_1",
                condition=Q(fte_share__gte=0, fte_share__lte=1),
            ),
            models.CheckConstraint(
                name="employment_decision_has_a_time",
                condition=Q(state=EmploymentState.REQUESTED) | Q(decided_at__isnull=False),
            ),
            ExclusionConstraint(
                name="employment_once_at_a_time_per_place_and_programme",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
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
                condition=~Q(state=EmploymentState.DECLINED),
                violation_error_message=_("This employment is registered already."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.organisation} ({self.programme})"

    @property
    def function_told(self):
        """The function, and that it is a volunteer’s."""
        function = self.get_function_display()
        return (
            _("%(function)s, as a volunteer") % {"function": function}
            if self.volunteer
            else function
        )

    def is_current(self, on):
        """Confirmed, begun and not ended on the day `on`; see `current` of the queryset."""
        begun = self.starts <= on and (self.ends is None or self.ends >= on)
        return begun and self.state == EmploymentState.CONFIRMED


class RoleQuerySet(models.QuerySet):
    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)


class Role(models.Model):
    """What a person may do beyond their own matters, and how far it reaches.

    A manager's role reaches the subtree of `organisation`; central office staff act for
    `central_office`; the other kinds reach the whole country.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=16, choices=RoleKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, null=True, blank=True, related_name="roles"
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                name="role_has_the_reach_of_its_kind",
                condition=Q(kind=RoleKind.MANAGER, organisation__isnull=False, central_office=None)
                | Q(kind=RoleKind.OFFICE_STAFF, organisation=None, central_office__isnull=False)
                | Q(
                    kind__in=[RoleKind.COORDINATION, RoleKind.TRAINER, RoleKind.AUDITOR],
                    organisation=None,
                    central_office=None,
                ),
            ),
            models.UniqueConstraint(
                name="role_once_per_person_and_reach",
                fields=["user", "kind", "organisation", "central_office"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        reach = self.organisation or self.central_office
        return f"{self.user}: {self.get_kind_display()}" + (f" ({reach})" if reach else "")
