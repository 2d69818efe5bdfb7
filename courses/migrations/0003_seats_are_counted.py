"""The database counts a seminar's seats itself, and refuses to give more than there are.

After each statement the changes are summed up per seminar and per contingent. A seat handed over
(`replaces`) takes the place of another one, so it may be given in a seminar that is too full.
"""

from django.db import migrations

SEATS = "('held', 'confirmed', 'attended', 'partly_attended', 'absent')"
COUNT = f"""
    WITH change AS (%(rows)s),
    delta AS (
        SELECT seminar_id,
            COALESCE(sum(n) FILTER (WHERE state IN {SEATS}), 0) AS taken,
            COALESCE(sum(n) FILTER (WHERE state = 'held'), 0) AS held,
            COALESCE(sum(n) FILTER (WHERE state = 'waiting'), 0) AS waiting,
            max(joined) AS joined
        FROM change GROUP BY seminar_id
    )
    UPDATE courses_seatcount AS c
    SET taken = c.taken + d.taken, held = c.held + d.held, waiting = c.waiting + d.waiting,
        last_joined_at = GREATEST(c.last_joined_at, d.joined)
    FROM delta AS d
    WHERE c.seminar_id = d.seminar_id
        AND (d.taken, d.held, d.waiting) <> (0, 0, 0);

    WITH change AS (%(rows)s),
    delta AS (
        SELECT charged_to_id,
            COALESCE(sum(n) FILTER (WHERE state IN {SEATS}), 0) AS used,
            COALESCE(sum(n) FILTER (WHERE state = 'waiting'), 0) AS waiting
        FROM change WHERE charged_to_id IS NOT NULL GROUP BY charged_to_id
    )
    UPDATE courses_contingent AS c
    SET used = c.used + d.used, waiting = c.waiting + d.waiting
    FROM delta AS d
    WHERE c.id = d.charged_to_id AND (d.used, d.waiting) <> (0, 0);
"""
GUARD = f"""
    IF EXISTS (
        WITH change AS (%(rows)s)
        SELECT 1
        FROM (
            SELECT seminar_id FROM change
            WHERE state IN {SEATS} AND replaces_id IS NULL
            GROUP BY seminar_id HAVING sum(n) > 0
        ) AS given
        JOIN courses_seatcount AS c USING (seminar_id)
        JOIN courses_seminar AS s ON s.id = seminar_id
        WHERE c.taken > s.capacity
    ) THEN
        RAISE EXCEPTION 'more seats given than there are' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'seminar_is_never_overbooked';
    END IF;
    IF EXISTS (
        SELECT 1 FROM new_rows AS e JOIN courses_contingent AS c ON c.id = e.charged_to_id
        WHERE c.seminar_id <> e.seminar_id
    ) THEN
        RAISE EXCEPTION 'a seat is charged to another seminar' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'enrolment_is_charged_within_its_seminar';
    END IF;
"""
COLUMNS = "seminar_id, charged_to_id, replaces_id, state"
NEW = f"SELECT {COLUMNS}, 1 AS n, requested_at AS joined FROM new_rows"
OLD = f"SELECT {COLUMNS}, -1 AS n, NULL::timestamptz AS joined FROM old_rows"
FUNCTION = """
CREATE FUNCTION count_seats_%(name)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN %(body)s RETURN NULL; END $$;
CREATE TRIGGER count_seats_%(name)s AFTER %(event)s ON courses_enrolment
    REFERENCING %(tables)s FOR EACH STATEMENT EXECUTE FUNCTION count_seats_%(name)s();
"""


def function(name, event, tables, rows, template):
    body = template % {"rows": rows}
    return FUNCTION % {"name": name, "event": event, "tables": tables, "body": body}


FORWARD = [
    """
CREATE FUNCTION begin_counting_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO courses_seatcount (seminar_id, taken, held, waiting, kept)
    VALUES (NEW.id, 0, 0, 0, 0);
    RETURN NULL;
END $$;
CREATE TRIGGER begin_counting_seats AFTER INSERT ON courses_seminar
    FOR EACH ROW EXECUTE FUNCTION begin_counting_seats();
""",
    function("joined", "INSERT", "NEW TABLE AS new_rows", NEW, COUNT + GUARD),
    function(
        "moved",
        "UPDATE",
        "NEW TABLE AS new_rows OLD TABLE AS old_rows",
        f"{NEW} UNION ALL {OLD}",
        COUNT + GUARD,
    ),
    function("removed", "DELETE", "OLD TABLE AS old_rows", OLD, COUNT),
]
BACKWARD = """
DROP TRIGGER count_seats_removed ON courses_enrolment;
DROP TRIGGER count_seats_moved ON courses_enrolment;
DROP TRIGGER count_seats_joined ON courses_enrolment;
DROP TRIGGER begin_counting_seats ON courses_seminar;
DROP FUNCTION count_seats_removed, count_seats_moved, count_seats_joined, begin_counting_seats;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_history_cannot_be_changed")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
