from courses.models.attendance import Attendance
from courses.models.courses import Course, Topic
from courses.models.enrolments import Enrolment, EnrolmentEvent
from courses.models.feeds import CalendarFeed
from courses.models.seminars import Seminar, Session

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Course",
    "Enrolment",
    "EnrolmentEvent",
    "Seminar",
    "Session",
    "Topic",
]
