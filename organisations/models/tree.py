from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Left, Length, Lower
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from organisations.states import HAS_AN_ADDRESS, OrganisationKind, RoleKind

STEP = 4  # letters of a treebeard path per level
MOST_WORDS = 10  # of a search: each costs the database a look at every row


class State(models.Model):
    """One of the 16 Länder."""

    ags = models.CharField(_("AGS"), max_length=2, unique=True)
    iso_3166_2 = models.CharField(_("ISO 3166-2"), max_length=5, unique=True)
    nuts_1 = models.CharField(_("NUTS 1"), max_length=3, unique=True)
    short = models.CharField(_("abbreviation"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("Land")
        verbose_name_plural = _("Länder")

    def __str__(self):
        return self.name


class Programme(models.Model):
    """A funding programme such as MBE or JMD."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return self.code


class OrganisationQuerySet(MP_NodeQuerySet):
    def associations(self):
        return self.filter(kind=OrganisationKind.ASSOCIATION)

    def providers(self):
        return self.filter(kind=OrganisationKind.PROVIDER)

    def sites(self):
        return self.filter(kind=OrganisationKind.SITE)

    def below(self, nodes):
        """The given nodes and everything below them."""
        reach = Q(pk__in=[])
        for node in nodes:
            reach |= Q(path__startswith=node.path)
        return self.filter(reach)

    def line_of(self, place):
        """The given place and every node above it."""
        ends = range(STEP, len(place.path) + 1, STEP)
        return self.filter(path__in=[place.path[:end] for end in ends])

    def managed_by(self, user):
        """The nodes `user` is manager of and everything below them."""
        return self.below(
            Organisation.objects.filter(roles__user=user.pk, roles__kind=RoleKind.MANAGER)
        )

    def workplaces(self):
        """Where people work: sites and providers."""
        return self.filter(kind__in=HAS_AN_ADDRESS)

    def matching(self, words):
        """Every word is in the name, the city, the postcode or the name of a node above."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
            above = Organisation.objects.alias(path_below=path).filter(
                path_below__startswith=F("path"), name__icontains=word
            )
            place = Q(city__icontains=word) | Q(postcode__startswith=word)
            found = found.filter(place | Exists(above))
        return found


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    use_in_migrations = False

    def get_queryset(self):
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


class Organisation(MP_Node):
    """A node of the one tree on which roles, visibility, contingents and reports hang."""

    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices)
    name = models.CharField(_("name"), max_length=200)
    full_name = models.CharField(_("full name"), max_length=250, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", _("A postcode has five digits."))],
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Land")
    )
    email = models.EmailField(_("function mailbox"), blank=True)
    programmes = models.ManyToManyField(Programme, blank=True, verbose_name=_("programmes"))

    objects = OrganisationManager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known", condition=Q(kind__in=OrganisationKind.values)
            ),
            models.CheckConstraint(
                name="organisation_with_address_has_a_state",
                condition=~Q(kind__in=HAS_AN_ADDRESS) | Q(state__isnull=False),
                violation_error_message=_("Providers and sites need a Land."),
            ),
            models.CheckConstraint(
                name="organisation_postcode_has_five_digits",
                condition=Q(postcode="") | Q(postcode__regex=r"^\d{5}$"),
            ),
            models.UniqueConstraint(
                Left("path", Length("path") - STEP),
                Lower("name"),
                F("postcode"),
                name="organisation_once_below_its_parent",
            ),
        ]

    def __str__(self):
        return self.name
