from django.urls import path

from certificates.views import badges, checking, evidence, matrix, papers, proofs, record

app_name = "certificates"
ONE = "team/qualifikationen/person/<int:pk>/"
person_patterns = [
    path(ONE, proofs.Proofs.as_view(), name="proofs"),
    path(f"{ONE}auszeit/", proofs.AddPause.as_view(), name="add_pause"),
    path(f"{ONE}auszeit/<int:pause>/", proofs.DropPause.as_view(), name="drop_pause"),
    path(f"{ONE}befreiung/", proofs.AddExemption.as_view(), name="add_exemption"),
    path(f"{ONE}befreiung/<int:exemption>/", proofs.EndExemption.as_view(), name="end_exemption"),
]
PROOFS = "meine-fortbildungen/nachweise/"
evidence_patterns = [
    path(PROOFS, evidence.OwnEvidence.as_view(), name="evidence"),
    path(f"{PROOFS}<int:pk>/zurueck/", evidence.TakeBack.as_view(), name="take_back"),
    path(f"{PROOFS}anerkennung/<int:pk>/", evidence.Agree.as_view(), name="agree"),
    path(
        f"{PROOFS}einwilligung/<int:pk>/",
        evidence.WithdrawConsent.as_view(),
        name="withdraw_consent",
    ),
    path("nachweise/<int:pk>/datei", evidence.EvidenceFile.as_view(), name="evidence_file"),
    path("team/qualifikationen/nachweise/", evidence.TeamEvidence.as_view(), name="team_evidence"),
    path("team/qualifikationen/nachweise/<int:pk>/", evidence.Decide.as_view(), name="decide"),
]
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
    path(
        "meine-fortbildungen/fortbildungspass.json",
        record.RecordCredentials.as_view(),
        name="record_json",
    ),
    path("meine-fortbildungen/qualifikationen/", proofs.OwnProofs.as_view(), name="own_proofs"),
    path("team/qualifikationen/", matrix.Matrix.as_view(), name="matrix"),
    path("team/qualifikationen.<str:kind>", matrix.MatrixFile.as_view(), name="matrix_file"),
    path("team/qualifikationen/<int:pk>/buchen/", matrix.BookAll.as_view(), name="book_all"),
    *person_patterns,
    *evidence_patterns,
    path("zertifikate/<str:number>.pdf", papers.Download.as_view(), name="pdf"),
    path("zertifikate/<str:number>.json", badges.Badge.as_view(), name="badge"),
    path("zertifikate/<str:number>.jwt", badges.Badge.as_view(as_token=True), name="token"),
]
