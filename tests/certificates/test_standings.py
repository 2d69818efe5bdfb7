"""How people stand towards what is required of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.models import Requirement
from certificates.services import requirements as services
from certificates.services.standings import standings
from courses.models import QualificationPeriod
from courses.services.enrolments import cancel, enrol
from fortbildung.shared.errors import Refused
from organisations.models import Employment
from tests.certificates.kinds import fact, grants, kind
from tests.certificates.required import TODAY, exemption, pause, requirement, state, status
from tests.factories import (
    NOON,
    SeminarFactory,
    counsellor,
    has_qualified,
    manager,
    office_staff,
    programme,
    provider,
    site,
)

pytestmark = pytest.mark.django_db
STARTED = date(2025, 9, 28)  # 400 days before NOON


@pytest.fixture
def recht():
    """Valid for 24 months, renewable six months before and three after."""
    return kind()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-07-29", "in_window"),
        ("2026-07-30", "due_soon"),
        ("2026-09-28", "due_soon"),
        ("2026-09-29", "overdue"),
    ],
)
def test_who_never_had_it_has_so_many_months_from_the_beginning(recht, on, expected):
    requirement(recht, warn_days=60)
    person = counsellor()
    assert person.job.starts == STARTED
    assert state(person, date.fromisoformat(on)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-01", "met"),
        ("2027-06-30", "met"),
        ("2027-07-01", "in_window"),
        ("2027-11-02", "due_soon"),
        ("2028-01-01", "due_soon"),
        ("2028-01-02", "overdue"),
        ("2028-04-01", "overdue"),
        ("2028-04-02", "expired"),
    ],
)
def test_a_proof_runs_through_all_states(recht, on, expected):
    requirement(recht, warn_days=60)
    person = counsellor()
    fact(person, recht, date(2026, 1, 1))
    assert state(person, date.fromisoformat(on)) == expected


def test_a_kind_without_end_is_met_for_ever():
    gone = kind(validity="none", months=0, window_months=None)
    requirement(gone)
    person = counsellor()
    fact(person, gone, date(2026, 1, 1))
    assert state(person, date(2040, 1, 1)) == "met"


def test_without_grace_it_is_expired_at_once():
    bald = kind(grace_months=0)
    requirement(bald)
    person = counsellor()
    fact(person, bald, date(2024, 1, 1))
    assert state(person, date(2026, 9, 29)) == "expired"


def test_who_comes_with_an_expired_proof_has_the_time_of_a_beginner(recht):
    requirement(recht)
    person = counsellor()
    fact(person, recht, date(2020, 1, 1))
    assert state(person, date(2026, 1, 1)) == "in_window"
    assert state(person, date(2026, 9, 29)) == "expired"


def test_a_new_requirement_counts_from_when_it_was_made(recht):
    asked = requirement(recht, valid_from=date(2026, 10, 1), within_months=6)
    person = counsellor()
    assert state(person, date(2026, 9, 30)) is None
    assert status(person).due == date(2027, 4, 1)
    assert asked.sample is False


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"function": "counsellor"}, True),
        ({"function": "manager"}, False),
        ({"least_share": "0.50", "most_share": "1.00"}, True),
        ({"most_share": "0.99"}, False),
        ({"least_share": "1.00"}, True),
    ],
)
def test_function_and_share_narrow_it_down(recht, fields, asked):
    requirement(recht, **fields)
    assert (state(counsellor()) is not None) is asked


def test_programme_and_association_narrow_it_down(recht):
    person = counsellor()
    there = person.job.organisation.get_root()
    requirement(recht, programme=programme(), organisation=there)
    assert state(person) == "overdue"
    Requirement.objects.update(programme=programme("JMD"))
    assert state(person) is None
    Requirement.objects.update(programme=None, organisation=provider("Träger Zwei"))
    assert state(person) is None


def test_a_pause_lets_the_deadline_wait_as_long(recht):
    requirement(recht, warn_days=0)
    person = counsellor()
    pause(person, date(2026, 1, 1), date(2026, 1, 31))
    assert state(person, date(2026, 1, 15)) == "paused"
    assert status(person, date(2026, 2, 1)).due == date(2026, 10, 29)  # 31 days later
    assert state(person, date(2026, 10, 29)) == "due_soon"
    assert state(person, date(2026, 10, 30)) == "overdue"


def test_a_pause_without_end_rests_until_it_has_one(recht):
    requirement(recht)
    person = counsellor()
    pause(person, date(2026, 1, 1))
    assert state(person, date(2029, 1, 1)) == "paused"


def test_two_pauses_add_up_and_one_after_the_deadline_does_not(recht):
    requirement(recht)
    person = counsellor()
    pause(person, date(2026, 1, 1), date(2026, 1, 10))
    pause(person, date(2026, 10, 1), date(2026, 10, 10))  # within the ten days gained
    pause(person, date(2027, 1, 1), date(2027, 6, 30))
    assert status(person, date(2026, 12, 1)).due == date(2026, 10, 18)


def test_whoever_is_valid_is_met_also_while_away(recht):
    requirement(recht)
    person = counsellor()
    fact(person, recht, TODAY)
    pause(person, TODAY)
    assert state(person) == "met"


def test_an_exemption_holds_from_its_first_to_its_last_day(recht):
    asked, person = requirement(recht), counsellor()
    exemption(person, asked, date(2026, 11, 1), date(2026, 11, 30))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert [state(person, day) for day in days] == ["overdue", "exempt", "exempt", "overdue"]


def test_an_exemption_holds_for_later_versions_too_until_it_is_ended(recht):
    asked, person, boss = requirement(recht), counsellor(), manager()
    free = exemption(person, asked, TODAY, TODAY + timedelta(days=90))
    changed = Requirement(
        title="Neu", qualification=recht, within_months=6, valid_from=TODAY + timedelta(days=7)
    )
    services.change(version=asked, changed=changed, by=boss, now=NOON)
    assert state(person, TODAY + timedelta(days=10)) == "exempt"
    services.end_exemption(exemption=free, by=boss, now=NOON)
    assert state(person, TODAY + timedelta(days=10)) == "overdue"
    with pytest.raises(Refused):
        services.end_exemption(exemption=free, by=boss, now=NOON)


def test_a_booked_seat_counts_as_planned_until_it_is_given_up(recht):
    requirement(recht)
    person = counsellor()
    seminar = SeminarFactory(course=grants(recht))
    seat = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    assert (state(person), status(person).planned) == ("planned", date(2026, 12, 3))
    cancel(enrolment=seat, by=person, now=NOON)
    assert state(person) == "overdue"


@pytest.mark.parametrize(
    ("had_it_on", "expected"),
    [(None, "overdue"), (date(2025, 1, 15), "planned"), (date(2024, 8, 1), "overdue")],
)
def test_a_refresher_counts_as_planned_only_where_it_helps(recht, had_it_on, expected):
    """It ends on 3 December: in the window, or after the grace has ended on 1 November."""
    requirement(recht)
    person = counsellor()
    if had_it_on:
        fact(person, recht, had_it_on)
    seminar = SeminarFactory(course=grants(recht, does="renews"))
    enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    on = date(2026, 10, 30)
    assert state(person, on if had_it_on == date(2024, 8, 1) else TODAY) == expected


def test_last_years_state_is_shown_by_last_years_version(recht):
    asked, office = requirement(recht, within_months=24), office_staff()
    person = counsellor()
    changed = Requirement(
        title="Strenger", qualification=recht, within_months=6, valid_from=date(2026, 10, 1)
    )
    made = services.change(version=asked, changed=changed, by=office, now=NOON)
    assert made.line == asked.line
    assert [state(person, day) for day in (date(2026, 9, 30), date(2026, 10, 1))] == [
        "in_window",
        "overdue",
    ]


def test_versions_follow_each_other_and_what_is_over_is_not_changed(recht):
    asked, office = requirement(recht), office_staff()
    early = Requirement(title="x", qualification=recht, valid_from=date(2019, 1, 1))
    with pytest.raises(Refused):
        services.change(version=asked, changed=early, by=office, now=NOON)
    same_day = Requirement(title="Neu", qualification=recht, valid_from=asked.valid_from)
    services.change(version=asked, changed=same_day, by=office, now=NOON)
    assert list(Requirement.objects.values_list("pk", "title")) == [(asked.pk, "Neu")]
    services.end(version=asked, last_day=date(2026, 6, 30))
    late = Requirement(title="x", qualification=recht, valid_from=date(2026, 8, 1))
    with pytest.raises(Refused):
        services.change(version=asked, changed=late, by=office, now=NOON)
    with pytest.raises(Refused):
        services.end(version=asked, last_day=date(2019, 12, 31))


def test_somebody_with_two_employments_has_one_line(recht):
    person = counsellor()
    Employment.objects.create(
        user=person,
        organisation=site("Zweite"),
        programme=programme("JMD"),
        starts=TODAY,
        state="confirmed",
        decided_at=NOON,
    )
    requirement(recht)
    requirement(recht, title="Nur JMD", programme=programme("JMD"), within_months=6)
    jobs = Employment.objects.current(TODAY).in_full()
    (line,) = standings(jobs, on=TODAY).lines
    assert sorted(status.state for status in line.statuses.values()) == ["in_window", "overdue"]


@pytest.mark.parametrize("people", [1, 5])
def test_standings_cost_the_same_for_one_and_many(people, django_assert_num_queries, recht):
    asked = requirement(recht)
    for _number in range(people):
        person = counsellor()
        fact(person, recht, TODAY)
        pause(person, TODAY)
        exemption(person, asked)
        enrol(
            person=person,
            seminar=SeminarFactory(course=grants(recht)),
            employment=person.job,
            now=NOON,
        )
    with django_assert_num_queries(7):
        found = standings(Employment.objects.current(TODAY).in_full(), on=TODAY)
    assert len(found.lines) == people


@pytest.mark.parametrize(
    ("last", "grace"), [(None, NOON.date()), (NOON.date(), None)], ids=["no end", "no grace"]
)
def test_the_database_refuses_a_period_whose_end_and_grace_do_not_agree(last, grace):
    period = QualificationPeriod.objects.filter(record=has_qualified(counsellor()))
    with pytest.raises(IntegrityError), transaction.atomic():
        period.update(last_day=last, grace_until=grace)
