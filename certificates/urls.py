from django.urls import path

from certificates.views import checking, papers, record

app_name = "certificates"
urlpatterns = [
    path("pruefen/", checking.Check.as_view(), name="check"),
    path("pruefen/<str:code>/", checking.Checked.as_view(), name="checked"),
    path("meine-fortbildungen/fortbildungspass/", record.Record.as_view(), name="record"),
    path(
        "meine-fortbildungen/fortbildungspass.pdf", record.RecordFile.as_view(), name="record_pdf"
    ),
    path("zertifikate/<str:number>.pdf", papers.Download.as_view(), name="pdf"),
]
