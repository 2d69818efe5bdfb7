"""Who was seen coming and leaving, as rows that are only ever added."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE TRIGGER scans_are_append_only
    BEFORE UPDATE OR DELETE ON courses_scan
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
"""
BACKWARD = "DROP TRIGGER scans_are_append_only ON courses_scan"


def protected(to, name):
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, related_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0017_attendance_of_the_past"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Scan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_id", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(max_length=4, choices=[("came", "came"), ("left", "left")]),
                ),
                (
                    "channel",
                    models.CharField(
                        max_length=8,
                        choices=[
                            ("own", "own device"),
                            ("desk", "device of the speaker or the office"),
                        ],
                    ),
                ),
                ("scanned_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("device", models.CharField(max_length=40, blank=True)),
                ("by", protected(settings.AUTH_USER_MODEL, "+")),
                ("enrolment", protected("courses.enrolment", "scans")),
                ("session", protected("courses.session", "scans")),
            ],
            options={
                "verbose_name": "scan",
                "verbose_name_plural": "scans",
                "indexes": [
                    models.Index(name="scan_order", fields=["session", "enrolment", "scanned_at"])
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="scan_is_of_a_known_kind",
                        condition=models.Q(
                            kind__in=["came", "left"], channel__in=["own", "desk"]
                        ),
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
