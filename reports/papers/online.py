"""Evidence of attendance where nobody signs: how long everybody was there, and how it is known."""

from django.utils.translation import override

from reports.papers.cover import clock_of, day_of
from reports.papers.paper import column, part, printed, table


def attendance_paper(dossier, records, *, at):
    """`records` are (session, name, minutes, how it became known), by session and name."""
    seminar = dossier.seminar
    columns = [
        column("Name, Vorname"),
        column("anwesend, Minuten", 32, right=True),
        column("Dauer, Minuten", 28, right=True),
        column("Quelle", 62),
    ]
    with override("de"):
        parts = []
        for session in dossier.sessions:
            rows = [
                [name, f"{minutes}", f"{session.minutes}", str(source)]
                for of, name, minutes, source in records
                if of == session.pk
            ]
            title = f"{day_of(session.starts_at)}, {clock_of(session)} Uhr"
            said = session.title if rows else "Zu diesem Termin ist nichts erfasst."
            parts.append(part(title, said, table=table(columns, rows)))
        return printed(
            "Anwesenheit",
            f"{seminar.number} {seminar.course.title}",
            office=seminar.central_office.name,
            facts=[("Ort", seminar.place)],
            parts=parts,
            at=at,
        )
