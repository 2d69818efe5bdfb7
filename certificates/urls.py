from django.urls import path

from certificates.views import badges, checking, papers, record

app_name = "certificates"
urlpatterns = [
    path(".well-known/did.json", badges.Identity.as_view(), name="identity"),
    path("abzeichen/status/<slug:name>", badges.StatusList.as_view(), name="status"),
    path("pruefen/", checking.Check.as_view(), name="check"),
    path("pruefen/siegel/", checking.SealShown.as_view(), name="seal"),
    path("pruefen/siegel/<slug:fingerprint>.pem", checking.Root.as_view(), name="root"),
    path("pruefen/<str:code>/", checking.Checked.as_view(), name="checked"),
    path("meine-fortbildungen/fortbildungspass/", record.Record.as_view(), name="record"),
    path(
        "meine-fortbildungen/fortbildungspass.pdf", record.RecordFile.as_view(), name="record_pdf"
    ),
    path("zertifikate/<str:number>.pdf", papers.Download.as_view(), name="pdf"),
    path("zertifikate/<str:number>.json", badges.Badge.as_view(), name="badge"),
    path("zertifikate/<str:number>.jwt", badges.Badge.as_view(as_token=True), name="token"),
]
