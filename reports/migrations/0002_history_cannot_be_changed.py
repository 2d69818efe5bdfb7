"""What was reported or deleted is never rewritten, not even by a query of our own."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history()
"""
BACKWARD = "DROP TRIGGER {trigger} ON {table}"
TRIGGERS = {
    "reports_narrative": "reports_narrative_is_append_only",
    "reports_deletion": "reports_deletion_is_append_only",
    "reports_yearversion": "year_versions_are_append_only",
}


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_history_cannot_be_changed"),
        ("reports", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            FORWARD.format(table=table, trigger=trigger),
            BACKWARD.format(table=table, trigger=trigger),
        )
        for table, trigger in TRIGGERS.items()
    ]
