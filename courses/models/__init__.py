from courses.models.approvals import ApprovalStep
from courses.models.assessments import Assessment
from courses.models.attendance import Attendance, AttendanceEvent
from courses.models.batches import Batch, BatchItem
from courses.models.cancellations import CancellationFee, CancellationPolicy, CancellationTier
from courses.models.check_in import Scan, SignedList
from courses.models.consents import Consent, LegalText
from courses.models.contingents import Contingent, SeatCount, SeatEvent
from courses.models.courses import Course, Topic
from courses.models.enrolment_events import EnrolmentEvent
from courses.models.enrolments import Enrolment
from courses.models.evaluations import (
    Answer,
    Evaluation,
    FeedbackGiven,
    Question,
    Questionnaire,
)
from courses.models.feeds import CalendarFeed
from courses.models.finding import Bookmark, SavedSearch, SearchHit, Synonyms
from courses.models.holds import Hold
from courses.models.interest import Interest
from courses.models.materials import Material
from courses.models.messages import (
    Message,
    MessageAttachment,
    MessageRecipient,
    MessageTemplate,
)
from courses.models.needs import ParticipantNeeds
from courses.models.prerequisites import Prerequisite
from courses.models.qualifications import (
    Qualification,
    QualificationPeriod,
    QualificationRecord,
)
from courses.models.selections import Selection, SelectionMove, SelectionResult
from courses.models.seminars import Seminar
from courses.models.sessions import SeminarSpan, Session
from courses.models.speakers import EngagedSession, Engagement, Speaker, SpeakerDocument
from courses.models.venues import Venue, VenueRoom

__all__ = [
    "Answer",
    "ApprovalStep",
    "Assessment",
    "Attendance",
    "AttendanceEvent",
    "Batch",
    "BatchItem",
    "Bookmark",
    "CalendarFeed",
    "CancellationFee",
    "CancellationPolicy",
    "CancellationTier",
    "Consent",
    "Contingent",
    "Course",
    "EngagedSession",
    "Engagement",
    "Enrolment",
    "EnrolmentEvent",
    "Evaluation",
    "FeedbackGiven",
    "Hold",
    "Interest",
    "LegalText",
    "Material",
    "Message",
    "MessageAttachment",
    "MessageRecipient",
    "MessageTemplate",
    "ParticipantNeeds",
    "Prerequisite",
    "Qualification",
    "QualificationPeriod",
    "QualificationRecord",
    "Question",
    "Questionnaire",
    "SavedSearch",
    "Scan",
    "SearchHit",
    "SeatCount",
    "SeatEvent",
    "Selection",
    "SelectionMove",
    "SelectionResult",
    "Seminar",
    "SeminarSpan",
    "Session",
    "SignedList",
    "Speaker",
    "SpeakerDocument",
    "Synonyms",
    "Topic",
    "Venue",
    "VenueRoom",
]
