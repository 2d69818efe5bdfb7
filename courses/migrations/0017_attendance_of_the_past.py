"""Of partial attendance recorded so far only the minutes are known, not when they were missed."""

from django.db import migrations

FORWARD = """
UPDATE courses_attendance SET away = lasted.minutes - courses_attendance.minutes
FROM (
    SELECT id, (EXTRACT(EPOCH FROM ends_at - starts_at) / 60)::int AS minutes FROM courses_session
) AS lasted
WHERE lasted.id = session_id
    AND courses_attendance.minutes > 0 AND courses_attendance.minutes < lasted.minutes
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0016_attendance_in_full")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
