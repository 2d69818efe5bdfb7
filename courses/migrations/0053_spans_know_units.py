"""Beside when a seminar lasts the database keeps how many teaching units it has."""

from importlib import import_module

from django.db import migrations, models

spans = import_module("courses.migrations.0031_spans_are_kept")

ANEW = """
CREATE OR REPLACE FUNCTION keep_span_%(name)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM courses_seminarspan
    WHERE seminar_id IN (%(touched)s) ORDER BY seminar_id FOR UPDATE;

    UPDATE courses_seminarspan AS span
    SET starts_at = n.starts_at, ends_at = n.ends_at, teaching_units = n.teaching_units
    FROM (
        SELECT touched.seminar_id,
            min(session.starts_at) AS starts_at, max(session.ends_at) AS ends_at,
            coalesce(sum(session.teaching_units), 0) AS teaching_units
        FROM (%(touched)s) AS touched
        LEFT JOIN courses_session AS session ON session.seminar_id = touched.seminar_id
        GROUP BY touched.seminar_id
    ) AS n
    WHERE span.seminar_id = n.seminar_id
        AND (span.starts_at, span.ends_at, span.teaching_units)
            IS DISTINCT FROM (n.starts_at, n.ends_at, n.teaching_units);
    RETURN NULL;
END $$;
"""
BEFORE = spans.FUNCTION.split("CREATE TRIGGER")[0].replace("CREATE", "CREATE OR REPLACE")
TOUCHED = {
    "added": f"{spans.NEW} GROUP BY 1",
    "moved": f"{spans.NEW} UNION {spans.OLD}",
    "removed": f"{spans.OLD} GROUP BY 1",
}
BEGIN = """
UPDATE courses_seminarspan AS span SET teaching_units = n.teaching_units
FROM (SELECT seminar_id, sum(teaching_units) AS teaching_units FROM courses_session GROUP BY 1) AS n
WHERE n.seminar_id = span.seminar_id
"""


def functions(text):
    return [text % {"name": name, "touched": touched} for name, touched in TOUCHED.items()]


class Migration(migrations.Migration):
    dependencies = [("courses", "0052_days_go_with_units")]

    operations = [
        migrations.AddField(
            model_name="seminarspan",
            name="teaching_units",
            field=models.DecimalField(decimal_places=1, max_digits=6, db_default=0),
        ),
        migrations.RunSQL([*functions(ANEW), BEGIN], functions(BEFORE)),
    ]
