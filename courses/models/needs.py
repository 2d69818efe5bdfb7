from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.kinds import Diet, Lodging
from courses.models.enrolments import Enrolment
from organisations.states import RoleKind


class ParticipantNeedsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone their own, and the office that organises the seminar. Managers see none."""
        offices = user.roles.filter(kind=RoleKind.OFFICE_STAFF).values("central_office")
        return self.filter(
            Q(enrolment__person=user.pk) | Q(enrolment__seminar__central_office__in=offices)
        )


class ParticipantNeeds(models.Model):
    """What somebody needs to take part: food, accessibility, a bed.

    Some of it tells of health or belief, so it stands apart from the enrolment, in no history,
    and is erased soon after the seminar.
    """

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="needs")
    diet = models.CharField(_("food"), max_length=12, choices=Diet.choices, default=Diet.ANY)
    intolerances = models.CharField(
        _("intolerances and allergies"),
        max_length=300,
        blank=True,
        help_text=_("So that the kitchen knows: nuts, lactose, gluten, for example."),
    )
    accessibility = models.CharField(
        _("accessibility"),
        max_length=500,
        blank=True,
        help_text=_(
            "What helps you to take part: access without steps, sign language, subtitles, large "
            "print, for example. Who teaches reads it, too."
        ),
    )
    lodging = models.CharField(
        _("lodging"), max_length=12, choices=Lodging.choices, default=Lodging.NONE
    )
    lodging_note = models.CharField(
        _("note on the lodging"),
        max_length=300,
        blank=True,
        help_text=_("A late arrival or a room on the ground floor, for example."),
    )

    objects = ParticipantNeedsQuerySet.as_manager()

    class Meta:
        verbose_name = _("needs of a participant")
        verbose_name_plural = _("needs of participants")
        constraints = [
            models.CheckConstraint(
                name="needs_are_known",
                condition=Q(diet__in=Diet.values, lodging__in=Lodging.values),
            ),
        ]

    def __str__(self):
        return f"needs of enrolment {self.enrolment_id}"
