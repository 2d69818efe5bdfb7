from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0111_consents_name_their_language")]

    operations = [
        migrations.AddField(
            model_name="qualification",
            name="name_en",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="name in English"),
            preserve_default=False,
        ),
    ]
