"""The text with the speakers and the list of trainers are engagements by now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("courses", "0012_speakers_become_engagements")]

    operations = [
        migrations.RemoveField("seminar", "speakers"),
        migrations.RemoveField("seminar", "trainers"),
    ]
