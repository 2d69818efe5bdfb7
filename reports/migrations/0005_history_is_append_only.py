"""Reports in words and deletions are never rewritten, not even by a query of our own."""

from django.db import migrations

TABLES = ["reports_narrative", "reports_deletion"]
FORWARD = """
CREATE TRIGGER {table}_is_append_only
    BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history()
"""
BACKWARD = "DROP TRIGGER {table}_is_append_only ON {table}"


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_events_are_append_only"),
        ("reports", "0004_retention"),
    ]

    operations = [
        migrations.RunSQL(FORWARD.format(table=table), BACKWARD.format(table=table))
        for table in TABLES
    ]
