"""Seats promised to parts of the organisation tree, and the history of a seminar's seats."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import SeatEventKind
from courses.models.seminars import Seminar
from organisations.models import CentralOffice, Organisation, User


class ContingentQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Of the nodes this person is manager of, and of those below them."""
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def due(self, now):
        """Their day of release has come and nobody has noted it yet."""
        return self.filter(released_at=None, release_at__lte=now)


class Contingent(models.Model):
    """Seats of a seminar for a node of the organisation tree and those below it.

    `reserved` is a guarantee until it is released, `limit` a maximum. Without an organisation it
    is the central reserve of the `central_office`, to which the office charges seats by hand.
    """

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="contingents")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contingents",
        verbose_name=_("organisation"),
    )
    central_office = models.ForeignKey(
        CentralOffice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("central office"),
    )
    reserved = models.PositiveIntegerField(_("reserved seats"), default=0)
    limit = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    release_at = models.DateTimeField(_("released on"), null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Kept by the database: seats charged to this contingent, and people waiting for one.
    used = models.PositiveIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)

    objects = ContingentQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat contingent")
        verbose_name_plural = _("seat contingents")
        constraints = [
            models.CheckConstraint(
                name="contingent_belongs_to_a_node_or_an_office",
                condition=Q(organisation__isnull=False, central_office=None)
                | Q(organisation=None, central_office__isnull=False),
            ),
            models.CheckConstraint(
                name="contingent_reserves_no_more_than_its_limit",
                condition=Q(limit=None) | Q(reserved__lte=F("limit")),
                violation_error_message=_("A seat contingent reserves at most its limit."),
            ),
            models.UniqueConstraint(
                name="contingent_once_per_node",
                fields=["seminar", "organisation", "central_office"],
                nulls_distinct=False,
                violation_error_message=_("This organisation has a seat contingent already."),
            ),
        ]

    def __str__(self):
        return f"{self.seminar_id}: {self.owner} ({self.reserved})"

    @property
    def owner(self):
        """The node of the tree, or the central office whose reserve it is."""
        return self.organisation or self.central_office

    def is_released(self, now):
        due = self.release_at is not None and self.release_at <= now
        return due or self.released_at is not None

    def guaranteed(self, now):
        """The seats that are guaranteed at this moment."""
        return 0 if self.is_released(now) else self.reserved


class SeatCount(models.Model):
    """How many seats of a seminar are taken. A trigger keeps it; code writes only `kept`.

    `kept` are the free seats kept for guarantees nobody has claimed yet.
    """

    seminar = models.OneToOneField(
        Seminar, models.CASCADE, primary_key=True, related_name="seats", editable=False
    )
    taken = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_joined_at = models.DateTimeField(null=True)
    kept = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.seminar_id}: {self.taken} taken, {self.waiting} waiting"


class SeatEvent(models.Model):
    """What happened to a seminar as a whole: its seats, terms and state. Append-only.

    `whom` names the contingent's owner as it was then; `before` and `after` are the numbers, or
    the terms by the names of their fields.
    """

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="seat_events")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=SeatEventKind.choices)
    whom = models.CharField(max_length=250, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("event of the seats")
        verbose_name_plural = _("events of the seats")
        constraints = [
            models.CheckConstraint(
                name="seat_event_kind_is_known", condition=Q(kind__in=SeatEventKind.values)
            ),
        ]

    def __str__(self):
        return f"{self.seminar_id}: {self.kind} {self.whom}"
