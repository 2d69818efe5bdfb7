"""Answers that were counted already, and how often what they tell has changed since."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptAnswer(models.Model):
    """The last answer to a question; it holds while the state of the facts is the same.

    `key` is a digest of all that makes the question, see reports/services/kept.py.
    """

    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=100)
    as_of = models.DateTimeField()
    record = models.JSONField()

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")

    def __str__(self):
        return self.key


class Change(models.Model):
    """Rows of a table that reports read have changed. Triggers write it, see 0032.

    Only ever added to, so that nobody waits for anybody. `weight` is for how many changes it
    stands: their sum per table never falls and rises with each change that is committed.
    """

    place = models.CharField(max_length=63)  # the table
    weight = models.BigIntegerField(db_default=1)

    class Meta:
        verbose_name = _("change of what reports read")
        verbose_name_plural = _("changes of what reports read")

    def __str__(self):
        return f"{self.place}: {self.weight}"
