"""Whether the figures kept with enrolments, and those of closed years, are what they should be."""

from collections.abc import Iterator

from django.db import transaction

from courses.services.audit.query import sentences
from reports.models import YearVersion

# Half a hundredth more or less is rounding.
UNITS = """
    SELECT e.id, e.attended_units AS kept, round(n.units, 2) AS counted
    FROM courses_enrolment AS e
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(
            s.teaching_units * a.minutes * 60 / extract(epoch FROM s.ends_at - s.starts_at)
        ), 0) AS units
        FROM courses_attendance AS a JOIN courses_session AS s ON s.id = a.session_id
        WHERE a.enrolment_id = e.id
    ) AS n
    WHERE e.state = ANY(%(attendance)s) AND abs(e.attended_units - n.units) > 0.0051
    ORDER BY e.id
"""
STATES = """
    SELECT e.id, e.state, e.attended_units AS kept FROM courses_enrolment AS e
    WHERE e.state = ANY(%(attendance)s) AND (e.state = 'absent') <> (e.attended_units = 0)
    ORDER BY e.id
"""
CHECKS = {
    "Enrolment {id} has {kept} teaching units; its attendance says {counted}.": UNITS,
    "Enrolment {id} is “{state}” with {kept} teaching units.": STATES,
}


def audit_figures() -> list[str]:
    """Every figure that is not what the facts say, and every closed year that was changed."""
    with transaction.atomic():
        return list(_findings())


def _findings() -> Iterator[str]:
    for sentence, query in CHECKS.items():
        yield from sentences(sentence, query)
    versions = YearVersion.objects.select_related("reporting_year__central_office")
    for version in versions.order_by("pk").iterator(chunk_size=20):
        if not version.is_intact:
            yield f"{version.reporting_year}, version {version.number}: the checksum does not fit."
