"""What a story cannot wait for: the days until it goes on."""

import psycopg

# How late it is on the seminar's day, or when it is over.
BEGUN = "starts_at + interval '5 minutes'"
ENDING = "ends_at - interval '5 minutes'"
OVER = "ends_at + interval '1 hour'"

MOVED = {
    "courses_session": ["starts_at", "ends_at"],
    "courses_seminar": ["opens_at", "closes_at"],
}


def turn_to(stack, moment):
    """Everything of the stack's one seminar becomes so old that it is `moment` now."""
    with psycopg.connect(stack.environment["DATABASE_URL"]) as database:
        (gap,) = database.execute(f"SELECT {moment} - now() FROM courses_session").fetchone()
        for table, columns in MOVED.items():
            older = ", ".join(f"{column} = {column} - %(gap)s" for column in columns)
            database.execute(f"UPDATE {table} SET {older}", {"gap": gap})
        # A scan is never changed, says the database; here it is the calendar that changes.
        database.execute("SET LOCAL session_replication_role = replica")
        database.execute("UPDATE courses_scan SET scanned_at = scanned_at - %s", [gap])
