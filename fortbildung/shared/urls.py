from django.urls import path
from django.views.i18n import set_language

from fortbildung.shared import health

app_name = "shared"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("sprache/", set_language, name="set_language"),
]
