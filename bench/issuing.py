"""How many certificates one process issues: numbered, set, signed, sealed, stored and told."""

import time

from django.utils import timezone

from bench import world
from bench.drive import drain
from bench.table import Row
from certificates import pdf
from certificates.models import Certificate
from certificates.services import running
from courses.models import Enrolment, Seminar
from courses.states import EnrolmentState, SeminarState
from organisations.models import User
from organisations.states import RoleKind

EACH = 20  # participants of a seminar
ALONE = 100  # papers set for the floor


def issuing(bench):
    """(h) A job as large as a year of the whole sector, run by one process."""
    count = bench.count(10_000)
    office = owe(bench, count)
    by = User.objects.filter(roles__kind=RoleKind.OFFICE_STAFF, roles__central_office=office)
    before = Certificate.objects.count()
    run = running.start(office=office, by=by.first(), now=timezone.now())
    begun, spent = time.perf_counter(), time.process_time()
    running.carry_on(now=timezone.now())
    seconds, spent = time.perf_counter() - begun, time.process_time() - spent
    run.refresh_from_db()
    floor = typst_alone()
    owed, drained = drain()
    yield Row(
        f"issuing {count} certificates, one process",
        figure=f"{count / seconds:.1f}/s",
        floor=f"{floor:.1f}/s",
        share=f"{count / seconds / floor:.0%}",
        errors=str(count - (Certificate.objects.count() - before) + run.hindered),
        owed=str(owed),
        drained=f"{drained:.1f}",
        remark=f"floor: Typst alone; {spent / count * 1000:.0f} ms of processor each",
    )


def owe(bench, count):
    """An office that owes so many, in closed seminars of twenty."""
    people = bench.world.crowd[:count]
    for start in range(0, count, EACH):
        seminar = bench.world.seminar(capacity=EACH)
        world.let_wait(people[start : start + EACH], seminar)
        enrolled = Enrolment.objects.filter(seminar=seminar)
        units = seminar.course.teaching_units
        came = EnrolmentState.ATTENDED
        enrolled.update(state=came, attended_units=units, attended_days=[units])
        Seminar.objects.filter(pk=seminar.pk).update(state=SeminarState.CLOSED)
    return seminar.central_office


def typst_alone():
    """Papers a second, when nothing is done but setting one with a picture of its code."""
    made = Certificate.objects.exclude(credential=None).latest("pk")
    begun = time.process_time()
    for _paper in range(ALONE):
        pdf.render(made.facts, credential=made.credential, pictures={}, at=made.issued_at)
    return ALONE / (time.process_time() - begun)
