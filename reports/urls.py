from django.urls import path

from reports.views.made import CancelMade, Made, MadeFile
from reports.views.own import OwnData, OwnDataFile
from reports.views.pages import Index, ReportFile, ReportPage
from reports.views.saved import ChangeSaved, ForgetSaved, SavedReports, SaveReport
from reports.views.travel import ReceiptFile, Travel, WithdrawClaim
from reports.views.years import CloseYear, VersionFile, VersionReport, Year, Years

app_name = "reports"
urlpatterns = [
    path("konto/daten/", OwnData.as_view(), name="own_data"),
    path("konto/daten/meine-daten.zip", OwnDataFile.as_view(), name="own_data_file"),
    path("meine-fortbildungen/<int:pk>/fahrtkosten/", Travel.as_view(), name="travel"),
    path("fahrtkosten/<int:pk>/zurueckziehen/", WithdrawClaim.as_view(), name="withdraw_claim"),
    path("fahrtkosten/belege/<int:pk>/", ReceiptFile.as_view(), name="claim_receipt"),
    path("berichte/", Index.as_view(), name="index"),
    path("berichte/gespeichert/", SavedReports.as_view(), name="saved"),
    path("berichte/gespeichert/neu/<slug:slug>/", SaveReport.as_view(), name="save"),
    path("berichte/gespeichert/<int:pk>/", ChangeSaved.as_view(), name="change_saved"),
    path("berichte/gespeichert/<int:pk>/loeschen/", ForgetSaved.as_view(), name="forget_saved"),
    path("berichte/erstellt/<int:pk>/", Made.as_view(), name="made"),
    path("berichte/erstellt/<int:pk>/abbrechen/", CancelMade.as_view(), name="cancel_made"),
    path("berichte/erstellt/<int:pk>.<slug:kind>", MadeFile.as_view(), name="made_file"),
    path("berichte/jahre/", Years.as_view(), name="years"),
    path("berichte/jahre/<slug:slug>/<int:year>/", Year.as_view(), name="year"),
    path(
        "berichte/jahre/<slug:slug>/<int:year>/abschliessen/",
        CloseYear.as_view(),
        name="close_year",
    ),
    path(
        "berichte/jahre/<slug:slug>/<int:year>/<int:number>/<int:place>/",
        VersionReport.as_view(),
        name="kept",
    ),
    path(
        "berichte/jahre/<slug:slug>/<int:year>/<int:number>/<int:place>.<slug:kind>",
        VersionFile.as_view(),
        name="kept_file",
    ),
    path("berichte/<slug:slug>/", ReportPage.as_view(), name="report"),
    path("berichte/<slug:slug>.<slug:kind>", ReportFile.as_view(), name="file"),
]
