"""Whoever is put elsewhere in the queue: the class, beside the reason, for reports."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_interest")]

    operations = [
        migrations.AddField(
            "EnrolmentEvent",
            "priority",
            models.PositiveSmallIntegerField(
                "priority", choices=[(1, "first"), (2, "normal"), (3, "last")], null=True, blank=True
            ),
        ),
        migrations.AddConstraint(
            "EnrolmentEvent",
            models.CheckConstraint(
                name="event_names_the_priority_it_tells_of",
                condition=models.Q(priority=None)
                | models.Q(kind="priority", priority__in=[1, 2, 3]) & ~models.Q(reason=""),
            ),
        ),
    ]
