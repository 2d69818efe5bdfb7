from reports.models.costs import CostPlan, PlannedCost, Voucher
from reports.models.files import FundingFile, Narrative
from reports.models.grants import Audit, CostCap, FundedSeminar, Grant, GrantRule
from reports.models.kept import Change, KeptAnswer
from reports.models.made import MadeReport
from reports.models.retention import Deletion, RetentionRule
from reports.models.saved import Rhythm, SavedReport
from reports.models.travel import (
    BookingAccounts,
    BookingBatch,
    ClaimReceipt,
    TravelClaim,
    TravelRule,
)
from reports.models.years import ReportingYear, YearVersion

__all__ = [
    "Audit",
    "BookingAccounts",
    "BookingBatch",
    "Change",
    "ClaimReceipt",
    "CostCap",
    "CostPlan",
    "Deletion",
    "FundedSeminar",
    "FundingFile",
    "Grant",
    "GrantRule",
    "KeptAnswer",
    "MadeReport",
    "Narrative",
    "PlannedCost",
    "ReportingYear",
    "RetentionRule",
    "Rhythm",
    "SavedReport",
    "TravelClaim",
    "TravelRule",
    "Voucher",
    "YearVersion",
]
