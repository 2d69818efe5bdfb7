"""Addresses around grants; those of a seminar stand beside its other pages."""

from django.urls import path

from cms.desk.funding import ChooseGrant, Funding, ParticipantDays
from cms.desk.funding_costs import (
    AddReceipt,
    EditPlan,
    NewVoucher,
    Receipt,
    StrikeVoucher,
    Vouchers,
)
from cms.desk.funding_files import Download, OrderFile, OrderYear, ShowFile
from cms.desk.funding_grants import EditGrant, GrantList, NewGrant, ShowGrant
from cms.desk.funding_import import ImportVouchers
from cms.desk.funding_keeping import CommonRules, NewRetentionRule, NewTravelRule
from cms.desk.funding_narrative import EditNarrative, ShowNarrative
from cms.desk.funding_rules import CloseAudit, EditRule, NewRule, OpenAudit
from cms.desk.funding_travel import (
    ApproveClaim,
    BatchFile,
    ClaimList,
    DeclineClaim,
    EditAccounts,
    HandOver,
)

BELOW = "verwendungsnachweis"
OF_A_SEMINAR = [
    path(f"{BELOW}/", Funding.as_view(), name="funding"),
    path(f"{BELOW}/zuwendung/", ChooseGrant.as_view(), name="funding_grant"),
    path(f"{BELOW}/teilnehmertage/", ParticipantDays.as_view(), name="participant_days"),
    path(f"{BELOW}/kostenplan/", EditPlan.as_view(), name="cost_plan"),
    path(f"{BELOW}/belege/", Vouchers.as_view(), name="vouchers"),
    path(f"{BELOW}/belege/neu/", NewVoucher.as_view(), name="new_voucher"),
    path(f"{BELOW}/belege/einlesen/", ImportVouchers.as_view(), name="import_vouchers"),
    path(
        f"{BELOW}/belege/<int:voucher>/stornieren/", StrikeVoucher.as_view(), name="strike_voucher"
    ),
    path(f"{BELOW}/belege/<int:voucher>/beleg/neu/", AddReceipt.as_view(), name="add_receipt"),
    path(f"{BELOW}/belege/<int:voucher>/beleg/", Receipt.as_view(), name="receipt"),
    path(f"{BELOW}/sachbericht/", EditNarrative.as_view(), name="narrative"),
    path(f"{BELOW}/sachbericht/<int:version>/", ShowNarrative.as_view(), name="narrative_version"),
    path(f"{BELOW}/erstellen/", OrderFile.as_view(), name="order_file"),
]
grant_patterns = [
    path("", GrantList.as_view(), name="index"),
    path("neu/", NewGrant.as_view(), name="add"),
    path("<int:grant>/", ShowGrant.as_view(), name="grant"),
    path("<int:grant>/aendern/", EditGrant.as_view(), name="edit"),
    path("<int:grant>/regeln/neu/", NewRule.as_view(), name="new_rule"),
    path("<int:grant>/regeln/<int:rule>/", EditRule.as_view(), name="rule"),
    path("<int:grant>/pruefung/", OpenAudit.as_view(), name="open_audit"),
    path("<int:grant>/pruefung/<int:audit>/ende/", CloseAudit.as_view(), name="close_audit"),
    path("<int:grant>/sammlung/<int:year>/", OrderYear.as_view(), name="collect"),
    path("dateien/<int:file>/", ShowFile.as_view(), name="file"),
    path("dateien/<int:file>/herunterladen/", Download.as_view(), name="download"),
    path("regeln/", CommonRules.as_view(), name="common_rules"),
    path("regeln/fahrtkosten/", NewTravelRule.as_view(), name="new_travel_rule"),
    path("regeln/aufbewahrung/", NewRetentionRule.as_view(), name="new_retention_rule"),
    path("fahrtkosten/", ClaimList.as_view(), name="claims"),
    path("fahrtkosten/<int:pk>/", ApproveClaim.as_view(), name="claim"),
    path("fahrtkosten/<int:pk>/ablehnen/", DeclineClaim.as_view(), name="decline_claim"),
    path("fahrtkosten/konten/<int:office>/", EditAccounts.as_view(), name="accounts"),
    path(
        "fahrtkosten/uebergeben/<int:office>/<int:year>/<int:month>/",
        HandOver.as_view(),
        name="hand_over",
    ),
    path("fahrtkosten/stapel/<int:pk>.csv", BatchFile.as_view(), name="batch_file"),
]
