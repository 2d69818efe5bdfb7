"""A seminar's number stands in addresses and in names of files, so it has to fit there."""

from django.core.validators import RegexValidator
from django.db import migrations, models

FITS_AN_ADDRESS = r'^[^\s./\\?#%"][^\r\n\t/\\?#%"]*\Z'


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_events_are_append_only")]

    operations = [
        migrations.AlterField(
            "seminar",
            "number",
            models.CharField(
                "number",
                max_length=40,
                unique=True,
                validators=[
                    RegexValidator(
                        FITS_AN_ADDRESS,
                        "Use letters, digits, hyphens and dots; begin with a letter or digit.",
                    )
                ],
            ),
        ),
        migrations.AddConstraint(
            "seminar",
            models.CheckConstraint(
                name="seminar_number_fits_an_address",
                condition=models.Q(number__regex=FITS_AN_ADDRESS),
            ),
        ),
    ]
