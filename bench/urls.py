from django.urls import include, path

from bench import floor

urlpatterns = [
    path("floor/empty", floor.empty),
    path("floor/book/<int:row>", floor.book),
    path("", include("fortbildung.urls")),
]
