from certificates.models.certificates import Certificate
from certificates.models.evidence import Equivalence, Evidence, RecognitionConsent
from certificates.models.kinds import Computed, CourseEffect, Decree, KindRule
from certificates.models.requirements import Exemption, Pause, Requirement

__all__ = [
    "Certificate",
    "Computed",
    "CourseEffect",
    "Decree",
    "Equivalence",
    "Evidence",
    "Exemption",
    "KindRule",
    "Pause",
    "RecognitionConsent",
    "Requirement",
]
