from django.urls import path

from certificates import views

app_name = "certificates"
urlpatterns = [
    path("pruefen/", views.Check.as_view(), name="check"),
    path("pruefen/<str:code>/", views.Checked.as_view(), name="checked"),
    path("zertifikate/<str:number>.pdf", views.Download.as_view(), name="pdf"),
]
