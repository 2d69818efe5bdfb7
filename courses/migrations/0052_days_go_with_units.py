from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0051_days_of_the_past")]

    operations = [
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("attended_days", None), ("attended_units", None)
                )
                | models.Q(("attended_days__isnull", False), ("attended_units__isnull", False)),
                name="enrolment_days_go_with_units",
            ),
        ),
    ]
