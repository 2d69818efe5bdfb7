"""A name in the history of a seat that was handed over may be erased, and nothing else changed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_to_rewrite_enrolment_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND current_setting('fortbildung.erasing', true) = 'names'
        AND OLD.to_state = 'replaced'
        AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME;
END $$;
DROP TRIGGER enrolment_events_are_append_only ON courses_enrolmentevent;
CREATE TRIGGER enrolment_events_are_append_only
    BEFORE UPDATE OR DELETE ON courses_enrolmentevent
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_enrolment_events();
"""
BACKWARD = """
DROP TRIGGER enrolment_events_are_append_only ON courses_enrolmentevent;
CREATE TRIGGER enrolment_events_are_append_only
    BEFORE UPDATE OR DELETE ON courses_enrolmentevent
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
DROP FUNCTION refuse_to_rewrite_enrolment_events();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0029_legal_texts_name_their_writer")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
