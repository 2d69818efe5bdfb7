"""What people, managers and the office do to seats, as rules of the machine."""

from datetime import timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

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
from courses.states import LIVE, UNUSED_SEAT, EnrolmentState, Priority
from fortbildung.shared.together import OneByOne
from tests.courses.seat_machine import WHY, SeatMachine, one
from tests.courses.seat_world import NUMBER, PROMISES
from tests.factories import NOON


class Bookings(SeatMachine):
    """People and their managers: they book, leave, answer, decide and exchange."""

    @rule(person=NUMBER, seminar=NUMBER, who=NUMBER, override=st.booleans())
    def enrol(self, person, seminar, who, override):
        self._enrol(person, seminar, who, override)

    @rule(person=NUMBER, seminar=NUMBER)
    def enrol_oneself(self, person, seminar):
        self._enrol(person, seminar, 0, False)

    @rule(wanted=st.lists(st.tuples(NUMBER, NUMBER), min_size=2, max_size=6))
    def enrol_at_once(self, wanted):
        people = {one(self.world.people, who): self.seminar(which) for who, which in wanted}
        self.does(_enrol_all, people=people)

    @precondition(lambda self: self.some())
    @rule(number=NUMBER, who=NUMBER)
    def cancel(self, number, who):
        if found := self.enrolment(number):
            self.does(enrolments.cancel, enrolment=found, by=self.actor(who, found.person))

    @precondition(lambda self: self.some("held", acceptance="pending"))
    @rule(number=NUMBER, yes=st.booleans())
    def answer_offer(self, number, yes):
        held = Enrolment.objects.filter(state=EnrolmentState.HELD, acceptance="pending")
        if found := one(held.order_by("pk"), number):
            self.does(offers.accept if yes else offers.decline, enrolment=found, by=found.person)

    @precondition(lambda self: self.some(approval="pending"))
    @rule(number=NUMBER, who=NUMBER, yes=st.booleans())
    def decide(self, number, who, yes):
        steps = ApprovalStep.objects.pending().order_by("pk").select_related("enrolment__seminar")
        if step := one(steps, number):
            by = self.world.deciders[-1] if step.stage == "office" else self.actor(who, None)
            if yes:
                self.does(approvals.approve, step=step, by=by)
            else:
                self.does(approvals.deny, step=step, by=by, reason=WHY)

    @precondition(lambda self: self.some("held", "confirmed"))
    @rule(number=NUMBER, person=NUMBER, who=NUMBER)
    def replace(self, number, person, who):
        seats = Enrolment.objects.filter(state__in=UNUSED_SEAT).order_by("pk")
        self._replace(one(seats.select_related("person", "organisation"), number), person, who)

    @precondition(lambda self: self.some(person_id=None))
    @rule(number=NUMBER, person=NUMBER)
    def name(self, number, person):
        rows = Enrolment.objects.filter(state__in=LIVE, person=None).order_by("pk")
        self._replace(one(rows.select_related("organisation", "booked_by"), number), person, 1)

    def _replace(self, seat, person, who):
        person = one(self.world.people, person)
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


def _enrol_all(*, people, now):
    """As a process enters those who book at the same moment, if it can."""
    wishes = [
        enrolments.wish(person=person, seminar=seminar, employment=person.job, now=now)
        for person, seminar in people.items()
    ]
    try:
        with transaction.atomic():
            return enrolments.enrol_all(wishes)
    except OneByOne:
        return "one by one"


class Planning(SeatMachine):
    """The office and the managers: they promise, give, prefer, plan, call off and select."""

    @rule(seminar=NUMBER, promises=PROMISES)
    def set_contingents(self, seminar, promises):
        self._set_contingents(seminar, promises)

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
                to=one(self.world.nodes, to),
                seats=seats,
                by=self.actor(who, None),
            )

    def contingent(self, number):
        return one(Contingent.objects.select_related("seminar").order_by("pk"), number)

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
        if found := one(called_off, seminar):
            by = self.world.deciders[-1]
            self.does(calling_off.reopen, seminar=found, by=by, reason=WHY)

    @precondition(lambda self: self.seminars_that_are(state="planned"))
    @rule(seminar=NUMBER)
    def publish(self, seminar):
        if found := one(Seminar.objects.filter(state="planned").order_by("pk"), seminar):
            self.does(seminars.publish, seminar=found)

    @precondition(lambda self: self.seminars_that_are(allocation="selection"))
    @rule(seminar=NUMBER)
    def select(self, seminar):
        chosen = Seminar.objects.filter(allocation="selection").order_by("pk")
        if found := one(chosen, seminar):
            selection = selecting.open_selection(seminar=found, now=self.now)
            self.does(selecting.commit, selection=selection, by=self.world.deciders[-1])
