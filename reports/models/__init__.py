from reports.models.costs import CostPlan, PlannedCost, Voucher
from reports.models.files import FundingFile, Narrative
from reports.models.grants import Audit, CostCap, FundedSeminar, Grant, GrantRule
from reports.models.retention import Deletion, RetentionRule
from reports.models.travel import (
    BookingAccounts,
    BookingBatch,
    ClaimReceipt,
    TravelClaim,
    TravelRule,
)

__all__ = [
    "Audit",
    "BookingAccounts",
    "BookingBatch",
    "ClaimReceipt",
    "CostCap",
    "CostPlan",
    "Deletion",
    "FundedSeminar",
    "FundingFile",
    "Grant",
    "GrantRule",
    "Narrative",
    "PlannedCost",
    "RetentionRule",
    "TravelClaim",
    "TravelRule",
    "Voucher",
]
