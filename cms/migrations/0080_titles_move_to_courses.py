"""What a page called its course in English is a fact of the course: mails and lists say it, too."""

from django.db import migrations

MOVE = """
    UPDATE courses_course AS course SET title_en = left(page.name_en, 200)
    FROM cms_coursepage AS page
    WHERE page.course_id = course.id AND page.name_en <> ''
"""
BACK = """
    UPDATE cms_coursepage AS page SET name_en = course.title_en
    FROM courses_course AS course
    WHERE page.course_id = course.id AND course.title_en <> ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0061_search_all_words"),
        ("courses", "0100_titles_in_english"),
    ]

    operations = [migrations.RunSQL(MOVE, BACK)]
