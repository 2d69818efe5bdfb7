from django.contrib.postgres.indexes import BrinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

UNSETTLED = {"sent_at": None, "gave_up_at": None, "dropped_at": None}


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now):
        """Neither settled nor waiting for the next attempt."""
        return self.filter(**UNSETTLED, next_attempt_at__lte=now)

    def undelivered(self):
        """Given up, or failed at least once and waiting for the next attempt."""
        return self.filter(sent_at=None, dropped_at=None, erased_at=None, attempts__gt=0)

    def settled_before(self, moment):
        """Sent, dropped or given up earlier than `moment`."""
        return self.filter(
            Q(sent_at__lt=moment) | Q(dropped_at__lt=moment) | Q(gave_up_at__lt=moment)
        )


class OutgoingMail(models.Model):
    """A mail that is owed: noted with the fact it tells of, written and delivered by the worker.

    `key` names the event and the addressee, so that one event never becomes two mails; it stays
    for good. `renderer` is the function that writes the mail from `arguments`; blank where the
    text was finished from the start. `about` says what the mail tells of, such as “seminar:12”.
    `attachments` is a list of {"name", "mimetype", "content"}, content being text, or `stored` in
    its place: the name of a file in the private storage.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    about = models.CharField(max_length=40, blank=True)
    # Nobody looks out for it, such as a digest: it gives precedence to letters people wait for.
    can_wait = models.BooleanField(default=False, db_default=False)
    renderer = models.CharField(max_length=100, blank=True)
    arguments = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    # When it was to be written, there was nothing to say any more.
    dropped_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = [
            models.Index(
                name="mail_due",
                fields=["next_attempt_at"],
                condition=Q(**UNSETTLED),
            ),
            models.Index(
                name="mail_undelivered",
                fields=["about"],
                condition=Q(sent_at=None, dropped_at=None, erased_at=None, attempts__gt=0),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_is_settled_once",
                condition=Q(sent_at=None, gave_up_at=None)
                | Q(sent_at=None, dropped_at=None)
                | Q(gave_up_at=None, dropped_at=None),
            ),
            models.CheckConstraint(
                name="mail_is_erased_when_settled",
                condition=Q(erased_at=None)
                | Q(sent_at__isnull=False)
                | Q(gave_up_at__isnull=False)
                | Q(dropped_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.key} → {self.to}"

    @property
    def is_to_be_written(self):
        return bool(self.renderer) and self.written_at is None


class IdempotencyKey(models.Model):
    """A request that was made under a key, and how it was answered.

    Written in the transaction of what the request did: both are there, or neither is. Only that
    transaction ever sees the row without its answer.
    """

    owner = models.BigIntegerField()  # whose key it is: two owners may choose the same one
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)  # of the request, to tell another one from it
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="idempotency_key_once_per_owner", fields=["owner", "key"]),
        ]
        indexes = [BrinIndex(name="idempotency_key_age", fields=["created_at"])]

    def __str__(self):
        return self.key


class StandbyEntry(models.Model):
    """What `fortbildung/shared/standby.py` keeps; the columns are those of Django's cache."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.cache_key
