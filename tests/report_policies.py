"""What every route of reports and travel costs answers to whom; see `tests/policies.py`."""

from tests.answers import FIGURES, NOBODY_KNOWN, OWNER, REPORTS, only

YEAR = only("office", "coordination", "auditor")
REPORT_PAGES = [
    # Travel costs
    ("reports:travel", OWNER, "enrolment.pk"),
    ("reports:travel", OWNER, "asked_about.pk"),
    ("reports:withdraw_claim", only(others=405), "claim.pk"),
    ("reports:claim_receipt", only("counsellor", "office"), "ticket.pk"),
    # Reports
    ("reports:index", FIGURES),
    ("reports:report", FIGURES, "reports.rights"),
    ("reports:saved", FIGURES),
    ("reports:save", FIGURES, "reports.participation"),
    ("reports:save", REPORTS, "reports.priorities"),
    ("reports:save", NOBODY_KNOWN, "word"),
    ("reports:change_saved", only("manager"), "saved_report.pk"),
    ("reports:forget_saved", only("manager", answer=405), "saved_report.pk"),
    ("reports:made", only("manager"), "ready_report.pk"),
    ("reports:made", only("manager"), "ordered_report.pk"),
    ("reports:made", NOBODY_KNOWN, "nought"),
    ("reports:made_file", only("manager"), "ready_report.pk", "csv"),
    ("reports:made_file", NOBODY_KNOWN, "ready_report.pk", "word"),
    ("reports:made_file", NOBODY_KNOWN, "ordered_report.pk", "csv"),
    ("reports:cancel_made", only(others=405), "ordered_report.pk"),
    ("reports:years", REPORTS),
    ("reports:year", YEAR, "closed.central_office.slug", "closed.year"),
    ("reports:year", NOBODY_KNOWN, "closed.central_office.slug", "one"),
    (
        "reports:close_year",
        only("office", answer=405),
        "closed.central_office.slug",
        "closed.year",
    ),
    (
        "reports:kept",
        YEAR,
        "closed.central_office.slug",
        "closed.year",
        "nought",
        "one",
    ),
    (
        "reports:kept_file",
        YEAR,
        "closed.central_office.slug",
        "closed.year",
        "nought",
        "one",
        "csv",
    ),
    ("reports:report", FIGURES, "reports.participation"),
    ("reports:report", REPORTS, "reports.priorities"),
    ("reports:report", NOBODY_KNOWN, "word"),
    *(("reports:report", FIGURES, f"reports.{name}") for name in ("demand", "coverage")),
    *(
        ("reports:report", REPORTS, f"reports.{name}")
        for name in ("utilisation", "evaluation", "speakers")
    ),
    ("reports:file", FIGURES, "reports.participation", "csv"),
    ("reports:file", FIGURES, "reports.participation", "excel"),
    ("reports:file", REPORTS, "reports.priorities", "csv"),
    ("reports:file", NOBODY_KNOWN, "reports.participation", "word"),
]
