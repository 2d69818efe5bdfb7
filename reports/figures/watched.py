"""What reports read. With each change of it the answers that were kept end.

Triggers note the changes (reports/migrations/0003_changes_are_noted.py); tests compare what is said
here with the statements of each report, and with the triggers.
"""

from certificates.models import CourseEffect, Exemption, KindRule, Pause, Requirement
from courses.models import (
    Answer,
    Contingent,
    Course,
    EngagedSession,
    Enrolment,
    EnrolmentEvent,
    Evaluation,
    FeedbackGiven,
    Interest,
    Qualification,
    QualificationPeriod,
    Question,
    SeatCount,
    SeatEvent,
    Seminar,
    SeminarSpan,
    Session,
    Speaker,
    Topic,
)
from organisations.models import (
    CentralOffice,
    Employment,
    Organisation,
    Programme,
    State,
    User,
)

READERS = (Organisation, CentralOffice)  # whose figures they are
SEMINARS = (*READERS, Seminar, SeminarSpan, Session, Course)
BOOKINGS = (*SEMINARS, Enrolment, EnrolmentEvent, Programme, State)
PARTICIPATION = (*BOOKINGS, Topic, Course.topics.through)
UTILISATION = (*BOOKINGS, SeatCount, SeatEvent, Contingent)
DEMAND = (*BOOKINGS, SeatCount, Interest)
COVERAGE = (
    *BOOKINGS,
    Employment,
    User,
    Requirement,
    Qualification,
    QualificationPeriod,
    CourseEffect,
    KindRule,
    Pause,
    Exemption,
)
EVALUATION = (*SEMINARS, Enrolment, Evaluation, FeedbackGiven, Question, Answer)
SPEAKERS = (*SEMINARS, Speaker, EngagedSession)
PRIORITIES = (*BOOKINGS, User)
EVERYTHING = frozenset(
    (*PARTICIPATION, *UTILISATION, *DEMAND, *COVERAGE, *EVALUATION, *SPEAKERS, *PRIORITIES)
)
