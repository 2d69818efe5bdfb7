from django.urls import path

from courses.views import (
    approvals,
    assessing,
    attending,
    booking,
    calendar,
    check_in,
    check_in_own,
    contingents,
    erasing,
    exchanging,
    feedback,
    feeds,
    interest,
    legal,
    mailbox,
    needs,
    own,
    results,
    teaching,
    team,
    team_times,
)

app_name = "courses"

ONE = "meine-fortbildungen/<int:pk>"
STAFF = "team/anmeldungen/<int:pk>"
TAUGHT = "referat/<str:number>"
SEATS = "team/platzkontingente/<int:pk>"

account = [
    path("konto/loeschen/", erasing.Ask.as_view(), name="ask_to_erase"),
    path("konto/loeschantraege/", erasing.Requests.as_view(), name="erasure_requests"),
    path("konto/loeschantraege/<int:pk>/", erasing.Erase.as_view(), name="erase"),
]
mine = [
    path("buchen/<str:number>/", booking.Book.as_view(), name="book"),
    path("buchen/<str:number>/auswahl/", results.Result.as_view(), name="result"),
    path("bedingungen/<int:pk>/", legal.Text.as_view(), name="legal_text"),
    path("meine-fortbildungen/", own.Mine.as_view(), name="mine"),
    path("meine-fortbildungen/kalender/", feeds.Subscribe.as_view(), name="calendar"),
    path(
        "meine-fortbildungen/kalender/widerrufen/", feeds.Revoke.as_view(), name="revoke_calendar"
    ),
    path(
        "meine-fortbildungen/interesse/<int:pk>/zurueckziehen/",
        interest.WithdrawInterest.as_view(),
        name="withdraw_interest",
    ),
    path(
        "kurse/<path:code>/interesse/",
        interest.RegisterInterest.as_view(),
        name="register_interest",
    ),
    path(f"{ONE}/", own.Show.as_view(), name="enrolment"),
    path(f"{ONE}/annehmen/", own.Accept.as_view(), name="accept"),
    path(f"{ONE}/ablehnen/", own.Decline.as_view(), name="decline"),
    path(f"{ONE}/absagen/", own.Cancel.as_view(), name="cancel"),
    path(f"{ONE}/ersatz/", exchanging.Replace.as_view(), name="replace"),
    path(f"{ONE}/umbuchen/", exchanging.Rebook.as_view(), name="rebook"),
    path(f"{ONE}/feedback/", feedback.Feedback.as_view(), name="feedback"),
    path(f"{ONE}/bedarf/", needs.OwnNeeds.as_view(), name="needs"),
    path("kalender/<str:token>.ics", feeds.Feed.as_view(), name="feed"),
    path("seminare/<str:number>.ics", calendar.CalendarFile.as_view(), name="ics"),
]
deciding = [
    path("team/zustimmungen/", approvals.Approvals.as_view(), name="approvals"),
    path("team/zustimmungen/<int:pk>/ablehnen/", approvals.Deny.as_view(), name="deny"),
    path("zustimmung/<str:token>/", mailbox.Mailbox.as_view(), name="mailbox"),
]
staff = [
    path("team/buchen/<str:number>/", team.BookStaff.as_view(), name="book_staff"),
    path("team/buchen/<str:number>/plaetze/", team.Reserve.as_view(), name="reserve"),
    path("team/monat/", team_times.Whereabouts.as_view(), name="whereabouts"),
    path("team/jahr/", team_times.Year.as_view(), name="team_year"),
    path("team/jahr/tabelle.<str:kind>", team_times.YearFile.as_view(), name="team_year_file"),
    path("team/anmeldungen/", team.TeamEnrolments.as_view(), name="team_enrolments"),
    path(f"{STAFF}/", own.StaffShow.as_view(), name="team_enrolment"),
    path(f"{STAFF}/annehmen/", own.StaffAccept.as_view(), name="team_accept"),
    path(f"{STAFF}/ablehnen/", own.StaffDecline.as_view(), name="team_decline"),
    path(f"{STAFF}/absagen/", own.StaffCancel.as_view(), name="team_cancel"),
    path(f"{STAFF}/ersatz/", exchanging.StaffReplace.as_view(), name="team_replace"),
    path(f"{STAFF}/umbuchen/", exchanging.StaffRebook.as_view(), name="team_rebook"),
    path(f"{STAFF}/bedarf/", needs.StaffNeeds.as_view(), name="team_needs"),
]
seats = [
    path("team/platzkontingente/", contingents.Contingents.as_view(), name="contingents"),
    path(f"{SEATS}/zurueckgeben/", contingents.HandBack.as_view(), name="hand_back"),
    path(f"{SEATS}/weitergeben/", contingents.FindRecipient.as_view(), name="find_recipient"),
    path(f"{SEATS}/weitergeben/<int:to>/", contingents.Give.as_view(), name="give"),
]
accessible = [
    path(
        "referat/<str:number>/barrierefreiheit/",
        needs.ToldToSpeakers.as_view(),
        name="accessibility",
    ),
]
teaches = [
    path("referat/", teaching.Teaching.as_view(), name="teaching"),
    path("referat/<str:number>/", teaching.Taught.as_view(), name="taught"),
    path(
        "referat/<str:number>/material/<int:pk>/loeschen/",
        teaching.RemoveOwnMaterial.as_view(),
        name="remove_material",
    ),
    path("material/<int:pk>/", teaching.Download.as_view(), name="material"),
]
attendance = [
    path(f"{TAUGHT}/anwesenheit/", attending.Attending.as_view(), name="attendance"),
    path(f"{TAUGHT}/anwesenheit/eintragen/", attending.RecordSheet.as_view(), name="record"),
    path(f"{TAUGHT}/leistungsnachweise/", assessing.Assess.as_view(), name="assess"),
    path(f"{TAUGHT}/liste.pdf", attending.SheetFile.as_view(), name="sheet"),
    path(f"{TAUGHT}/liste/<int:session>.pdf", attending.SheetFile.as_view(), name="session_sheet"),
    path(f"{TAUGHT}/listen/<int:pk>/", attending.ListFile.as_view(), name="signed_list"),
    path(f"{TAUGHT}/check-in/<int:session>/", check_in.Door.as_view(), name="check_in"),
    path(
        f"{TAUGHT}/check-in/<int:session>/code/", check_in.ShownCode.as_view(), name="check_in_code"
    ),
    path(
        f"{TAUGHT}/check-in/<int:session>/code.json", check_in.NextCode.as_view(), name="next_code"
    ),
    path("offline/check-in/", check_in.DoorAtHand.as_view(), name="check_in_offline"),
    path("einchecken/", check_in_own.OwnCheckIn.as_view(), name="check_in_own"),
    path("einchecken/<int:session>/<str:code>/", check_in_own.ScanCode.as_view(), name="scan"),
]
urlpatterns = [*account, *mine, *deciding, *staff, *seats, *teaches, *accessible, *attendance]
