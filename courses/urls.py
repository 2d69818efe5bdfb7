from django.urls import path

from courses import views, views_interest

app_name = "courses"
urlpatterns = [
    path("buchen/<str:number>/", views.Book.as_view(), name="book"),
    path("meine-fortbildungen/", views.Mine.as_view(), name="mine"),
    path("meine-fortbildungen/<int:pk>/", views.Show.as_view(), name="enrolment"),
    path("meine-fortbildungen/<int:pk>/absagen/", views.Cancel.as_view(), name="cancel"),
    path(
        "meine-fortbildungen/interesse/<int:pk>/zurueckziehen/",
        views_interest.WithdrawInterest.as_view(),
        name="withdraw_interest",
    ),
    path(
        "kurse/<path:code>/interesse/",
        views_interest.RegisterInterest.as_view(),
        name="register_interest",
    ),
    path("seminare/<str:number>.ics", views.CalendarFile.as_view(), name="ics"),
]
