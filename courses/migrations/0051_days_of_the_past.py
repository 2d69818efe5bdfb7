"""The days of what was attended so far, from the attendance of each session.

Where no session is left, all was attended on one day.
"""

from django.db import migrations

FORWARD = """
UPDATE courses_enrolment AS enrolment SET attended_days = coalesce(found.days, ARRAY[each.attended_units])
FROM courses_enrolment AS each
LEFT JOIN (
    SELECT enrolment_id, array_agg(units ORDER BY day) AS days
    FROM (
        SELECT attendance.enrolment_id,
            (session.starts_at AT TIME ZONE 'Europe/Berlin')::date AS day,
            round(sum(
                session.teaching_units * attendance.minutes
                / floor(extract(epoch FROM session.ends_at - session.starts_at) / 60)
            ), 2) AS units
        FROM courses_attendance AS attendance
        JOIN courses_session AS session ON session.id = attendance.session_id
        GROUP BY 1, 2
    ) AS parts
    GROUP BY 1
) AS found ON found.enrolment_id = each.id
WHERE enrolment.id = each.id AND each.attended_units IS NOT NULL
"""
BACKWARD = "UPDATE courses_enrolment SET attended_days = NULL WHERE attended_days IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("courses", "0050_enrolments_know_days")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
