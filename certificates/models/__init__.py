from certificates.models.certificates import Certificate
from certificates.models.designs import Design, PaperLanguage, Picture, TextBlock
from certificates.models.evidence import Equivalence, Evidence, RecognitionConsent
from certificates.models.kinds import Computed, CourseEffect, Decree, KindRule
from certificates.models.reminders import Reminder
from certificates.models.requirements import Exemption, Pause, Requirement
from certificates.models.runs import Run
from certificates.models.seals import Seal, SealedRecord

__all__ = [
    "Certificate",
    "Computed",
    "CourseEffect",
    "Decree",
    "Design",
    "Equivalence",
    "Evidence",
    "Exemption",
    "KindRule",
    "PaperLanguage",
    "Pause",
    "Picture",
    "RecognitionConsent",
    "Reminder",
    "Requirement",
    "Run",
    "Seal",
    "SealedRecord",
    "TextBlock",
]
