"""Late, left early, excused, noted; and who recorded what when, for good."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SOURCE = models.CharField(
    max_length=8,
    choices=[
        ("manual", "entered by hand"),
        ("scan", "checked in"),
        ("import", "participant list of the conference"),
    ],
)
FORWARD = """
CREATE TRIGGER attendance_events_are_append_only
    BEFORE UPDATE OR DELETE ON courses_attendanceevent
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
"""
BACKWARD = "DROP TRIGGER attendance_events_are_append_only ON courses_attendanceevent"


def minutes(words):
    return models.PositiveSmallIntegerField(words, default=0)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0015_bulk_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("attendance", "late", minutes("minutes late")),
        migrations.AddField("attendance", "early", minutes("minutes left early")),
        migrations.AddField("attendance", "away", minutes("minutes away in between")),
        migrations.AddField("attendance", "excused", models.BooleanField("excused", default=False)),
        migrations.AddField(
            "attendance", "note", models.CharField("note", max_length=200, blank=True)
        ),
        migrations.AddField(
            "attendance",
            "source",
            models.CharField(max_length=8, choices=SOURCE.choices, default="manual"),
        ),
        migrations.AddConstraint(
            "attendance",
            models.CheckConstraint(
                name="attendance_source_is_known",
                condition=models.Q(source__in=["manual", "scan", "import"]),
            ),
        ),
        migrations.AddConstraint(
            "attendance",
            models.CheckConstraint(
                name="attendance_excused_was_not_there",
                condition=models.Q(excused=False) | models.Q(minutes=0),
            ),
        ),
        migrations.CreateModel(
            "AttendanceEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("source", SOURCE),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, null=True, related_name="+"),
                ),
                (
                    "enrolment",
                    models.ForeignKey("courses.enrolment", django.db.models.deletion.PROTECT, related_name="attendance_events"),
                ),
                (
                    "session",
                    models.ForeignKey("courses.session", django.db.models.deletion.PROTECT, related_name="attendance_events"),
                ),
            ],
            options={
                "verbose_name": "change of attendance",
                "verbose_name_plural": "changes of attendance",
                "indexes": [
                    models.Index(name="attendance_history", fields=["session", "-at", "-id"])
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
