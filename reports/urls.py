from django.urls import path

from reports.own_views import OwnData, OwnDataFile
from reports.views import Index, ReportFile, ReportPage

app_name = "reports"
urlpatterns = [
    path("konto/daten/", OwnData.as_view(), name="own_data"),
    path("konto/daten/meine-daten.zip", OwnDataFile.as_view(), name="own_data_file"),
    path("berichte/", Index.as_view(), name="index"),
    path("berichte/<slug:slug>/", ReportPage.as_view(), name="report"),
    path("berichte/<slug:slug>.<slug:kind>", ReportFile.as_view(), name="file"),
]
