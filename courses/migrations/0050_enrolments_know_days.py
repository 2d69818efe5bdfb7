import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0070_corrections_have_a_reason")]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="attended_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DecimalField(decimal_places=2, max_digits=5),
                blank=True,
                editable=False,
                null=True,
                size=None,
            ),
        ),
    ]
