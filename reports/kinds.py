"""What is chosen from a list around grants and what is accounted for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FundingType(TextChoices):
    """How a funder takes part in the costs."""

    SHORTFALL = "shortfall", _("shortfall (what income does not cover)")
    FIXED = "fixed", _("fixed sum")
    SHARE = "share", _("share of the costs")


class EndDays(TextChoices):
    """How the first and the last of several days in a row count."""

    LIKE_OTHERS = "like_others", _("like every other day")
    HALF = "half", _("half a day each at most")
    TOGETHER = "together", _("one day together at most")
    WHOLE = "whole", _("a whole day each, from the units of half a day on")


class CostKind(TextChoices):
    SPEAKERS = "speakers", _("speakers’ fees")
    TRAVEL = "travel", _("travel")
    VENUE = "venue", _("rooms and lodging")
    CATERING = "catering", _("catering")
    MATERIAL = "material", _("material")
    OTHER = "other", _("other costs")


class PaperKind(TextChoices):
    """What is kept for so many years."""

    VOUCHER = "voucher", _("vouchers")
    LIST = "list", _("lists of participants")
    CLAIM = "claim", _("travel claims")
    FILE = "file", _("funding files")


class ClaimState(TextChoices):
    """How a participant's travel claim stands."""

    HANDED_IN = "handed_in", _("handed in")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
