from django.urls import path

from courses import feed_views, views

app_name = "courses"
urlpatterns = [
    path("buchen/<str:number>/", views.Book.as_view(), name="book"),
    path("meine-fortbildungen/", views.Mine.as_view(), name="mine"),
    path("meine-fortbildungen/<int:pk>/", views.Show.as_view(), name="enrolment"),
    path("meine-fortbildungen/<int:pk>/absagen/", views.Cancel.as_view(), name="cancel"),
    path("meine-fortbildungen/kalender/", feed_views.Subscribe.as_view(), name="calendar"),
    path(
        "meine-fortbildungen/kalender/widerrufen/",
        feed_views.Revoke.as_view(),
        name="revoke_calendar",
    ),
    path("kalender/<str:token>.ics", feed_views.Feed.as_view(), name="feed"),
    path("seminare/<str:number>.ics", views.CalendarFile.as_view(), name="ics"),
]
