"""Waiving fees and keeping policies, at the services."""

import pytest
from django.core.exceptions import PermissionDenied

from courses.models import CancellationPolicy, CancellationTier
from courses.services.enrolments import cancel, enrol
from courses.services.fees import save_policy, waive
from fortbildung.shared.errors import Refused
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office, office_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def fee():
    policy = CancellationPolicy.objects.create(central_office=office(), name="Üblich")
    policy.tiers.create(days_before=40, amount=50)
    person = counsellor()
    seminar = SeminarFactory(cancellation_policy=policy)
    seat = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    cancel(enrolment=seat, by=person, now=NOON)
    return seat.cancellation_fee


def test_a_fee_is_waived_once_for_a_reason_and_noted(fee):
    staff = office_staff()
    with pytest.raises(Refused):
        waive(fee=fee, by=staff, reason=" ", now=NOON)
    waived = waive(fee=fee, by=staff, reason="Krankheit", now=NOON + A_DAY)
    assert (waived.waived_by, waived.waived_at) == (staff, NOON + A_DAY)
    event = fee.enrolment.events.latest("pk")
    assert (event.kind, event.by) == ("fee", staff)
    assert event.reason == "Stornobeitrag von 50,00 € erlassen: Krankheit"
    with pytest.raises(Refused):
        waive(fee=fee, by=staff, reason="Noch einmal", now=NOON)


def test_only_the_office_waives_fees_and_keeps_its_policies(fee):
    policy = fee.enrolment.seminar.cancellation_policy
    for person in (fee.enrolment.person, office_staff(office("Caritas"))):
        with pytest.raises(PermissionDenied):
            waive(fee=fee, by=person, reason="Gefallen", now=NOON)
        with pytest.raises(PermissionDenied):
            save_policy(policy=policy, tiers=[], by=person)
    assert policy.tiers.count() == 1


def test_a_policy_has_exactly_the_tiers_it_is_saved_with():
    policy = CancellationPolicy(central_office=office(), name="Üblich")
    for days in (5, 9):
        tiers = [CancellationTier(days_before=days, percent=50)]
        save_policy(policy=policy, tiers=tiers, by=office_staff())
        assert [tier.days_before for tier in policy.tiers.all()] == [days]
