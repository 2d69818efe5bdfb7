"""Many book at the same moment and are entered together: as if one had come after the other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Contingent, Enrolment, LegalText, SeatCount
from courses.services.consents import TOGETHER, enrol_informing
from courses.services.enrolments import cancel, enrol, enrol_all, wish
from courses.services.queue import serve_queue
from fortbildung.shared import together
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.together import OneByOne
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    association,
    counsellor,
    provider,
    site,
)
from tests.waiting import until

WRITTEN_BY = "SELECT xmin::text, count(*) FROM courses_enrolment GROUP BY 1 ORDER BY 2"
COUNTS = ["taken", "held", "waiting", "kept", "last_joined_at"]
FACTS = ["state", "approval", "charged_to", "requested_at", "held_until", "priority", "note"]


def facts_of(enrolment):
    """What has become of somebody, without keys."""
    if isinstance(enrolment, Refused):
        return enrolment.messages
    kept = Enrolment.objects.filter(pk=enrolment.pk)
    events = enrolment.events.order_by("pk").values_list("from_state", "to_state", "at", "by")
    mails = OutgoingMail.objects.filter(to=enrolment.person.email).order_by("pk")
    return [
        kept.values_list(*FACTS).get(),
        list(events),
        [(mail.renderer, mail.arguments.get("position")) for mail in mails],
        vars(enrolment).get("position"),
    ]


def one_by_one(wishes):
    def outcome(each):
        facts = {name: getattr(each, name) for name in ("person", "seminar", "employment", "now")}
        try:
            return enrol(**facts)
        except Refused as refusal:
            return refusal

    return [outcome(each) for each in wishes]


def undone(enter, wishes):
    """What `enter` makes of the wishes, which is undone then."""
    with transaction.atomic():
        found = [facts_of(outcome) for outcome in enter(wishes)]
        counts = SeatCount.objects.order_by("seminar").values_list("seminar", *COUNTS)
        found = found, list(counts)
        transaction.set_rollback(True)
    return found


@pytest.fixture
def world(db):  # noqa: ARG001 – the database
    """People of three providers, two of them of one association."""
    awo, drk = association("AWO"), association("DRK")
    places = [
        site(name, below=provider(name, below=above))
        for name, above in (("A", awo), ("B", awo), ("C", drk))
    ]
    people = [counsellor(at=places[n % 3]) for n in range(6)]
    return awo, people


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_entered_together_is_as_entered_one_after_the_other(world, data):
    awo, people = world
    with transaction.atomic():
        seminars = [
            SeminarFactory(
                capacity=data.draw(st.integers(1, 4)),
                provider_limit=data.draw(st.sampled_from([None, 1])),
                approval_policy=data.draw(st.sampled_from(["none", "manager"])),
            )
            for _ in range(2)
        ]
        for seminar in seminars:
            if reserved := data.draw(st.integers(0, seminar.capacity)):
                Contingent.objects.create(seminar=seminar, organisation=awo, reserved=reserved)
            serve_queue(seminar=seminar, now=NOON)  # notes what is kept
        there = data.draw(st.lists(st.sampled_from(people[4:]), unique=True))
        for person in there:
            enrol(person=person, seminar=seminars[0], employment=person.job, now=NOON)
        wishes = [
            wish(
                person=person,
                seminar=data.draw(st.sampled_from(seminars)),
                employment=person.job,
                now=NOON + data.draw(st.integers(0, 9)) * A_DAY / 1000,
            )
            for person in data.draw(st.permutations(people))
        ]
        expected = undone(one_by_one, wishes)
        try:
            assert undone(enrol_all, wishes) == expected
        except OneByOne:
            assert any(seminar.provider_limit for seminar in seminars)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_where_somebody_waiting_could_be_served_nobody_is_entered_with_others():
    full, (waiting, *coming) = SeminarFactory(capacity=1), [counsellor() for _ in range(3)]
    elsewhere = SeminarFactory()  # at the same time
    seat = enrol(person=(first := counsellor()), seminar=full, employment=first.job, now=NOON)
    enrol(person=waiting, seminar=full, employment=waiting.job, now=NOON)
    other = enrol(person=waiting, seminar=elsewhere, employment=waiting.job, now=NOON)
    cancel(enrolment=seat, by=seat.person, now=NOON)  # who waits has a seat elsewhere
    cancel(enrolment=other, by=waiting, now=NOON)
    wishes = [wish(person=p, seminar=full, employment=p.job, now=NOON) for p in coming]
    with pytest.raises(OneByOne):
        enrol_all(wishes)
    assert full.enrolments.count() == 2


@pytest.fixture
def at_the_door(transactional_db, monkeypatch):  # noqa: ARG001 – the database
    """Everybody asks in this order while somebody holds the seminar; what each is told."""
    monkeypatch.setattr(together, "PATIENCE", 60)  # seconds; the machine may be slow

    def come(seminar, wishes):
        with ThreadPoolExecutor(len(wishes)) as crowd, transaction.atomic():
            type(seminar).objects.select_for_update().get(pk=seminar.pk)
            answers = []
            for before, (person, language) in enumerate(wishes):
                answers.append(crowd.submit(ask, seminar, person, language))
                until(lambda n=before: len(TOGETHER.waiting) == n and TOGETHER.busy)
        return [answer.result() for answer in answers]

    def ask(seminar, person, language):
        try:
            with translation.override(language):
                facts = {"employment": person.job, "by": person, "now": NOON}
                return enrol_informing(person=person, seminar=seminar, **facts)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    return come


def test_who_books_while_another_booking_waits_is_entered_with_the_others(at_the_door):
    seminar, people = SeminarFactory(capacity=2), [counsellor() for _ in range(6)]
    terms = {"kind": "terms", "regime": seminar.central_office.regime, "version": 9}
    told = LegalText.objects.create(**terms, title="Neu", valid_from=NOON, sections=[])
    made = at_the_door(seminar, [(person, "de") for person in people])
    assert [enrolment.person for enrolment in made] == people
    assert [enrolment.state for enrolment in made] == ["confirmed"] * 2 + ["waiting"] * 4
    assert [enrolment.position for enrolment in made[2:]] == [1, 2, 3, 4]
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_BY)  # the first alone, the others in one transaction
        assert [count for _, count in cursor.fetchall()] == [1, 5]
    assert [enrolment.consents.filter(text=told).count() for enrolment in made] == [1] * 6


def test_each_is_refused_in_their_own_words_and_stops_nobody(at_the_door):
    seminar = SeminarFactory(capacity=9)
    twice, english, last = counsellor(), counsellor(), counsellor()
    booked = enrol(person=english, seminar=seminar, employment=english.job, now=NOON)
    first, second, refused, made = at_the_door(
        seminar, [(twice, "de"), (twice, "de"), (english, "en"), (last, "de")]
    )
    assert (first.state, made.state) == ("confirmed", "confirmed")
    assert " ".join(second.messages) == (
        "Für diese Veranstaltung besteht bereits eine Anmeldung. Sie steht unter „Meine "
        "Fortbildungen“."
    )
    assert refused.messages == [
        "There is an enrolment in this seminar already. It stands under “My training”."
    ]
    assert set(seminar.enrolments.values_list("pk", flat=True)) == {first.pk, booked.pk, made.pk}
