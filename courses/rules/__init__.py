"""Reasons why not, each with its remedy. Views show them, services enforce them."""

from courses.rules.booking import (
    reasons_against_employment,
    reasons_not_to_book,
    reasons_not_to_enrol,
    reasons_of_knowledge,
    reasons_of_other_enrolments,
    reasons_of_the_window,
    warnings,
)
from courses.rules.check_in import (
    is_open_for_check_in,
    minutes_early,
    minutes_late,
    reasons_not_to_scan,
)
from courses.rules.clashes import asks_for_clashes, clashes
from courses.rules.deciding import (
    reasons_not_to_accept,
    reasons_not_to_call_off,
    reasons_not_to_decide,
    reasons_not_to_give,
    reasons_not_to_reopen,
    reasons_not_to_select,
)
from courses.rules.fees import Fee, fee_for_leaving
from courses.rules.leaving import (
    last_moment_to_cancel,
    reasons_not_to_cancel,
    reasons_not_to_hand_over,
    reasons_not_to_rebook,
    reasons_not_to_replace,
)
from courses.rules.planning import (
    reasons_against_times,
    reasons_not_to_add_a_session,
    reasons_not_to_close,
    reasons_not_to_guarantee,
    reasons_not_to_hold,
    reasons_not_to_publish,
    reasons_not_to_record,
    reasons_not_to_remove,
    reasons_not_to_replan,
    reasons_not_to_reschedule,
)
from courses.rules.promising import (
    reasons_against_contingents,
    reasons_not_to_charge,
    reasons_not_to_hand_back,
    reasons_not_to_shrink,
)
from courses.rules.terms import terms_of_cancelling
from courses.rules.times import first_start, in_words, last_end, units_offered

__all__ = [
    "Fee",
    "asks_for_clashes",
    "clashes",
    "fee_for_leaving",
    "first_start",
    "in_words",
    "is_open_for_check_in",
    "last_end",
    "last_moment_to_cancel",
    "minutes_early",
    "minutes_late",
    "reasons_against_contingents",
    "reasons_against_employment",
    "reasons_against_times",
    "reasons_not_to_accept",
    "reasons_not_to_add_a_session",
    "reasons_not_to_book",
    "reasons_not_to_call_off",
    "reasons_not_to_cancel",
    "reasons_not_to_charge",
    "reasons_not_to_close",
    "reasons_not_to_decide",
    "reasons_not_to_enrol",
    "reasons_not_to_give",
    "reasons_not_to_guarantee",
    "reasons_not_to_hand_back",
    "reasons_not_to_hand_over",
    "reasons_not_to_hold",
    "reasons_not_to_publish",
    "reasons_not_to_rebook",
    "reasons_not_to_record",
    "reasons_not_to_remove",
    "reasons_not_to_reopen",
    "reasons_not_to_replace",
    "reasons_not_to_replan",
    "reasons_not_to_reschedule",
    "reasons_not_to_scan",
    "reasons_not_to_select",
    "reasons_not_to_shrink",
    "reasons_of_knowledge",
    "reasons_of_other_enrolments",
    "reasons_of_the_window",
    "terms_of_cancelling",
    "units_offered",
    "warnings",
]
