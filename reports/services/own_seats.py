"""What is noted around one person's enrolments, beyond the enrolments themselves."""

from django.db.models import F, Model

from courses.models import (
    ApprovalStep,
    Assessment,
    Attendance,
    CancellationFee,
    Scan,
    SelectionResult,
)
from organisations.models import User

NUMBER = {"number": F("enrolment__seminar__number")}
DECISION = ("stage", "state", "asked_at", "decided_at", "decided_name", "reason")
MINUTES = ("minutes", "late", "early", "away", "excused", "note")


def about_seats_of(person: User) -> dict[str, list[dict]]:
    """Who decided, who was there, what it cost, how seats were given."""
    own = {"enrolment__person": person}

    def rows(model: type[Model], *fields: str, **named: F) -> list[dict]:
        found = model.objects.filter(**own).order_by("pk")
        return list(found.values(*fields, **named, **NUMBER))

    return {
        "approvals": rows(ApprovalStep, *DECISION),
        "attendance": rows(Attendance, *MINUTES, begun_at=F("session__starts_at")),
        "check_ins": rows(Scan, "kind", "channel", "scanned_at"),
        "assessments": rows(Assessment, "passed", "subject", "result", "recorded_at"),
        "fees": rows(CancellationFee, "amount", "rule", "recorded_at", "waived_at"),
        "selections": rows(SelectionResult, "selected", "rank", "reason"),
    }
