"""What must be true of all seats, computed from the rows in the plainest way.

Nothing here is shared with the code under test. A `Snapshot` is the database at one moment;
`contradictions` compares two of them.
"""

from itertools import combinations

from courses.models import Contingent, Enrolment, EnrolmentEvent, SeatCount, Seminar, Session

SEATS = {"held", "confirmed", "attended", "partly_attended", "absent"}
LIVE = SEATS | {"waiting"}
NOBODY = object()
FACTS = ["id", "seminar_id", "reserved", "limit", "release_at", "released_at", "used", "waiting"]


class Snapshot:
    """All seminars with their contingents and enrolments, as plain dicts by their keys."""

    def __init__(self, now):
        self.now = now
        self.seminars = _by_key(Seminar.objects.values())
        self.contingents = _by_key(Contingent.objects.values("organisation__path", *FACTS))
        self.enrolments = _by_key(Enrolment.objects.values())
        self.counts = {row["seminar_id"]: row for row in SeatCount.objects.values()}
        self.sessions = list(Session.objects.values("seminar_id", "starts_at", "ends_at"))
        moved = EnrolmentEvent.objects.order_by("pk")
        self.last_states = dict(moved.values_list("enrolment", "to_state"))

    def of(self, seminar, states=LIVE):
        return [
            e
            for e in self.enrolments.values()
            if e["seminar_id"] == seminar and e["state"] in states
        ]

    def own(self, seminar):
        return [c for c in self.contingents.values() if c["seminar_id"] == seminar]

    def inside(self, contingent):
        """The keys of the contingent and of all below it."""
        path = contingent["organisation__path"]
        return {
            c["id"]
            for c in self.own(contingent["seminar_id"])
            if c["id"] == contingent["id"]
            or (path and c["organisation__path"] and c["organisation__path"].startswith(path))
        }

    def used(self, contingent):
        keys = self.inside(contingent)
        seats = self.of(contingent["seminar_id"], SEATS)
        return sum(e["charged_to_id"] in keys for e in seats)

    def guarantee(self, contingent):
        released = contingent["released_at"] or (
            contingent["release_at"] and contingent["release_at"] <= self.now
        )
        return 0 if released else contingent["reserved"]

    def need(self, seminar, *, but=None, plus=NOBODY):
        """How many seats there would be if everybody claimed what is guaranteed to them."""
        claimed = [
            e["charged_to_id"] for e in self.of(seminar, SEATS) if but is None or e["id"] != but
        ]
        claimed += [plus] if plus is not NOBODY else []
        deepest_first = sorted(
            self.own(seminar), key=lambda c: len(c["organisation__path"] or ""), reverse=True
        )
        for contingent in deepest_first:
            keys = self.inside(contingent)
            have = sum(key in keys for key in claimed)
            claimed += [contingent["id"]] * (self.guarantee(contingent) - have)
        return len(claimed)

    def could_have(self, waiting, *, instead_of=None):
        """Whether a waiting person could use a free seat, or the one somebody else has got."""
        seminar = self.seminars[waiting["seminar_id"]]
        key, but = waiting["charged_to_id"], instead_of and instead_of["id"]
        if self.need(seminar["id"], but=but, plus=key) > seminar["capacity"]:
            return False
        others = [e for e in self.of(seminar["id"], SEATS) if e["id"] != but]
        for contingent in self.own(seminar["id"]):
            keys, limit = self.inside(contingent), contingent["limit"]
            have = sum(e["charged_to_id"] in keys for e in others)
            if key in keys and limit is not None and have >= limit:
                return False
        most = seminar["provider_limit"]
        same = sum(e["provider_id"] == waiting["provider_id"] for e in others)
        return (most is None or same < most) and not self.is_busy(waiting)

    def is_busy(self, waiting):
        """Whether the person sits in another seminar at the same time."""
        if waiting["override_reason"] or not waiting["person_id"]:
            return False
        return any(
            e["person_id"] == waiting["person_id"]
            and e["state"] in SEATS
            and e["id"] != waiting["rebooks_id"]
            and e["seminar_id"] != waiting["seminar_id"]
            and self.overlap(e["seminar_id"], waiting["seminar_id"])
            for e in self.enrolments.values()
        )

    def overlap(self, one, other):
        first = [s for s in self.sessions if s["seminar_id"] == one]
        second = [s for s in self.sessions if s["seminar_id"] == other]
        return any(
            a["starts_at"] < b["ends_at"] and b["starts_at"] < a["ends_at"]
            for a in first
            for b in second
        )

    def serves_by_itself(self, seminar):
        starts = [s["starts_at"] for s in self.sessions if s["seminar_id"] == seminar["id"]]
        return (
            seminar["state"] in {"open", "guaranteed"}
            and seminar["allocation"] == "first_come"
            and self.now < seminar["closes_at"]
            and self.now < min(starts)
        )

    def is_settled(self, seminar):
        """Whether nothing is due here: what is overdue ends, and what is due is released."""
        overdue = [e for e in self.of(seminar, {"held"}) if e["held_until"] <= self.now]
        due = [
            c
            for c in self.own(seminar)
            if not c["released_at"] and c["release_at"] and c["release_at"] <= self.now
        ]
        return not overdue and not due


