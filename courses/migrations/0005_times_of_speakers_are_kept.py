"""Of an engaged session the times are the session's, so that no speaker is in two places at once.

A trigger keeps them, in one statement, so that two sessions can swap their times.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION keep_times_of_speakers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE courses_engagedsession AS e SET starts_at = n.starts_at, ends_at = n.ends_at
    FROM new_rows AS n
    WHERE n.id = e.session_id AND (e.starts_at, e.ends_at) <> (n.starts_at, n.ends_at);
    RETURN NULL;
END $$;
CREATE TRIGGER keep_times_of_speakers AFTER UPDATE ON courses_session
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_times_of_speakers();
"""
BACKWARD = """
DROP TRIGGER keep_times_of_speakers ON courses_session;
DROP FUNCTION keep_times_of_speakers();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_spans_are_kept")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
