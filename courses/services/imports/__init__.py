from courses.services.imports.courses import import_courses
from courses.services.imports.seminars import import_seminars

__all__ = ["import_courses", "import_seminars"]