def _by_key(rows):
    return {row["id"]: row for row in rows}


def contradictions(before, after, *, replanned):
    """What cannot be, in plain words; `replanned`: contingents were rearranged in between."""
    for seminar in after.seminars.values():
        yield from _too_many(before, after, seminar, replanned)
        yield from _counted_wrong(after, seminar)
        if after.serves_by_itself(seminar) and after.is_settled(seminar["id"]):
            yield from _unfair(before, after, seminar)
    yield from _twice(after)
    for enrolment in after.enrolments.values():
        if after.last_states.get(enrolment["id"]) != enrolment["state"]:
            yield f"the last event of {_name(enrolment)} is {after.last_states}"


def _too_many(before, after, seminar, replanned):
    """More than there may be is right only where it became less: something was lowered."""
    key, was = seminar["id"], before.seminars[seminar["id"]]
    taken, taken_before = len(after.of(key, SEATS)), len(before.of(key, SEATS))
    if taken > max(seminar["capacity"], taken_before):
        yield f"{taken} seats of {seminar['capacity']} taken in {seminar['number']}"
    need = after.need(key)
    if need > max(seminar["capacity"], taken, before.need(key)):
        yield f"{need} seats needed in {seminar['number']}, it has {seminar['capacity']}"
    for contingent in after.own(key):
        used, earlier = after.used(contingent), before.contingents.get(contingent["id"])
        allowed = contingent["limit"] if contingent["limit"] is not None else used
        if not replanned and used > max(allowed, before.used(earlier) if earlier else 0):
            yield f"limit {allowed} of contingent {contingent['id']} exceeded: {used}"
    most = seminar["provider_limit"]
    if most is not None and was["provider_limit"] == most:
        yield from _too_many_of_a_provider(before.of(key, SEATS), after.of(key, SEATS), most)


def _too_many_of_a_provider(before, after, most):
    for provider in {e["provider_id"] for e in after}:
        now = sum(e["provider_id"] == provider for e in after)
        then = sum(e["provider_id"] == provider for e in before)
        if now > max(most, then):
            yield f"provider {provider} has {now} seats, more than {most}"


def _counted_wrong(after, seminar):
    key, counts = seminar["id"], after.counts[seminar["id"]]
    found = [len(after.of(key, states)) for states in (SEATS, {"held"}, {"waiting"})]
    if [counts["taken"], counts["held"], counts["waiting"]] != found:
        yield f"{seminar['number']} counts {counts}, there are {found}"
    for contingent in after.own(key):
        charged = [e for e in after.of(key) if e["charged_to_id"] == contingent["id"]]
        used = sum(e["state"] in SEATS for e in charged)
        if (contingent["used"], contingent["waiting"]) != (used, len(charged) - used):
            yield f"contingent {contingent['id']} counts wrong: {contingent}"
    kept = after.need(key) - len(after.of(key, SEATS))
    if after.is_settled(key) and counts["kept"] != max(kept, 0):
        yield f"{seminar['number']} keeps {counts['kept']}, not {kept}"


def _unfair(before, after, seminar):
    waiting = after.of(seminar["id"], {"waiting"})
    seated = [e for e in after.of(seminar["id"], SEATS) if _has_just_got_it(e, before)]
    for somebody in waiting:
        if after.could_have(somebody):
            yield f"{_name(somebody)} waits although a seat is free"
        if somebody["id"] in before.enrolments and before.is_busy(somebody):
            continue
        for other in seated:
            if _turn(somebody) < _turn(other) and after.could_have(somebody, instead_of=other):
                yield f"{_name(other)} overtook {_name(somebody)}"


def _has_just_got_it(enrolment, before):
    was = before.enrolments.get(enrolment["id"])
    return enrolment["replaces_id"] is None and (was is None or was["state"] not in SEATS)


def _turn(enrolment):
    return enrolment["priority"], enrolment["requested_at"], enrolment["id"]


def _twice(after):
    live = [e for e in after.enrolments.values() if e["state"] in LIVE and e["person_id"]]
    for one, other in combinations(live, 2):
        if one["person_id"] != other["person_id"]:
            continue
        if one["seminar_id"] == other["seminar_id"]:
            yield f"{_name(one)} and {_name(other)} are of one person"
        elif _in_two_places(after, one, other):
            yield f"{_name(one)} and {_name(other)} are at the same time"


def _in_two_places(after, one, other):
    """Two seats at once, neither allowed by the office nor given up for the other soon."""
    return (
        {one["state"], other["state"]} <= SEATS
        and not (one["override_reason"] or other["override_reason"])
        and one["rebooks_id"] != other["id"]
        and other["rebooks_id"] != one["id"]
        and after.overlap(one["seminar_id"], other["seminar_id"])
    )


def _name(enrolment):
    return f"enrolment {enrolment['id']} ({enrolment['state']})"
