from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now):
        """Neither sent nor given up, and not waiting for its next attempt."""
        return self.filter(sent_at=None, gave_up_at=None, next_attempt_at__lte=now)


class OutgoingMail(models.Model):
    """A mail that is owed: written with the fact it tells of, delivered by the worker.

    `key` names the event and the addressee, so that one event never becomes two mails.
    `attachments` is a list of {"name", "content", "mimetype"}; content is text.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    attachments = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="mail_due",
                fields=["next_attempt_at"],
                condition=Q(sent_at=None, gave_up_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_is_sent_or_given_up",
                condition=Q(sent_at=None) | Q(gave_up_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.key} → {self.to}"


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
