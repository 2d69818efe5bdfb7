"""What happened is never rewritten, not even by a query of our own.

There are two exceptions, each asked for by name in its transaction: a name in the history of a seat
that was handed over may be erased, and nothing else changed; and a signed list, never changed, may
be deleted once it need not be kept any more.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME;
END $$;
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
CREATE FUNCTION refuse_to_rewrite_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('fortbildung.erasing', true) = 'lists' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION refuse_to_rewrite_history, refuse_to_rewrite_enrolment_events, refuse_to_rewrite_lists
"""
FORWARD = """
CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE ON courses_{table}
    FOR EACH ROW EXECUTE FUNCTION {function}()
"""
BACKWARD = "DROP TRIGGER {trigger} ON courses_{table}"
TRIGGERS = [
    ("enrolmentevent", "enrolment_events_are_append_only", "refuse_to_rewrite_enrolment_events"),
    ("seatevent", "seat_events_are_append_only", "refuse_to_rewrite_history"),
    ("selectionresult", "selection_results_are_append_only", "refuse_to_rewrite_history"),
    ("attendanceevent", "attendance_events_are_append_only", "refuse_to_rewrite_history"),
    ("scan", "scans_are_append_only", "refuse_to_rewrite_history"),
    ("signedlist", "signed_lists_are_append_only", "refuse_to_rewrite_lists"),
    ("legaltext", "legaltext_is_append_only", "refuse_to_rewrite_history"),
    ("consent", "consent_is_append_only", "refuse_to_rewrite_history"),
]


def each(text):
    return [
        text.format(table=table, trigger=trigger, function=function)
        for table, trigger, function in TRIGGERS
    ]


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(each(FORWARD), each(BACKWARD)),
    ]
