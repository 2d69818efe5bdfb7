"""What was reported is never rewritten, not even by a query of our own."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER year_versions_are_append_only
    BEFORE UPDATE OR DELETE ON reports_yearversion
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
"""
BACKWARD = "DROP TRIGGER year_versions_are_append_only ON reports_yearversion;"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0020_years_and_saved_reports"),
        ("courses", "0002_events_are_append_only"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
