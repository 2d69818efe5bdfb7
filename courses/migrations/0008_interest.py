"""Interest in a course that has no date."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def frozen(to):
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, related_name="+")


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_prerequisites")]

    operations = [
        migrations.CreateModel(
            "Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        max_length=12,
                        choices=[
                            ("own", "registered by the person"),
                            ("called_off", "kept when the seminar was called off"),
                        ],
                        default="own",
                    ),
                ),
                ("note", models.CharField("note to the organisers", max_length=500, blank=True)),
                ("registered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True, blank=True)),
                ("function", models.CharField(max_length=20)),
                ("association", frozen("organisations.organisation")),
                (
                    "course",
                    models.ForeignKey("courses.course", django.db.models.deletion.PROTECT, related_name="interests"),
                ),
                (
                    "employment",
                    models.ForeignKey("organisations.employment", django.db.models.deletion.SET_NULL, null=True, blank=True, related_name="+"),
                ),
                ("land", frozen("organisations.state")),
                ("organisation", frozen("organisations.organisation")),
                (
                    "person",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="interests"),
                ),
                ("programme", frozen("organisations.programme")),
                ("provider", frozen("organisations.organisation")),
            ],
            options={
                "verbose_name": "interest",
                "verbose_name_plural": "interests",
                "constraints": [
                    models.UniqueConstraint(
                        name="interest_once_per_person_and_course",
                        fields=["course", "person"],
                        condition=models.Q(withdrawn_at=None),
                        violation_error_message="Your interest in this course is registered already.",
                    ),
                    models.CheckConstraint(
                        name="interest_kind_is_known",
                        condition=models.Q(kind__in=["own", "called_off"]),
                    ),
                    models.CheckConstraint(
                        name="interest_is_withdrawn_after_it_was_registered",
                        condition=models.Q(withdrawn_at=None)
                        | models.Q(withdrawn_at__gte=models.F("registered_at")),
                    ),
                ],
            },
        ),
    ]
