from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0100_titles_in_english")]

    operations = [
        migrations.AddField(
            model_name="legaltext",
            name="title_en",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="title in English"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="legaltext",
            name="sections_en",
            field=models.JSONField(blank=True, default=list, verbose_name="sections in English"),
        ),
        migrations.AddConstraint(
            model_name="legaltext",
            constraint=models.CheckConstraint(
                condition=models.Q(("sections_en", []), ("title_en", ""))
                | models.Q(("title_en", ""), _negated=True) & models.Q(("sections_en", []), _negated=True),
                name="legal_text_in_english_has_title_and_sections",
            ),
        ),
    ]
