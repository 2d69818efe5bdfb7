"""The numbers the database keeps, and those it must not exceed."""

from collections.abc import Iterator

from courses.services.audit.query import sentences

COUNTED = """
    SELECT s.number, c.taken, c.held, c.waiting,
        n.taken AS true_taken, n.held AS true_held, n.waiting AS true_waiting
    FROM courses_seminar AS s
    LEFT JOIN courses_seatcount AS c ON c.seminar_id = s.id
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE e.state = ANY(%(seats)s)) AS taken,
            count(*) FILTER (WHERE e.state = 'held') AS held,
            count(*) FILTER (WHERE e.state = 'waiting') AS waiting
        FROM courses_enrolment AS e WHERE e.seminar_id = s.id
    ) AS n
    WHERE (c.taken, c.held, c.waiting) IS DISTINCT FROM (n.taken, n.held, n.waiting)
    ORDER BY s.number
"""
CHARGED = """
    SELECT s.number, c.id, c.used, c.waiting,
        n.used AS true_used, n.waiting AS true_waiting
    FROM courses_contingent AS c
    JOIN courses_seminar AS s ON s.id = c.seminar_id
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE e.state = ANY(%(seats)s)) AS used,
            count(*) FILTER (WHERE e.state = 'waiting') AS waiting
        FROM courses_enrolment AS e WHERE e.charged_to_id = c.id
    ) AS n
    WHERE (c.used, c.waiting) <> (n.used, n.waiting)
    ORDER BY c.id
"""
ELSEWHERE = """
    SELECT e.id, c.id AS contingent
    FROM courses_enrolment AS e JOIN courses_contingent AS c ON c.id = e.charged_to_id
    WHERE c.seminar_id <> e.seminar_id
    ORDER BY e.id
"""
SPANS = """
    SELECT s.number, span.starts_at, span.ends_at, span.teaching_units AS units,
        n.starts_at AS begin, n.ends_at AS "end", n.units AS summed
    FROM courses_seminar AS s
    LEFT JOIN courses_seminarspan AS span ON span.seminar_id = s.id
    CROSS JOIN LATERAL (
        SELECT min(starts_at) AS starts_at, max(ends_at) AS ends_at,
            coalesce(sum(teaching_units), 0) AS units
        FROM courses_session WHERE seminar_id = s.id
    ) AS n
    WHERE span.seminar_id IS NULL
        OR (span.starts_at, span.ends_at, span.teaching_units)
            IS DISTINCT FROM (n.starts_at, n.ends_at, n.units)
    ORDER BY s.number
"""
# When the number of seats was last changed, that many were taken: nobody lost theirs.
OVERBOOKED = """
    SELECT s.number, s.capacity, n.taken
    FROM courses_seminar AS s
    CROSS JOIN LATERAL (
        SELECT count(*) AS taken FROM courses_enrolment AS e
        WHERE e.seminar_id = s.id AND e.state = ANY(%(seats)s)
    ) AS n
    LEFT JOIN LATERAL (
        SELECT (v.after ->> 'taken')::int AS taken FROM courses_seatevent AS v
        WHERE v.seminar_id = s.id AND v.kind = 'capacity' ORDER BY v.id DESC LIMIT 1
    ) AS lowered ON TRUE
    WHERE n.taken > GREATEST(s.capacity, lowered.taken)
    ORDER BY s.number
"""
# More than the limit is right as long as nobody was given a seat since the limit was changed.
OVER_THE_PROVIDERS_LIMIT = """
    SELECT s.number, s.provider_limit, o.name, n.taken
    FROM courses_seminar AS s
    CROSS JOIN LATERAL (
        SELECT e.provider_id, count(DISTINCT e.id) AS taken, max(v.at) AS last
        FROM courses_enrolment AS e
        LEFT JOIN courses_enrolmentevent AS v ON v.enrolment_id = e.id
            AND v.from_state = 'waiting' AND v.to_state IN ('held', 'confirmed')
            AND e.replaces_id IS NULL
        WHERE e.seminar_id = s.id AND e.state = ANY(%(seats)s)
        GROUP BY e.provider_id
    ) AS n
    JOIN organisations_organisation AS o ON o.id = n.provider_id
    LEFT JOIN LATERAL (
        SELECT max(v.at) AS at FROM courses_seatevent AS v
        WHERE v.seminar_id = s.id AND v.kind = 'capacity'
    ) AS changed ON TRUE
    WHERE n.taken > s.provider_limit AND (changed.at IS NULL OR n.last > changed.at)
    ORDER BY s.number, o.name
"""


def counts_gone_wrong() -> Iterator[str]:
    """Counts that differ from what they count, and seats there are not."""
    yield from sentences(
        "Seminar {number}: stored are {taken} taken, {held} held, {waiting} waiting; there are "
        "{true_taken}, {true_held} and {true_waiting}.",
        COUNTED,
    )
    yield from sentences(
        "Seminar {number}, contingent {id}: stored are {used} used, {waiting} waiting; there are "
        "{true_used} and {true_waiting}.",
        CHARGED,
    )
    yield from sentences(
        "Seminar {number}: stored is {starts_at} to {ends_at} with {units} teaching units; its "
        "sessions take from {begin} to {end} and have {summed}.",
        SPANS,
    )
    yield from sentences(
        "Enrolment {id} is charged to contingent {contingent} of another seminar.", ELSEWHERE
    )
    yield from sentences("Seminar {number} has {capacity} seats; {taken} are taken.", OVERBOOKED)
    yield from sentences(
        "Seminar {number} gives a provider {provider_limit} seats at most; {name} has {taken}.",
        OVER_THE_PROVIDERS_LIMIT,
    )
