from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0004_idempotency_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="can_wait",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
