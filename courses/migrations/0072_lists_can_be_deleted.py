"""A signed list is never changed; it may be deleted once it need not be kept any more."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_to_rewrite_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('fortbildung.erasing', true) = 'lists' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME;
END $$;
DROP TRIGGER signed_lists_are_append_only ON courses_signedlist;
CREATE TRIGGER signed_lists_are_append_only
    BEFORE UPDATE OR DELETE ON courses_signedlist
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_lists();
"""
BACKWARD = """
DROP TRIGGER signed_lists_are_append_only ON courses_signedlist;
CREATE TRIGGER signed_lists_are_append_only
    BEFORE UPDATE OR DELETE ON courses_signedlist
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
DROP FUNCTION refuse_to_rewrite_lists();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0071_holds")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
