"""One seminar again, or a whole year, on new dates."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.models import CancellationPolicy, Contingent, SeatCount, Seminar
from courses.rules import warnings_of_contract
from courses.services.copying import copy, preview, preview_all, same_week, to_be_copied
from courses.services.engaging import engage
from courses.services.seminars import plan
from fortbildung.shared.errors import Refused
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    association,
    land,
    office,
    office_staff,
    speaker,
    venue,
)

pytestmark = pytest.mark.django_db
FIRST = date(2026, 12, 2)  # the first day of the factory's seminar, a Wednesday
NEXT = date(2027, 12, 1)  # the Wednesday of the same week


def in_house(seminar, house):
    sessions = list(seminar.sessions.order_by("starts_at"))
    for session in sessions:
        session.venue_room = house.rooms.first()
    seminar.venue = house
    plan(seminar=seminar, sessions=sessions, now=NOON)
    return seminar


def copied(seminar, day=NEXT):
    return copy(source=seminar, first_day=day, by=office_staff(), now=NOON)


def seen(seminar, day=NEXT):
    return preview(source=to_be_copied(Seminar.objects.filter(pk=seminar.pk)).get(), first_day=day)


def test_a_copy_is_planned_with_everything_that_belongs_to_it():
    policy = CancellationPolicy.objects.create(central_office=office(), name="Üblich")
    seminar = in_house(SeminarFactory(fee=60, cancellation_policy=policy, number="X"), venue())
    engage(seminar=seminar, speaker=speaker(), now=NOON)
    Contingent.objects.create(
        seminar=seminar, organisation=association(), reserved=3, release_at=NOON + 10 * A_DAY
    )
    made = copied(seminar)
    assert (made.state, made.number, made.fee, made.cancellation_policy) == (
        "planned",
        f"{seminar.course.code}-2027-01",
        60,
        policy,
    )
    days = [timezone.localtime(s.starts_at) for s in made.sessions.order_by("starts_at")]
    assert [f"{day:%d.%m.%Y %H:%M}" for day in days] == ["01.12.2027 09:00", "02.12.2027 09:00"]
    assert {s.venue_room.name for s in made.sessions.all()} == {"Saal"}
    assert made.place == "Haus am Wannsee, Berlin"
    assert [(e.speaker.name, e.whole, e.parts.count()) for e in made.engagements.all()] == [
        ("Jo Beispiel", True, 2)
    ]
    promised = made.contingents.get()
    assert (promised.reserved, promised.release_at) == (3, NOON + 374 * A_DAY)
    assert SeatCount.objects.get(seminar=made).kept == 3
    assert made.closes_at - seminar.closes_at == 364 * A_DAY
    # The clocks change on another day; enrolment opens at noon all the same.
    assert f"{timezone.localtime(made.opens_at):%d.%m.%Y %H:%M}" == "02.10.2027 13:00"


def test_what_is_not_free_stays_behind_and_is_told_before():
    house, jo = venue(), speaker()
    seminar = in_house(SeminarFactory(), house)
    engage(seminar=seminar, speaker=jo, now=NOON)
    other = in_house(SeminarFactory(number="S-9", days=1, days__start=NOON + 394 * A_DAY), house)
    engage(seminar=other, speaker=jo, now=NOON)
    assert seen(seminar).warnings[:2] == [
        f"Ohne Raum: „Saal“ ist durch {other} belegt.",
        f"Ohne Jo Beispiel, die Person lehrt dann in {other}.",
    ]
    made = copied(seminar)
    assert [s.venue_room for s in made.sessions.order_by("starts_at")] == [
        None,
        house.rooms.get(),
    ]
    assert made.engagements.get().parts.count() == 1


def test_holidays_of_the_land_small_rooms_and_old_contracts_are_warned_of():
    house = venue(land=land("BE"))
    seminar = in_house(SeminarFactory(capacity=25), house)
    engage(seminar=seminar, speaker=speaker(consented_on=FIRST), now=NOON)
    monday = date(2028, 5, 1)
    assert seen(seminar, monday).warnings == [
        "Mo, 1. Mai 2028 ist ein gesetzlicher Feiertag: Erster Mai.",
        "Der Raum „Saal“ fasst 20 Personen; angeboten werden 25 Plätze.",
        next(warnings_of_contract(speaker=speaker("Kim"), last_day=monday)).replace(
            "Kim", "Jo Beispiel"
        ),
    ]


def test_a_course_that_takes_place_then_already_is_told():
    seminar = SeminarFactory()
    made = copied(seminar)
    assert seen(seminar).warnings == [f"Der Kurs findet dann schon statt: {made.number}."]


def test_a_year_is_copied_week_by_week():
    late, early = SeminarFactory(days__start=NOON + 90 * A_DAY), SeminarFactory()
    without = SeminarFactory(days=0)
    rows = to_be_copied(Seminar.objects.filter(pk__in=[late.pk, early.pk, without.pk]))
    dated = [seminar for seminar in rows if seminar != without]
    assert {seminar: same_week(seminar, years=1) for seminar in dated} == {
        early: date(2027, 12, 8),  # 2026 has a week more
        late: date(2028, 1, 30),
    }


@pytest.mark.parametrize("rows", [1, 5])
def test_a_preview_costs_the_same_for_one_and_many(rows, django_assert_num_queries):
    house = venue()
    for number in range(rows):
        seminar = SeminarFactory(days__start=NOON + (30 + number * 7) * A_DAY)
        in_house(seminar, house)
        engage(seminar=seminar, speaker=speaker(f"Jo {number}"), now=NOON)
    with django_assert_num_queries(9):
        copies = preview_all((s, NEXT) for s in to_be_copied(Seminar.objects.order_by("pk")))
        assert len([made.warnings for made in copies]) == rows


def test_what_cannot_be_copied():
    with pytest.raises(Refused, match="ohne Termine"):
        copied(SeminarFactory(days=0))
    with pytest.raises(Refused, match="gleichen Zeit"):
        copied(SeminarFactory(), day=FIRST)
    with pytest.raises(PermissionDenied):
        copy(
            source=SeminarFactory(central_office=office("Caritas")),
            first_day=NEXT,
            by=office_staff(),
            now=NOON,
        )
