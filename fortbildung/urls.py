from django.urls import include, path

from cms.desk.entrance import Entrance

urlpatterns = [
    path("verwaltung/login/", Entrance.as_view(), name="desk_entrance"),
    path("verwaltung/", include("wagtail.admin.urls")),
    path("", include("fortbildung.shared.urls")),
    path("", include("organisations.urls")),
    path("konto/", include("allauth.urls")),  # after our own log-in and sign-up
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("reports.urls")),
    path("", include("cms.urls")),
    # Wagtail's own log-in knows no verified addresses.
    path("_util/login/", Entrance.as_view(), name="page_entrance"),
    path("", include("wagtail.urls")),
]
