from courses.models.approvals import ApprovalStep
from courses.models.attendance import Attendance
from courses.models.cancellations import CancellationFee, CancellationPolicy, CancellationTier
from courses.models.contingents import Contingent, SeatCount, SeatEvent
from courses.models.courses import Course, Topic
from courses.models.enrolments import Enrolment, EnrolmentEvent
from courses.models.evaluations import (
    Answer,
    Evaluation,
    FeedbackGiven,
    Question,
    Questionnaire,
)
from courses.models.feeds import CalendarFeed
from courses.models.interest import Interest
from courses.models.messages import (
    Message,
    MessageAttachment,
    MessageRecipient,
    MessageTemplate,
)
from courses.models.needs import ParticipantNeeds
from courses.models.prerequisites import Prerequisite
from courses.models.qualifications import Qualification, QualificationRecord
from courses.models.selections import Selection, SelectionMove, SelectionResult
from courses.models.seminars import Seminar, Session

__all__ = [
    "Answer",
    "ApprovalStep",
    "Attendance",
    "CalendarFeed",
    "CancellationFee",
    "CancellationPolicy",
    "CancellationTier",
    "Contingent",
    "Course",
    "Enrolment",
    "EnrolmentEvent",
    "Evaluation",
    "FeedbackGiven",
    "Interest",
    "Message",
    "MessageAttachment",
    "MessageRecipient",
    "MessageTemplate",
    "ParticipantNeeds",
    "Prerequisite",
    "Qualification",
    "QualificationRecord",
    "Question",
    "Questionnaire",
    "SeatCount",
    "SeatEvent",
    "Selection",
    "SelectionMove",
    "SelectionResult",
    "Seminar",
    "Session",
    "Topic",
]
