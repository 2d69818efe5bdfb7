from django.db import models
from django.db.models import Q

from organisations.models import User


class CalendarFeed(models.Model):
    """A person's sessions under a secret address that calendars ask again and again.

    Of the secret only the digest is kept, so that nobody who reads the table can use it. `etag`
    and `changed_at` tell calendars whether they have it all already.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    etag = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_keeps_a_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self):
        return f"calendar feed of {self.user_id}"
