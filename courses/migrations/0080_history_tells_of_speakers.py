"""The history of a seminar tells of its speakers, too."""

from django.db import migrations, models

KINDS = [
    ("capacity", "number of seats"),
    ("contingent", "seat contingent"),
    ("released", "released"),
    ("handed_back", "handed back"),
    ("given", "given to another association"),
    ("received", "received from another association"),
    ("selection", "selection"),
    ("called_off", "called off"),
    ("reopened", "reopened"),
    ("terms", "dates and terms"),
    ("published", "published"),
    ("guaranteed", "takes place"),
    ("closed", "closed"),
    ("speaker", "speaker"),
]


class Migration(migrations.Migration):
    dependencies = [("courses", "0073_periods_that_end_have_their_grace")]

    operations = [
        migrations.AlterField(
            "seatevent", "kind", models.CharField(choices=KINDS, max_length=12)
        ),
        migrations.RemoveConstraint("seatevent", "seat_event_kind_is_known"),
        migrations.AddConstraint(
            "seatevent",
            models.CheckConstraint(
                name="seat_event_kind_is_known",
                condition=models.Q(("kind__in", [kind for kind, _label in KINDS])),
            ),
        ),
    ]
