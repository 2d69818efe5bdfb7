from django.urls import path

from fortbildung.shared import health, offline

app_name = "shared"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("offline/", offline.page, name="offline"),
    path("offline.js", offline.script, name="offline_script"),
]
