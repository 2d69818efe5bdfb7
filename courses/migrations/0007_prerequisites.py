"""Prerequisites become conditions: each met by any of several courses or qualifications."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def carry_over(apps, schema_editor):
    """Every course asked for becomes a condition of its own."""
    Prerequisite = apps.get_model("courses", "Prerequisite")
    former = apps.get_model("courses", "Course").former_prerequisites.through
    for row in former.objects.order_by("pk"):
        condition = Prerequisite.objects.create(course_id=row.from_course_id)
        condition.courses.add(row.to_course_id)


def carry_back(apps, schema_editor):
    """Alternatives and qualifications have no place there: only single courses go back."""
    former = apps.get_model("courses", "Course").former_prerequisites.through
    for condition in apps.get_model("courses", "Prerequisite").objects.all():
        courses = list(condition.courses.values_list("pk", flat=True))
        if len(courses) == 1:
            former.objects.create(from_course_id=condition.course_id, to_course_id=courses[0])


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_calendar_feeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "course",
            "prerequisite_policy",
            models.CharField(
                "who lacks a prerequisite",
                max_length=20,
                choices=[
                    ("warn", "told, may book"),
                    ("block", "may not book"),
                    ("block_unless_office", "may not book, unless the office gives a reason"),
                ],
                default="block_unless_office",
            ),
        ),
        migrations.AddConstraint(
            "course",
            models.CheckConstraint(
                name="course_prerequisite_policy_is_known",
                condition=models.Q(
                    prerequisite_policy__in=["warn", "block", "block_unless_office"]
                ),
            ),
        ),
        migrations.CreateModel(
            "Qualification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        "code",
                        max_length=20,
                        unique=True,
                        help_text="Capital letters, digits and hyphens; stands in the files of courses.",
                        validators=[
                            django.core.validators.RegexValidator(
                                r"^[A-Z0-9][A-Z0-9_-]*\Z", "Capital letters, digits and hyphens only."
                            )
                        ],
                    ),
                ),
                ("name", models.CharField("name", max_length=200, unique=True)),
            ],
            options={
                "verbose_name": "qualification",
                "verbose_name_plural": "qualifications",
                "constraints": [
                    models.CheckConstraint(
                        name="qualification_code_fits_a_condition",
                        condition=models.Q(code__regex=r"^[A-Z0-9][A-Z0-9_-]*\Z"),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "QualificationRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField("valid from")),
                ("valid_until", models.DateField("valid until", null=True, blank=True)),
                (
                    "source",
                    models.CharField(
                        "what shows it",
                        max_length=300,
                        help_text="Which document was seen, issued by whom.",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True, blank=True)),
                (
                    "central_office",
                    models.ForeignKey("organisations.centraloffice", django.db.models.deletion.PROTECT, null=True, blank=True, related_name="+", verbose_name="central office"),
                ),
                (
                    "person",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="qualification_records", verbose_name="person"),
                ),
                (
                    "qualification",
                    models.ForeignKey("courses.qualification", django.db.models.deletion.PROTECT, related_name="records", verbose_name="qualification"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.SET_NULL, null=True, related_name="+"),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.SET_NULL, null=True, blank=True, related_name="+"),
                ),
            ],
            options={
                "verbose_name": "qualification record",
                "verbose_name_plural": "qualification records",
                "constraints": [
                    models.CheckConstraint(
                        name="qualification_record_ends_after_it_begins",
                        condition=models.Q(valid_until=None)
                        | models.Q(valid_until__gte=models.F("valid_from")),
                        violation_error_message="The record ends before it begins.",
                    ),
                    models.CheckConstraint(
                        name="qualification_record_is_withdrawn_after_it_was_made",
                        condition=models.Q(withdrawn_at=None)
                        | models.Q(withdrawn_at__gte=models.F("recorded_at")),
                    ),
                    models.UniqueConstraint(
                        name="qualification_record_once_per_person_and_first_day",
                        fields=["person", "qualification", "valid_from"],
                        condition=models.Q(withdrawn_at=None),
                        violation_error_message="This qualification is recorded already.",
                    ),
                ],
            },
        ),
        migrations.RenameField("course", "prerequisites", "former_prerequisites"),
        migrations.CreateModel(
            "Prerequisite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "course",
                    models.ForeignKey("courses.course", django.db.models.deletion.CASCADE, related_name="prerequisites", verbose_name="course"),
                ),
                (
                    "courses",
                    models.ManyToManyField("courses.course", blank=True, related_name="meets", verbose_name="courses, one of which was attended"),
                ),
                (
                    "qualifications",
                    models.ManyToManyField("courses.qualification", blank=True, related_name="meets", verbose_name="or qualifications, one of which is valid"),
                ),
            ],
            options={"verbose_name": "prerequisite", "verbose_name_plural": "prerequisites"},
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField("course", "former_prerequisites"),
    ]
