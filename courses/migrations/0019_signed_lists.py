"""Which list participants sign, and the signed ones as evidence that nobody overwrites."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fortbildung.shared.files

FORWARD = """
CREATE TRIGGER signed_lists_are_append_only
    BEFORE UPDATE OR DELETE ON courses_signedlist
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
"""
BACKWARD = "DROP TRIGGER signed_lists_are_append_only ON courses_signedlist"


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0018_check_in"),
        ("organisations", "0005_sheet_template"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "seminar",
            "sheet_template",
            models.CharField(
                "attendance sheet",
                max_length=8,
                choices=[
                    ("minimal", "minimal: name, site and signature"),
                    ("strict", "strict: also function, Land, E/H and the signature of the lead"),
                ],
                blank=True,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "seminar",
            models.CheckConstraint(
                name="seminar_sheet_template_is_known",
                condition=models.Q(sheet_template__in=["", "minimal", "strict"]),
            ),
        ),
        migrations.CreateModel(
            "SignedList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=fortbildung.shared.files.private_storage,
                        upload_to="signed-lists",
                    ),
                ),
                ("name", models.CharField("name of the file", max_length=200)),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+"),
                ),
                (
                    "seminar",
                    models.ForeignKey("courses.seminar", django.db.models.deletion.PROTECT, related_name="signed_lists"),
                ),
                (
                    "session",
                    models.ForeignKey("courses.session", django.db.models.deletion.PROTECT, null=True, blank=True, related_name="signed_lists"),
                ),
            ],
            options={
                "verbose_name": "signed list",
                "verbose_name_plural": "signed lists",
                "constraints": [
                    models.UniqueConstraint(
                        name="signed_list_once_per_seminar",
                        fields=["seminar", "session", "digest"],
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        name="signed_list_is_not_empty", condition=models.Q(size__gt=0)
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
