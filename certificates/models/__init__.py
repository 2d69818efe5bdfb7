from certificates.models.certificates import Certificate
from certificates.models.kinds import Computed, CourseEffect, Decree, KindRule

__all__ = ["Certificate", "Computed", "CourseEffect", "Decree", "KindRule"]
