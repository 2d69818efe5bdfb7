"""The demo tells a living story: what everybody sees first must not be broken."""

from decimal import Decimal

import pytest
from django.utils import timezone

from certificates.models import Certificate
from cms.models import CoursePage
from courses.models import Enrolment, FeedbackGiven, ParticipantNeeds, Seminar
from courses.services.check_in import open_sessions_of
from courses.services.queue import position
from courses.states import PUBLIC, EnrolmentState, SeminarState
from fortbildung.demo import story
from fortbildung.shared.models import OutgoingMail
from organisations.demo import DEMO_LOGINS, DEMO_PASSWORD
from organisations.models import Organisation
from reports.models import TravelClaim
from reports.services.dossier import dossier_of


@pytest.mark.django_db
def test_the_demo_loads_and_lets_every_role_in(client):
    steps = []
    story.tell(now=timezone.now(), say=steps.append)
    assert len(steps) == 8
    assert (CoursePage.objects.live().count(), Organisation.objects.sites().count()) == (52, 83)
    states = Seminar.objects.values_list("state", flat=True)
    assert sum(state in PUBLIC for state in states) == 41
    assert sum(state == SeminarState.CLOSED for state in states) == 48
    attended = Enrolment.objects.filter(state=EnrolmentState.ATTENDED)
    assert Certificate.objects.count() == attended.count() > 200
    hers = Enrolment.objects.filter(person__email=DEMO_LOGINS[0][1])
    # One of the twelve seats is kept for an association nobody came from.
    assert position(hers.get(state=EnrolmentState.WAITING)) == 7
    assert {e.state for e in hers} == {"waiting", "confirmed", "attended"}
    assert open_sessions_of(hers[0].person, now=timezone.localtime().replace(hour=13))
    assert not OutgoingMail.objects.filter(sent_at=None).exists()
    assert FeedbackGiven.objects.count() == 13
    assert ParticipantNeeds.objects.count() > 0
    look_at_the_account()
    for _role, email in DEMO_LOGINS:
        assert client.login(email=email, password=DEMO_PASSWORD), email


def look_at_the_account():
    """One seminar is charged, planned and paid; somebody waits for their travel costs."""
    accounted = Seminar.objects.select_related("course", "central_office").get(
        funding__isnull=False
    )
    found = dossier_of(accounted, now=timezone.now())
    assert (found.account.actual, len(found.vouchers)) == (Decimal("2893.55"), 4)
    assert found.days > 0
    assert TravelClaim.objects.count() == 1
