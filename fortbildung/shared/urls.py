from django.urls import path

from fortbildung.shared import health

app_name = "shared"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
