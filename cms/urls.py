from django.urls import include, path
from django.views.i18n import set_language
from wagtail.contrib.sitemaps.views import sitemap

from cms.views import Picture, Robots

urlpatterns = [
    path("sprache/", set_language, name="set_language"),
    path("dokumente/", include("wagtail.documents.urls")),
    path("media/images/<str:name>", Picture.as_view(), name="picture"),
    path("robots.txt", Robots.as_view(), name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
