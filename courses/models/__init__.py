from courses.models.attendance import Attendance
from courses.models.courses import Course, Topic
from courses.models.enrolments import Enrolment, EnrolmentEvent
from courses.models.interest import Interest
from courses.models.prerequisites import Prerequisite
from courses.models.qualifications import Qualification, QualificationRecord
from courses.models.seminars import Seminar, Session

__all__ = [
    "Attendance",
    "Course",
    "Enrolment",
    "EnrolmentEvent",
    "Interest",
    "Prerequisite",
    "Qualification",
    "QualificationRecord",
    "Seminar",
    "Session",
    "Topic",
]
