"""Numbers of seminars: the course, the year, and one more than there is."""

from courses.models import Course, Seminar


def next_number(*, course: Course, year: int) -> str:
    """The first number of the course in that year nobody has."""
    prefix = f"{course.code}-{year}-"
    taken = set(Seminar.objects.filter(number__startswith=prefix).values_list("number", flat=True))
    free = (f"{prefix}{n:02}" for n in range(1, len(taken) + 2))
    return next(number for number in free if number not in taken)
