"""The database keeps how long each seminar lasts, as it counts its seats: from when to when, and
how many teaching units.

The span is locked before sessions are read: of two transactions that change the same seminar's
sessions, the later one sees what the earlier one did.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION keep_span_%(name)s() RETURNS trigger LANGUAGE plpgsql AS $$
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
]
BACKWARD = """
DROP TRIGGER keep_span_removed ON courses_session;
DROP TRIGGER keep_span_moved ON courses_session;
DROP TRIGGER keep_span_added ON courses_session;
DROP TRIGGER begin_span ON courses_seminar;
DROP FUNCTION keep_span_removed, keep_span_moved, keep_span_added, begin_span;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_seats_are_counted")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
