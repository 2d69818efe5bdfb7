"""Where seminars take place: venues and their rooms, as an office knows them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import Known
from organisations.models import CentralOffice, State

ACCESS = ("step_free", "lift", "hearing_loop", "accessible_toilet", "parking")


def known(label):
    """A fact that may not have been asked yet."""
    return models.CharField(label, max_length=8, choices=Known.choices, default=Known.UNKNOWN)


class VenueQuerySet(models.QuerySet):
    def of_offices(self, offices):
        return self.filter(central_office__in=offices)

    def in_use(self):
        return self.filter(retired=False)


class Venue(models.Model):
    """A house with rooms; each office keeps its own register."""

    central_office = models.ForeignKey(
        CentralOffice, models.PROTECT, related_name="venues", verbose_name=_("central office")
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As it stands in the catalogue; the city is added by itself."),
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80)
    land = models.ForeignKey(
        State,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Land"),
        help_text=_("Its public holidays are warned of; reports count by it. Abroad: none."),
    )
    contact = models.CharField(
        _("contact"), max_length=120, blank=True, help_text=_("Who books rooms for you there.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    step_free = known(_("step-free access"))
    lift = known(_("lift"))
    hearing_loop = known(_("hearing loop"))
    accessible_toilet = known(_("accessible toilet"))
    parking = known(_("accessible parking"))
    notes = models.TextField(
        _("notes"),
        max_length=2000,
        blank=True,
        help_text=_("For your office only: prices, house rules, how to get there."),
    )
    retired = models.BooleanField(
        _("no longer used"),
        default=False,
        help_text=_("It is not offered for new seminars; past ones keep it."),
    )

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [
            models.UniqueConstraint(
                name="venue_name_once_per_office_and_city",
                fields=["central_office", "name", "city"],
                violation_error_message=_("Your office has this venue already."),
            ),
            models.CheckConstraint(
                name="venue_access_is_known_or_not",
                condition=Q(**{f"{fact}__in": Known.values for fact in ACCESS}),
            ),
        ]

    def __str__(self):
        return self.place

    @property
    def place(self):
        """As seminars tell where they are."""
        return self.name if self.city in self.name else f"{self.name}, {self.city}"


class VenueRoom(models.Model):
    """A room in a venue; it is booked by one session at a time."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="rooms")
    name = models.CharField(_("room"), max_length=100)
    capacity = models.PositiveIntegerField(_("persons at most"), validators=[MinValueValidator(1)])
    step_free = known(_("step-free"))
    hearing_loop = known(_("hearing loop"))
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(
                name="venue_room_name_once_per_venue",
                fields=["venue", "name"],
                violation_error_message=_("This venue has a room of that name already."),
            ),
            models.CheckConstraint(name="venue_room_has_a_seat", condition=Q(capacity__gte=1)),
            models.CheckConstraint(
                name="venue_room_access_is_known_or_not",
                condition=Q(step_free__in=Known.values, hearing_loop__in=Known.values),
            ),
        ]

    def __str__(self):
        return self.name
