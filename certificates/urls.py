from django.urls import path

from certificates import views

app_name = "certificates"
urlpatterns = [
    path("pruefen/", views.Check.as_view(), name="check"),
    path("pruefen/<str:code>/", views.Checked.as_view(), name="checked"),
    path("meine-fortbildungen/fortbildungspass/", views.Record.as_view(), name="record"),
    path("meine-fortbildungen/fortbildungspass.pdf", views.RecordFile.as_view(), name="record_pdf"),
    path("zertifikate/<str:number>.pdf", views.Download.as_view(), name="pdf"),
]
