from django.urls import path
from django.views.generic import RedirectView

from reports.own_views import OwnData, OwnDataFile
from reports.views import (
    ParticipationDownload,
    ParticipationPage,
    PriorityDownload,
    PriorityPage,
)

app_name = "reports"
urlpatterns = [
    path("konto/daten/", OwnData.as_view(), name="own_data"),
    path("konto/daten/meine-daten.zip", OwnDataFile.as_view(), name="own_data_file"),
    path("berichte/", RedirectView.as_view(pattern_name="reports:participation"), name="index"),
    path("berichte/teilnahmen/", ParticipationPage.as_view(), name="participation"),
    path(
        "berichte/teilnahmen.xlsx",
        ParticipationDownload.as_view(file_format="xlsx"),
        name="participation_xlsx",
    ),
    path(
        "berichte/teilnahmen.csv",
        ParticipationDownload.as_view(file_format="csv"),
        name="participation_csv",
    ),
    path("berichte/vorrang/", PriorityPage.as_view(), name="priorities"),
    path(
        "berichte/vorrang.xlsx",
        PriorityDownload.as_view(file_format="xlsx"),
        name="priorities_xlsx",
    ),
    path(
        "berichte/vorrang.csv", PriorityDownload.as_view(file_format="csv"), name="priorities_csv"
    ),
]
