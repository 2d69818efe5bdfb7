"""The database notes whenever rows change that reports read.

Once per statement that changed any row, into a table that is only added to: bookings do not wait
for each other. Where most changes tell a report nothing, only those of the columns it reads are
noted; what changes together with a table that is watched anyway is not noted twice.
"""

from django.db import migrations

WATCHED = [
    "organisations_organisation",
    "organisations_centraloffice",
    "organisations_programme",
    "organisations_state",
    "organisations_employment",
    "courses_topic",
    "courses_course",
    "courses_course_topics",
    "courses_seminar",
    "courses_seminarspan",
    "courses_session",
    "courses_enrolment",
    "courses_interest",
    "courses_seatevent",
    "courses_evaluation",
    "courses_feedbackgiven",
    "courses_question",
    "courses_answer",
    "courses_speaker",
    "courses_engagedsession",
    "courses_qualification",
    "courses_qualificationperiod",
    "certificates_courseeffect",
    "certificates_kindrule",
    "certificates_requirement",
    "certificates_pause",
    "certificates_exemption",
]
# Table, event and which of its rows.
IN_PART = [
    # Log-ins change nothing.
    (
        "organisations_user",
        "UPDATE",
        "(OLD.first_name, OLD.last_name, OLD.email)"
        " IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.email)",
    ),
    ("organisations_user", "DELETE", "TRUE"),
    # All others are told by the enrolment, in the same transaction.
    (
        "courses_enrolmentevent",
        "INSERT OR UPDATE",
        "NEW.kind = 'priority' OR NEW.to_state = 'cancelled'",
    ),
    ("courses_enrolmentevent", "DELETE", "TRUE"),
    # Seats that are taken follow from enrolments.
    ("courses_seatcount", "UPDATE", "OLD.kept <> NEW.kept"),
    ("courses_seatcount", "INSERT OR DELETE", "TRUE"),
    (
        "courses_contingent",
        "UPDATE",
        "(OLD.seminar_id, OLD.reserved, OLD.released_at)"
        " IS DISTINCT FROM (NEW.seminar_id, NEW.reserved, NEW.released_at)",
    ),
    ("courses_contingent", "INSERT OR DELETE", "TRUE"),
]
FUNCTIONS = """
CREATE FUNCTION note_changed_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed) THEN
        INSERT INTO reports_change (place) VALUES (TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION note_changed_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_change (place) VALUES (TG_TABLE_NAME);
    RETURN NULL;
END $$;
"""
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
OF_TABLE = """
CREATE TRIGGER reports_note_{name} AFTER {event} ON {table}
    REFERENCING {side} TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_changed_rows();
"""
OF_ROWS = """
CREATE TRIGGER reports_note_{name} AFTER {event} ON {table}
    FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION note_changed_row();
"""


def _name(event):
    return event.lower().replace(" ", "_")


FORWARD = [
    FUNCTIONS,
    *(
        OF_TABLE.format(name=_name(event), event=event, table=table, side=side)
        for table in WATCHED
        for event, side in EVENTS.items()
    ),
    *(
        OF_ROWS.format(name=_name(event), event=event, table=table, condition=condition)
        for table, event, condition in IN_PART
    ),
]
# The triggers go with their functions.
BACKWARD = "DROP FUNCTION note_changed_rows, note_changed_row CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("reports", "0002_history_cannot_be_changed"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
