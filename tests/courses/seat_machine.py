"""Seminars and people on which anything is done; after each act the seats are looked at."""

import logging
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from courses.models import Enrolment, Seminar
from courses.services import contingents, enrolments
from courses.services.audit import audit_seats
from courses.services.deadlines import keep_deadlines
from courses.services.moves import KEEP_DEADLINES
from courses.states import LIVE
from fortbildung.shared.errors import Refused
from fortbildung.shared.work import _calling
from tests.courses.oracle import Snapshot, contradictions
from tests.courses.seat_world import NUMBER, WORLDS, build
from tests.factories import NOON

HOURS = st.sampled_from([1, 13, 49, 121])
WHY = "Weil es so ist."


class Alarm(logging.Handler):
    """Remembers what was only written to the log."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.heard = []

    def emit(self, record):
        self.heard.append(record)


class SeatMachine(RuleBasedStateMachine):
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
                self.keep_deadlines()  # time may have passed without the worker
                found = audit_seats(now=self.now)
                assert not found, "\n".join(found)
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
        return Seminar.objects.get(pk=one(self.world.seminars, number).pk)

    def enrolment(self, number, *states):
        rows = Enrolment.objects.filter(state__in=states or LIVE).order_by("pk")
        return one(rows.select_related("person", "organisation", "seminar"), number)

    def actor(self, who, person):
        """The person themselves, one of the managers, or the office."""
        deciders = self.world.deciders
        if who == 0 and person:
            return person
        return deciders[-1] if who == 1 else one(deciders, who)

    def _enrol(self, person, seminar, who, override):
        person = one(self.world.people, person)
        self.does(
            enrolments.enrol,
            person=person,
            seminar=self.seminar(seminar),
            employment=person.job,
            by=self.actor(who, person),
            override_reason=WHY if override else "",
        )

    def _set_contingents(self, seminar, wanted):
        promises = {}
        for owner, reserved, more, days in wanted:
            node = one([*self.world.nodes, self.world.office], owner)
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

    @rule(hours=HOURS, worker=st.booleans())
    def time_passes(self, hours, worker):
        self.now += timedelta(hours=hours)
        note(f"{self.now:%d.%m. %H:%M} time has passed")
        self.before = Snapshot(self.now)
        if worker:
            self.keep_deadlines()


def one(things, number):
    """One of `things`, whatever the number; None when there are none."""
    things = list(things)
    return things[number % len(things)] if things else None
