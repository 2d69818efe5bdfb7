"""Which list participants sign, as the office's funder wants it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_api_tokens")]

    operations = [
        migrations.AddField(
            "centraloffice",
            "sheet_template",
            models.CharField(
                "attendance sheet",
                max_length=8,
                choices=[
                    ("minimal", "minimal: name, site and signature"),
                    ("strict", "strict: also function, Land, E/H and the signature of the lead"),
                ],
                default="minimal",
            ),
        ),
        migrations.AddConstraint(
            "centraloffice",
            models.CheckConstraint(
                name="central_office_sheet_template_is_known",
                condition=models.Q(sheet_template__in=["minimal", "strict"]),
            ),
        ),
    ]
