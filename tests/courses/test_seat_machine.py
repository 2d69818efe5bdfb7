"""Anybody does anything in any order: whatever happens, the seats stay just.

`make soak` runs it for long and with other dice each time.
"""

import logging
import os
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from courses.models import ApprovalStep, Contingent, Enrolment, Seminar
from courses.services import (
    approvals,
    calling_off,
    contingents,
    enrolments,
    exchange,
    offers,
    places,
    priorities,
    selecting,
    seminars,
)
from courses.services.audit import audit_seats
from courses.services.deadlines import keep_deadlines
from courses.services.moves import KEEP_DEADLINES
from courses.states import LIVE, UNUSED_SEAT, EnrolmentState, Priority
from fortbildung.shared.errors import Refused
from fortbildung.shared.work import _calling
from tests.courses.oracle import Snapshot, contradictions
from tests.courses.seat_world import NUMBER, PROMISES, WORLDS, build
from tests.factories import NOON

SOAK = bool(os.environ.get("SOAK"))
SETTINGS = settings(
    max_examples=2000 if SOAK else 50,
    stateful_step_count=80 if SOAK else 40,
    derandomize=not SOAK,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink] if SOAK else [Phase.generate],
)
HOURS = st.sampled_from([1, 13, 49, 121])
WHY = "Weil es so ist."


