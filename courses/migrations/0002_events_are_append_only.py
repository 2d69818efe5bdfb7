"""What happened to an enrolment is never rewritten, not even by a query of our own."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER enrolment_events_are_append_only
    BEFORE UPDATE OR DELETE ON courses_enrolmentevent
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
"""
BACKWARD = """
DROP TRIGGER enrolment_events_are_append_only ON courses_enrolmentevent;
DROP FUNCTION refuse_to_rewrite_history();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
