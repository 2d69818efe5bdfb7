from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fortbildung.shared.letters import validate_printable
from organisations.models.people import User
from organisations.models.tree import Organisation, Programme
from organisations.states import EmploymentFunction, InvitationState


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Managers see whom they and others invited to the sites they are responsible for."""
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def unsettled(self):
        """Neither accepted nor declined nor withdrawn, in time or not."""
        return self.filter(state=InvitationState.OPEN)

    def answered(self):
        """Accepted or declined, by whoever was invited."""
        return self.filter(state__in=[InvitationState.ACCEPTED, InvitationState.DECLINED])

    def in_order(self):
        """Open ones first, the newest first."""
        settled = Case(When(state=InvitationState.OPEN, then=0), default=1)
        return self.order_by(settled, "-sent_at", "-pk")

    def in_full(self):
        return self.select_related("organisation", "programme", "invited_by")


class Invitation(models.Model):
    """A manager says that somebody works there; the owner of the address accepts it, or not.

    Nothing tells whether the address belongs to an account: until it is accepted, an invitation
    is no more than what the manager wrote.
    """

    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=80, validators=[validate_printable])
    last_name = models.CharField(_("last name"), max_length=80, validators=[validate_printable])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name=_("site")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    function = models.CharField(_("function"), max_length=20, choices=EmploymentFunction.choices)
    fte_share = models.DecimalField(
        _("share of a full position"),
        max_digits=3,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    starts = models.DateField(_("from"))
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent on"))
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField(_("valid until"))
    state = models.CharField(
        max_length=12, choices=InvitationState.choices, default=InvitationState.OPEN
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_state_is_known", condition=Q(state__in=InvitationState.values)
            ),
            models.CheckConstraint(
                name="invitation_function_is_known",
                condition=Q(function__in=EmploymentFunction.values),
            ),
            models.CheckConstraint(
                name="invitation_share_is_between_0_and_1",
                condition=Q(fte_share__gte=0, fte_share__lte=1),
            ),
            models.CheckConstraint(
                name="invitation_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="invitation_settled_has_a_time",
                condition=Q(state=InvitationState.OPEN, settled_at=None)
                | (~Q(state=InvitationState.OPEN) & Q(settled_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="invitation_open_once_per_place_and_programme",
                fields=["email", "organisation", "programme"],
                condition=Q(state=InvitationState.OPEN),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation} ({self.programme})"

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}".strip()

    def has_expired(self, now):
        return self.state == InvitationState.OPEN and self.expires_at <= now
