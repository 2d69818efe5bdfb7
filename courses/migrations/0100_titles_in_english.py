import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0081_priorities_are_found")]

    operations = [
        migrations.AddField(
            model_name="course",
            name="title_en",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="title in English"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="topic",
            name="name_en",
            field=models.CharField(blank=True, default="", max_length=80, verbose_name="name in English"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="course",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("title_en", config="english"),
                name="course_english_search",
            ),
        ),
    ]
