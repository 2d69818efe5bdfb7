"""What the routes around grants and funding files answer to whom; see `tests/policies.py`."""

from tests.answers import PLANNERS, desk
from tests.world import OFFICES

OF_A_SEMINAR = (
    "funding",
    "funding_grant",
    "participant_days",
    "cost_plan",
    "vouchers",
    "new_voucher",
    "import_vouchers",
    "narrative",
)
FUNDING = [
    *[(f"desk_seminars:{page}", desk("office"), "held.pk") for page in OF_A_SEMINAR],
    *[
        (f"desk_seminars:{page}", desk("office"), "held.pk", "voucher.pk")
        for page in ("strike_voucher", "add_receipt", "receipt")
    ],
    ("desk_seminars:receipt", desk(), "booked.pk", "voucher.pk"),  # of another seminar
    ("desk_seminars:narrative_version", desk("office"), "held.pk", "told.version"),
    ("desk_seminars:order_file", desk("office", answer=405), "held.pk"),
    ("desk_funding:index", desk(*OFFICES)),
    ("desk_funding:add", desk(*OFFICES)),
    *[
        (f"desk_funding:{page}", desk("office"), "money.pk")
        for page in ("grant", "edit", "new_rule", "open_audit")
    ],
    ("desk_funding:rule", desk("office"), "money.pk", "term.pk"),
    ("desk_funding:close_audit", desk("office"), "money.pk", "audit.pk"),
    ("desk_funding:collect", desk("office", answer=405), "money.pk", "year"),
    ("desk_funding:file", desk("office"), "pack.pk"),
    ("desk_funding:download", desk("office"), "pack.pk"),
    ("desk_funding:claims", desk(*OFFICES)),
    ("desk_funding:claim", desk("office"), "claim.pk"),
    ("desk_funding:decline_claim", desk("office"), "claim.pk"),
    ("desk_funding:accounts", desk("office"), "booked.central_office_id"),
    (
        "desk_funding:hand_over",
        desk("office", answer=405),
        "booked.central_office_id",
        "year",
        "one",
    ),
    ("desk_funding:batch_file", desk("office"), "booking.pk"),
    ("desk_funding:common_rules", desk(*PLANNERS)),
    ("desk_funding:new_travel_rule", desk("coordination")),
    ("desk_funding:new_retention_rule", desk("coordination")),
]