class Alarm(logging.Handler):
    """Remembers what was only written to the log."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.heard = []

    def emit(self, record):
        self.heard.append(record)


class Seats(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.now = NOON
        self.world = self.before = None
        self.acted = self.replanned = False
        self.alarm = Alarm()
        logging.getLogger("courses").addHandler(self.alarm)

    def teardown(self):
        logging.getLogger("courses").removeHandler(self.alarm)
        try:
            if self.world:
                assert audit_seats(now=self.now) == []
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    @initialize(plan=WORLDS, bookings=st.lists(st.tuples(NUMBER, NUMBER), min_size=3, max_size=9))
    def begin(self, plan, bookings):
        self.world = build(plan)
        self.before = Snapshot(self.now)
        for seminar, promises in enumerate(plan.promises):
            self._set_contingents(seminar, promises)
        for person, seminar in bookings:
            self._enrol(person, seminar, 0, False)

    @invariant()
    def seats_are_just(self):
        if self.acted:
            self.look()
            for _turn in range(9):
                if not self.asked_for_the_worker():
                    return
                self.keep_deadlines()
            raise AssertionError("the worker is asked for again and again")

    def look(self):
        after = Snapshot(self.now)
        found = list(contradictions(self.before, after, replanned=self.replanned))
        assert not found, "\n".join(found)
        assert not self.alarm.heard, self.alarm.heard[0].getMessage()
        self.before, self.acted, self.replanned = after, False, False

    def asked_for_the_worker(self):
        """Whether a service has asked for it; the order is then forgotten."""
        asked = _calling(KEEP_DEADLINES)
        calls = [call for _, call, _ in connection.run_on_commit]
        connection.run_on_commit = []
        return asked in calls

    def keep_deadlines(self):
        note(f"{self.now:%d.%m. %H:%M} worker: {keep_deadlines(now=self.now)}")
        self.look()

    def does(self, service, **facts):
        """Call it; a refusal is an answer, everything else is a bug."""
        shown = ", ".join(f"{name}={fact}" for name, fact in facts.items())
        outcome = "refused"
        try:
            with transaction.atomic():
                outcome = service(now=self.now, **facts)
            self.acted = True
        except Refused as refusal:
            outcome = f"refused: {refusal.messages}"
        except PermissionDenied:
            outcome = "not allowed"
        note(f"{self.now:%d.%m. %H:%M} {service.__name__}({shown}) → {outcome}")

    def some(self, *states, **facts):
        """Whether there is such an enrolment; of what was seen last."""
        return any(
            e["state"] in (states or LIVE) and all(e[name] == fact for name, fact in facts.items())
            for e in self.before.enrolments.values()
        )

    def seminars_that_are(self, **facts):
        return any(
            all(s[name] == fact for name, fact in facts.items())
            for s in self.before.seminars.values()
        )

    def seminar(self, number):
        return Seminar.objects.get(pk=_one(self.world.seminars, number).pk)

    def enrolment(self, number, *states):
        rows = Enrolment.objects.filter(state__in=states or LIVE).order_by("pk")
        return _one(rows.select_related("person", "organisation", "seminar"), number)

    def actor(self, who, person):
        """The person themselves, one of the managers, or the office."""
        deciders = self.world.deciders
        if who == 0 and person:
            return person
        return deciders[-1] if who == 1 else _one(deciders, who)

    # People

    @rule(person=NUMBER, seminar=NUMBER, who=NUMBER, override=st.booleans())
    def enrol(self, person, seminar, who, override):
        self._enrol(person, seminar, who, override)

    @rule(person=NUMBER, seminar=NUMBER)
    def enrol_oneself(self, person, seminar):
        self._enrol(person, seminar, 0, False)

    def _enrol(self, person, seminar, who, override):
        person = _one(self.world.people, person)
        self.does(
            enrolments.enrol,
            person=person,
            seminar=self.seminar(seminar),
            employment=person.job,
            by=self.actor(who, person),
            override_reason=WHY if override else "",
        )

    @precondition(lambda self: self.some())
    @rule(number=NUMBER, who=NUMBER)
    def cancel(self, number, who):
        if found := self.enrolment(number):
            self.does(enrolments.cancel, enrolment=found, by=self.actor(who, found.person))

    @precondition(lambda self: self.some("held", acceptance="pending"))
    @rule(number=NUMBER, yes=st.booleans())
    def answer_offer(self, number, yes):
        held = Enrolment.objects.filter(state=EnrolmentState.HELD, acceptance="pending")
        if found := _one(held.order_by("pk"), number):
            self.does(offers.accept if yes else offers.decline, enrolment=found, by=found.person)

    @precondition(lambda self: self.some(approval="pending"))
    @rule(number=NUMBER, who=NUMBER, yes=st.booleans())
    def decide(self, number, who, yes):
        steps = ApprovalStep.objects.pending().order_by("pk").select_related("enrolment__seminar")
        if step := _one(steps, number):
            by = self.world.deciders[-1] if step.stage == "office" else self.actor(who, None)
            if yes:
                self.does(approvals.approve, step=step, by=by)
            else:
                self.does(approvals.deny, step=step, by=by, reason=WHY)

    @precondition(lambda self: self.some("held", "confirmed"))
    @rule(number=NUMBER, person=NUMBER, who=NUMBER)
    def replace(self, number, person, who):
        seats = Enrolment.objects.filter(state__in=UNUSED_SEAT).order_by("pk")
        self._replace(_one(seats.select_related("person", "organisation"), number), person, who)

    @precondition(lambda self: self.some(person_id=None))
    @rule(number=NUMBER, person=NUMBER)
    def name(self, number, person):
        rows = Enrolment.objects.filter(state__in=LIVE, person=None).order_by("pk")
        self._replace(_one(rows.select_related("organisation", "booked_by"), number), person, 1)

    def _replace(self, seat, person, who):
        person = _one(self.world.people, person)
        self.does(
            exchange.replace,
            enrolment=seat,
            person=person,
            employment=person.job,
            by=self.actor(who, seat.person),
        )

    @precondition(lambda self: self.before.contingents)
    @rule(number=NUMBER, count=st.integers(1, 2))
    def reserve(self, number, count):
        promise = self.contingent(number)
        self.does(
            places.reserve,
            seminar=promise.seminar,
            organisation=promise.organisation or self.world.places[0],
            count=count,
            by=self.actor(1, None),
        )

    @precondition(lambda self: self.some())
    @rule(number=NUMBER, seminar=NUMBER, who=st.integers(0, 1))
    def rebook(self, number, seminar, who):
        if found := self.enrolment(number):
            by, seminar = self.actor(who, found.person), self.seminar(seminar)
            self.does(exchange.rebook, enrolment=found, seminar=seminar, by=by)

    # The office and the managers

    @rule(seminar=NUMBER, promises=PROMISES)
    def set_contingents(self, seminar, promises):
        self._set_contingents(seminar, promises)

    def _set_contingents(self, seminar, wanted):
        promises = {}
        for owner, reserved, more, days in wanted:
            node = _one([*self.world.nodes, self.world.office], owner)
            promises[node] = contingents.Promise(
                owner=node,
                reserved=reserved,
                limit=None if more is None else reserved + more,
                release_at=days and NOON + timedelta(days=days),
            )
        self.replanned = True
        self.does(
            contingents.set_contingents,
            seminar=self.seminar(seminar),
            promises=list(promises.values()),
            by=self.world.deciders[-1],
        )

    @precondition(lambda self: self.before.contingents)
    @rule(number=NUMBER, seats=st.integers(1, 3), who=NUMBER)
    def hand_back(self, number, seats, who):
        if found := self.contingent(number):
            by = self.actor(who, None)
            self.does(contingents.hand_back, contingent=found, seats=seats, by=by)

    @precondition(lambda self: self.before.contingents)
    @rule(number=NUMBER, to=NUMBER, seats=st.integers(1, 2), who=NUMBER)
    def give(self, number, to, seats, who):
        if found := self.contingent(number):
            self.replanned = True
            self.does(
                contingents.give,
                contingent=found,
                to=_one(self.world.nodes, to),
                seats=seats,
                by=self.actor(who, None),
            )

    def contingent(self, number):
        return _one(Contingent.objects.select_related("seminar").order_by("pk"), number)

    @precondition(lambda self: self.before.contingents)
    @rule(number=NUMBER, to=NUMBER)
    def charge(self, number, to):
        if found := self.enrolment(number):
            own = [None, *found.seminar.contingents.order_by("pk")]
            by, target = self.world.deciders[-1], own[to % len(own)]
            self.does(contingents.charge, enrolment=found, contingent=target, by=by, reason=WHY)

    @precondition(lambda self: self.some("waiting"))
    @rule(number=NUMBER, priority=st.sampled_from(Priority))
    def set_priority(self, number, priority):
        if found := self.enrolment(number, EnrolmentState.WAITING):
            by = self.world.deciders[-1]
            self.does(
                priorities.set_priority, enrolment=found, priority=priority, by=by, reason=WHY
            )

    @precondition(lambda self: self.some("waiting"))
    @rule(number=NUMBER)
    def seat(self, number):
        if found := self.enrolment(number, EnrolmentState.WAITING):
            by = self.world.deciders[-1]
            self.does(priorities.seat, enrolment=found, by=by, reason=WHY)

    @rule(
        seminar=NUMBER,
        capacity=st.integers(1, 6),
        limit=st.none() | st.integers(1, 3),
        days=st.sampled_from([12, 12, 20]),
    )
    def plan(self, seminar, capacity, limit, days):
        changed = self.seminar(seminar)
        changed.capacity, changed.provider_limit = capacity, limit
        changed.closes_at = NOON + timedelta(days=days)
        self.does(seminars.plan, seminar=changed, sessions=[], by=self.world.deciders[-1])

    @precondition(lambda self: not self.seminars_that_are(state="called_off") and self.some())
    @rule(seminar=NUMBER)
    def call_off(self, seminar):
        by = self.world.deciders[-1]
        self.does(calling_off.call_off, seminar=self.seminar(seminar), by=by, reason=WHY)

    @precondition(lambda self: self.seminars_that_are(state="called_off"))
    @rule(seminar=NUMBER)
    def reopen(self, seminar):
        called_off = Seminar.objects.filter(state="called_off").order_by("pk")
        if found := _one(called_off, seminar):
            by = self.world.deciders[-1]
            self.does(calling_off.reopen, seminar=found, by=by, reason=WHY)

    @precondition(lambda self: self.seminars_that_are(state="planned"))
    @rule(seminar=NUMBER)
    def publish(self, seminar):
        if found := _one(Seminar.objects.filter(state="planned").order_by("pk"), seminar):
            self.does(seminars.publish, seminar=found)

    @precondition(lambda self: self.seminars_that_are(allocation="selection"))
    @rule(seminar=NUMBER)
    def select(self, seminar):
        chosen = Seminar.objects.filter(allocation="selection").order_by("pk")
        if found := _one(chosen, seminar):
            selection = selecting.open_selection(seminar=found, now=self.now)
            self.does(selecting.commit, selection=selection, by=self.world.deciders[-1])

    # Time

    @rule(hours=HOURS, worker=st.booleans())
    def time_passes(self, hours, worker):
        self.now += timedelta(hours=hours)
        note(f"{self.now:%d.%m. %H:%M} time has passed")
        self.before = Snapshot(self.now)
        if worker:
            self.keep_deadlines()


def _one(things, number):
    """One of `things`, whatever the number; None when there are none."""
    things = list(things)
    return things[number % len(things)] if things else None


@pytest.mark.django_db
def test_whatever_people_do_the_seats_stay_just():
    run_state_machine_as_test(Seats, settings=SETTINGS)
