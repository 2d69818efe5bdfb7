"""The database keeps from when to when each seminar lasts, as it counts its seats.

The span is locked before sessions are read: of two transactions that change the same seminar's
sessions, the later one sees what the earlier one did.
"""

import django.db.models.deletion
from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION keep_span_%(name)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM courses_seminarspan
    WHERE seminar_id IN (%(touched)s) ORDER BY seminar_id FOR UPDATE;

    UPDATE courses_seminarspan AS span SET starts_at = n.starts_at, ends_at = n.ends_at
    FROM (
        SELECT touched.seminar_id,
            min(session.starts_at) AS starts_at, max(session.ends_at) AS ends_at
        FROM (%(touched)s) AS touched
        LEFT JOIN courses_session AS session ON session.seminar_id = touched.seminar_id
        GROUP BY touched.seminar_id
    ) AS n
    WHERE span.seminar_id = n.seminar_id
        AND (span.starts_at, span.ends_at) IS DISTINCT FROM (n.starts_at, n.ends_at);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_span_%(name)s AFTER %(event)s ON courses_session
    REFERENCING %(tables)s FOR EACH STATEMENT EXECUTE FUNCTION keep_span_%(name)s();
"""
NEW = "SELECT seminar_id FROM new_rows"
OLD = "SELECT seminar_id FROM old_rows"


def function(name, event, tables, touched):
    return FUNCTION % {"name": name, "event": event, "tables": tables, "touched": touched}


FORWARD = [
    """
CREATE FUNCTION begin_span() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO courses_seminarspan (seminar_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER begin_span AFTER INSERT ON courses_seminar
    FOR EACH ROW EXECUTE FUNCTION begin_span();
""",
    function("added", "INSERT", "NEW TABLE AS new_rows", f"{NEW} GROUP BY 1"),
    function(
        "moved", "UPDATE", "NEW TABLE AS new_rows OLD TABLE AS old_rows", f"{NEW} UNION {OLD}"
    ),
    function("removed", "DELETE", "OLD TABLE AS old_rows", f"{OLD} GROUP BY 1"),
    """
INSERT INTO courses_seminarspan (seminar_id, starts_at, ends_at)
SELECT seminar.id, min(session.starts_at), max(session.ends_at)
FROM courses_seminar AS seminar
LEFT JOIN courses_session AS session ON session.seminar_id = seminar.id
GROUP BY seminar.id
""",
]
BACKWARD = """
DROP TRIGGER keep_span_removed ON courses_session;
DROP TRIGGER keep_span_moved ON courses_session;
DROP TRIGGER keep_span_added ON courses_session;
DROP TRIGGER begin_span ON courses_seminar;
DROP FUNCTION keep_span_removed, keep_span_moved, keep_span_added, begin_span;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0030_names_can_be_erased")]

    operations = [
        migrations.CreateModel(
            name="SeminarSpan",
            fields=[
                (
                    "seminar",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="span",
                        serialize=False,
                        to="courses.seminar",
                    ),
                ),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
