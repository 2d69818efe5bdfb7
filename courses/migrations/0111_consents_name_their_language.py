from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0110_legal_texts_in_english")]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("en", "en"), ("de", "de")],
                default="",
                max_length=2,
                verbose_name="language",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["", "en", "de"])),
                name="consent_language_is_known",
            ),
        ),
    ]
