"""What must be true of each enrolment, its history and what people were told."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from courses.mails.events import TEMPLATES, UNNAMED
from courses.services.audit.query import sentences

LONG = timedelta(hours=1)  # the beat looks every minute

BROKEN_CHAIN = """
    SELECT id, enrolment_id, from_state, before
    FROM (
        SELECT v.id, v.enrolment_id, v.from_state,
            lag(v.to_state, 1, '') OVER (PARTITION BY v.enrolment_id ORDER BY v.id) AS before
        FROM courses_enrolmentevent AS v
    ) AS chain
    WHERE from_state <> before
    ORDER BY id
"""
ASTRAY = """
    SELECT e.id, e.state, COALESCE(last.to_state, 'no event at all') AS told
    FROM courses_enrolment AS e
    LEFT JOIN LATERAL (
        SELECT v.to_state FROM courses_enrolmentevent AS v
        WHERE v.enrolment_id = e.id ORDER BY v.id DESC LIMIT 1
    ) AS last ON TRUE
    WHERE last.to_state IS DISTINCT FROM e.state
    ORDER BY e.id
"""
TWICE = """
    SELECT e.seminar_id, e.person_id, count(*) AS n
    FROM courses_enrolment AS e
    WHERE e.state = ANY(%(live)s) AND e.person_id IS NOT NULL
    GROUP BY e.seminar_id, e.person_id HAVING count(*) > 1
    ORDER BY e.seminar_id, e.person_id
"""
HELD_FOR_EVER = """
    SELECT e.id, e.state, e.held_until FROM courses_enrolment AS e
    WHERE (e.state = 'held') <> (e.held_until IS NOT NULL)
    ORDER BY e.id
"""
WITHOUT_CONSENT = """
    SELECT e.id, e.state, e.approval, e.acceptance FROM courses_enrolment AS e
    WHERE e.state = ANY(%(takes_part)s)
        AND (e.approval IN ('pending', 'denied') OR e.acceptance = 'pending')
    ORDER BY e.id
"""
ATTENDANCE = """
    SELECT e.id, e.state, e.attended_units FROM courses_enrolment AS e
    WHERE (e.state = ANY(%(attendance)s)) <> (e.attended_units IS NOT NULL)
    ORDER BY e.id
"""
# Whoever got a seat in the moment they joined is told of the seat only.
NOT_TOLD = """
    SELECT v.id, v.enrolment_id, v.to_state
    FROM (
        SELECT id, enrolment_id, at, to_state, kind,
            lead(at) OVER (PARTITION BY enrolment_id ORDER BY id) AS next_at
        FROM courses_enrolmentevent WHERE kind = 'moved'
    ) AS v
    JOIN courses_enrolment AS e ON e.id = v.enrolment_id
    WHERE v.to_state = ANY(
            CASE WHEN e.person_id IS NULL THEN %(unnamed)s::text[] ELSE %(told)s::text[] END
        )
        AND NOT (v.to_state = 'waiting' AND v.next_at IS NOT DISTINCT FROM v.at)
        AND NOT EXISTS (
            SELECT 1 FROM shared_outgoingmail AS m WHERE m.key = 'enrolment-event-' || v.id
        )
    ORDER BY v.id
"""
APPROVALS = """
    SELECT e.id, e.state, e.approval, count(p.id) AS n
    FROM courses_enrolment AS e
    LEFT JOIN courses_approvalstep AS p ON p.enrolment_id = e.id AND p.state = 'pending'
    GROUP BY e.id
    HAVING count(p.id) <> CASE
        WHEN e.approval = 'pending' AND e.state = ANY(%(live)s) THEN 1 ELSE 0 END
    ORDER BY e.id
"""
OVERDUE = """
    SELECT e.id, e.held_until FROM courses_enrolment AS e
    WHERE e.state = 'held' AND e.held_until < %(long_ago)s
    ORDER BY e.id
"""

CHECKS = {
    "Event {id} of enrolment {enrolment_id} moves it from “{from_state}”; it was “{before}”.": (
        BROKEN_CHAIN
    ),
    "Enrolment {id} is “{state}”; its last event says “{told}”.": ASTRAY,
    "Seminar {seminar_id}: person {person_id} has {n} enrolments that have not ended.": TWICE,
    "Enrolment {id} is “{state}” and held until {held_until}.": HELD_FOR_EVER,
    "Enrolment {id} is “{state}”; approval is “{approval}”, acceptance “{acceptance}”.": (
        WITHOUT_CONSENT
    ),
    "Enrolment {id} is “{state}” with {attended_units} teaching units attended.": ATTENDANCE,
    "Enrolment {enrolment_id} became “{to_state}” (event {id}), and nobody was told.": NOT_TOLD,
    "Enrolment {id} is “{state}”, approval “{approval}”, with {n} approvals to decide.": APPROVALS,
    "Enrolment {id} should have ended at {held_until}: does the beat run?": OVERDUE,
}


def enrolments_that_cannot_be(*, now: datetime) -> Iterator[str]:
    """Enrolments that contradict their own history, their consents or the mails written."""
    facts = {"told": [*TEMPLATES], "unnamed": [*UNNAMED], "long_ago": now - LONG}
    for sentence, query in CHECKS.items():
        yield from sentences(sentence, query, **facts)
