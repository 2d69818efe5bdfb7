from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.enrolments import Enrolment
from courses.models.seminars import Seminar
from courses.states import Audience, MessageState
from fortbildung.shared.files import kept_as, private_storage
from organisations.models import CentralOffice, User

LONGEST_TEXT = 8000


def message_file(_attachment, name):
    return kept_as("messages", name)


class MessageTemplate(models.Model):
    """A text an office sends again and again; facts stand in it as {name}, {kurs}, {termine}."""

    central_office = models.ForeignKey(
        CentralOffice,
        models.CASCADE,
        related_name="message_templates",
        verbose_name=_("central office"),
    )
    name = models.CharField(_("name of the template"), max_length=80)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=LONGEST_TEXT)

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        constraints = [
            models.UniqueConstraint(
                name="message_template_once_per_office_and_name",
                fields=["central_office", "name"],
                violation_error_message=_("There is a template of this name already."),
            ),
        ]

    def __str__(self):
        return self.name


class Message(models.Model):
    """What an office writes to people of one seminar, who it goes to, and how far it is."""

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="messages")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=LONGEST_TEXT)
    # A list of `Audience`; single people are recipients that are `chosen`.
    audiences = models.JSONField(default=list, blank=True)
    until_guaranteed = models.BooleanField(
        _("hold back until the seminar is guaranteed"), default=False
    )
    state = models.CharField(
        max_length=12, choices=MessageState.choices, default=MessageState.DRAFT
    )
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known", condition=Q(state__in=MessageState.values)
            ),
            models.CheckConstraint(
                name="message_is_sent_at_a_moment",
                condition=Q(state__in=MessageState.under_way(), sent_at__isnull=False)
                | (~Q(state__in=MessageState.under_way()) & Q(sent_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                name="message_to_send", fields=["id"], condition=Q(state=MessageState.SENDING)
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def when(self):
        """When it was sent, or else written."""
        return self.sent_at or self.created_at

    @property
    def groups(self):
        """The audiences in words."""
        return [str(Audience(value).label) for value in self.audiences]


class MessageRecipient(models.Model):
    """Somebody a message goes to; its mail is owed once `noted_at` is set."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="recipients")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="messages")
    chosen = models.BooleanField(default=False)  # one by one, whatever list they are on
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="message_once_per_recipient", fields=["message", "enrolment"]
            ),
        ]

    def __str__(self):
        return f"{self.message_id} → {self.enrolment_id}"


class MessageAttachment(models.Model):
    """A file that goes with a message; nobody gets it by its address."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    file = models.FileField(storage=private_storage, upload_to=message_file, max_length=120)
    size = models.PositiveIntegerField()
    mimetype = models.CharField(max_length=120)

    def __str__(self):
        return self.name
