import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cms", "0080_titles_move_to_courses")]

    operations = [
        migrations.RemoveIndex(model_name="coursepage", name="course_page_english_search"),
        migrations.RemoveField(model_name="coursepage", name="name_en"),
        migrations.AddIndex(
            model_name="coursepage",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("intro_en", config="english"),
                name="course_page_english_search",
            ),
        ),
    ]
