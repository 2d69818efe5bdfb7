"""Whether somebody works for pay or as a volunteer is said, not guessed from their share."""

from django.db import migrations, models


def keep_what_was_printed(apps, _editor):
    """Until now a share of nothing stood for a volunteer."""
    apps.get_model("organisations", "Employment").objects.filter(fte_share=0).update(volunteer=True)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_sheet_template")]

    operations = [
        migrations.AddField(
            "employment",
            "volunteer",
            models.BooleanField("works as a volunteer", default=False),
        ),
        migrations.RunPython(keep_what_was_printed, migrations.RunPython.noop),
    ]
