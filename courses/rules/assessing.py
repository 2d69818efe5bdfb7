from django.utils.translation import gettext as _

from courses.rules.times import first_start
from courses.states import RECORDED


def reasons_not_to_assess(*, seminar, now):
    """Why nobody's test or project may be assessed."""
    if not seminar.course.awards_certificate:
        yield _("This course does not lead to a certificate of achievement.")
    if seminar.state not in RECORDED:
        yield _("Nobody takes part in this seminar at the moment.")
    start = first_start(seminar)
    if start is None or now < start:
        yield _("The seminar has not begun yet.")
