from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("buchen/<str:number>/", views.Book.as_view(), name="book"),
    path("meine-fortbildungen/", views.Mine.as_view(), name="mine"),
    path("meine-fortbildungen/<int:pk>/", views.Show.as_view(), name="enrolment"),
    path("meine-fortbildungen/<int:pk>/absagen/", views.Cancel.as_view(), name="cancel"),
    path("seminare/<str:number>.ics", views.CalendarFile.as_view(), name="ics"),
]
