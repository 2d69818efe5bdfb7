import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.models import Attendance, Contingent, Enrolment, Seminar
from courses.services.audit import audit_seats
from courses.states import EnrolmentState, SeminarState
from organisations.models import Employment, Organisation


@pytest.mark.django_db
def test_a_generated_load_is_as_the_audit_wants_it_but_for_the_mails():
    call_command("generate_load", seminars=60, enrolments=1500)

    told_of = [
        finding for finding in audit_seats(now=timezone.now()) if "nobody was told" not in finding
    ]
    assert told_of == []
    assert Seminar.objects.count() == 60
    assert Enrolment.objects.count() == 1500
    assert {*Seminar.objects.values_list("state", flat=True)} >= {
        SeminarState.OPEN,
        SeminarState.CLOSED,
    }
    assert {*Enrolment.objects.values_list("state", flat=True)} == {*EnrolmentState.values} - {
        "held",
        "declined",
        "replaced",
        "not_selected",
    }


@pytest.mark.django_db
def test_a_generated_load_comes_on_top_of_what_is_there():
    call_command("generate_load", seminars=20, enrolments=300)
    call_command("generate_load", seminars=20, enrolments=300)

    assert Seminar.objects.count() == 40
    assert Organisation.find_problems() == ([], [], [], [], [])
    assert Employment.objects.filter(ends__isnull=False).exists()
    assert Contingent.objects.filter(used__gt=0).exists()
    for enrolment in Enrolment.objects.filter(state="attended")[:20]:
        minutes = Attendance.objects.filter(enrolment=enrolment).values_list("minutes", flat=True)
        sessions = enrolment.seminar.sessions.all()
        assert sorted(minutes) == sorted(session.minutes for session in sessions)
