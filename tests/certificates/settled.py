"""Seminars that are over: attendance recorded, closed, certificates owed."""

from courses.models import Enrolment
from courses.services.attendance import record_attendance
from courses.services.enrolments import enrol
from courses.services.seminars import close
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor

AFTER = NOON + 60 * A_DAY  # 1 January 2027


def settled(*people, seminar=None, minutes=420):
    """The enrolments of `people` in a closed seminar, each there `minutes` of every session."""
    seminar = seminar or SeminarFactory()
    people = people or [counsellor()]
    made = [enrol(person=p, seminar=seminar, employment=p.job, now=NOON) for p in people]
    sessions = {session.pk: minutes for session in seminar.sessions.all()}
    attendance = {enrolment.pk: sessions for enrolment in made}
    record_attendance(seminar=seminar, minutes=attendance, by=people[0], now=AFTER)
    close(seminar=seminar, now=AFTER)
    return list(Enrolment.objects.filter(pk__in=attendance).order_by("pk"))
