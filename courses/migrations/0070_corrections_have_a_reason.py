from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("courses", "0040_qualification_periods")]

    operations = [
        migrations.AddField(
            model_name="attendanceevent",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="reason", default=""),
            preserve_default=False,
        ),
    ]
