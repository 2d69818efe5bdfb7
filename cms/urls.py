from django.urls import include, path
from django.views.i18n import set_language
from wagtail.contrib.sitemaps.views import sitemap

from cms.pages.feeds import CalendarOfDates, NewDates
from cms.pages.saved import DropSearch, LeaveSearch, OnTheList, Saved, SaveSearch
from cms.views import Picture, Robots

urlpatterns = [
    path("katalog/neue-termine.atom", NewDates.as_view(), name="catalogue_atom"),
    path("katalog/termine.ics", CalendarOfDates.as_view(), name="catalogue_calendar"),
    path("sprache/", set_language, name="set_language"),
    path("dokumente/", include("wagtail.documents.urls")),
    path("media/images/<str:name>", Picture.as_view(), name="picture"),
    path("katalog/suche-speichern/", SaveSearch.as_view(), name="save_search"),
    path("suche-beenden/<str:token>/", LeaveSearch.as_view(), name="leave_search"),
    path("meine-fortbildungen/merkliste/", Saved.as_view(), name="saved"),
    path(
        "meine-fortbildungen/suchen/<int:pk>/entfernen/", DropSearch.as_view(), name="drop_search"
    ),
    path("merken/<path:code>/", OnTheList.as_view(), name="bookmark"),
    path("robots.txt", Robots.as_view(), name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
