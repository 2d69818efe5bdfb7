from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shared", "0004_idempotency_keys")]

    operations = [
        migrations.CreateModel(
            name="StandbyEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
