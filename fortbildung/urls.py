from django.urls import include, path

from cms.desk.entrance import Entrance
from fortbildung.api import handlers, v1

handler400 = "fortbildung.api.handlers.bad_request"
handler404 = "fortbildung.api.handlers.page_not_found"
handler429 = "fortbildung.shared.rate_limit.too_many"  # of allauth
handler500 = "fortbildung.api.handlers.server_error"

urlpatterns = [
    path("api/v1/", v1.urls),
    path("api/<path:elsewhere>", handlers.nowhere, name="api_elsewhere"),
    path("verwaltung/login/", Entrance.as_view(), name="desk_entrance"),
    path("verwaltung/", include("wagtail.admin.urls")),
    path("", include("fortbildung.shared.urls")),
    path("", include("organisations.urls")),
    path("konto/", include("fortbildung.account_urls")),  # after our own log-in and sign-up
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("reports.urls")),
    path("", include("cms.urls")),
    # Wagtail's own log-in knows no verified addresses.
    path("_util/login/", Entrance.as_view(), name="page_entrance"),
    path("", include("wagtail.urls")),
]
