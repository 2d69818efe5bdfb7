from reports.models.costs import CostPlan, PlannedCost, Voucher
from reports.models.files import FundingFile, Narrative
from reports.models.grants import Audit, CostCap, FundedSeminar, Grant, GrantRule
from reports.models.retention import Deletion, RetentionRule

__all__ = [
    "Audit",
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
    "Voucher",
]
