"""The history of a seminar tells of its terms and its state, too."""

from django.db import migrations, models

from courses.kinds import SeatEventKind


class Migration(migrations.Migration):
    dependencies = [("courses", "0009_events_name_priorities")]

    operations = [
        migrations.AlterField(
            "seatevent",
            "kind",
            models.CharField(choices=SeatEventKind.choices, max_length=12),
        ),
        migrations.RemoveConstraint("seatevent", "seat_event_kind_is_known"),
        migrations.AddConstraint(
            "seatevent",
            models.CheckConstraint(
                name="seat_event_kind_is_known",
                condition=models.Q(("kind__in", SeatEventKind.values)),
            ),
        ),
    ]
