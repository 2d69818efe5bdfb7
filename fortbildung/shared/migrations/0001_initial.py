import django.contrib.postgres.indexes
import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", models.EmailField(max_length=254)),
                ("about", models.CharField(blank=True, max_length=40)),
                ("can_wait", models.BooleanField(db_default=False, default=False)),
                ("renderer", models.CharField(blank=True, max_length=100)),
                (
                    "arguments",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=250)),
                ("body", models.TextField(blank=True)),
                ("attachments", models.JSONField(blank=True, default=list)),
                ("created_at", models.DateTimeField()),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("next_attempt_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("gave_up_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("dropped_at", None), ("gave_up_at", None), ("sent_at", None)
                        ),
                        fields=["next_attempt_at"],
                        name="mail_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("attempts__gt", 0),
                            ("dropped_at", None),
                            ("erased_at", None),
                            ("sent_at", None),
                        ),
                        fields=["about"],
                        name="mail_undelivered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gave_up_at", None), ("sent_at", None)),
                            models.Q(("dropped_at", None), ("sent_at", None)),
                            models.Q(("dropped_at", None), ("gave_up_at", None)),
                            _connector="OR",
                        ),
                        name="mail_is_settled_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            ("sent_at__isnull", False),
                            ("gave_up_at__isnull", False),
                            ("dropped_at__isnull", False),
                            _connector="OR",
                        ),
                        name="mail_is_erased_when_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner", models.BigIntegerField()),
                ("key", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("body", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["created_at"], name="idempotency_key_age"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "key"), name="idempotency_key_once_per_owner"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StandbyEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
