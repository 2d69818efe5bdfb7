from django.urls import path

from reports.own_views import OwnData, OwnDataFile
from reports.travel_views import ReceiptFile, Travel, WithdrawClaim
from reports.views import Index, ReportFile, ReportPage

app_name = "reports"
urlpatterns = [
    path("konto/daten/", OwnData.as_view(), name="own_data"),
    path("konto/daten/meine-daten.zip", OwnDataFile.as_view(), name="own_data_file"),
    path("meine-fortbildungen/<int:pk>/fahrtkosten/", Travel.as_view(), name="travel"),
    path("fahrtkosten/<int:pk>/zurueckziehen/", WithdrawClaim.as_view(), name="withdraw_claim"),
    path("fahrtkosten/belege/<int:pk>/", ReceiptFile.as_view(), name="claim_receipt"),
    path("berichte/", Index.as_view(), name="index"),
    path("berichte/<slug:slug>/", ReportPage.as_view(), name="report"),
    path("berichte/<slug:slug>.<slug:kind>", ReportFile.as_view(), name="file"),
]
