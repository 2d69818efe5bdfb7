from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0005_limits_while_the_cache_is_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="can_wait",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
