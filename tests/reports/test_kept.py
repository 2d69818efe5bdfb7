"""Answers that were counted are kept, as long as nothing they tell has changed."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import translation

from courses.models import Enrolment
from courses.services.enrolments import enrol
from fortbildung.shared.tables_out import Kind
from organisations.models import ErasureRequest
from reports.figures.answers import HIDDEN, Column, Headline, Note, PictureKind, Row, from_record
from reports.figures.reach import reach_of
from reports.models import Change, KeptAnswer
from reports.questions.catalogue import question_within
from reports.services import kept
from tests.courses.test_races import at_once
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    coordinator,
    counsellor,
    manager,
    office_staff,
)
from tests.reports.held_up import connect
from tests.reports.ordering import some_figures

pytestmark = pytest.mark.django_db(transaction=True)
RECORDS = Path(__file__).parent / "records"
ASKED = {"year": "2026", "by": "provider"}


@pytest.fixture(autouse=True)
def enrolments():
    return some_figures()


def question(reader=None, now=NOON, name="participation", **asked):
    return question_within(reach_of(reader or coordinator()), name, asked or ASKED, now)


def answer(*args, **asked):
    with translation.override("de"):
        return kept.answer_to(question(*args, **asked))


def is_kept(*args, **asked):
    with translation.override("de"):
        return kept.found_at(kept.place_of(question(*args, **asked))) is not None


def units(found):
    return found.by_name(found.total)["units"]


def test_the_same_question_is_counted_once_and_says_when():
    first = answer()
    assert KeptAnswer.objects.get().as_of == NOON
    later = NOON + A_DAY / 24
    assert is_kept(now=later)
    second = answer(now=later)
    assert second == first
    assert second.as_of == NOON


def test_the_page_shows_what_is_kept(client):
    owner = coordinator()
    client.force_login(owner)
    address = "/berichte/teilnahmen/?year=2026&by=state"
    first = client.get(address).content.decode()
    row = KeptAnswer.objects.get()
    KeptAnswer.objects.update(record=row.record | {"title": "Wie aufgehoben"})
    assert "Wie aufgehoben" not in first
    assert "Wie aufgehoben" in client.get(address).content.decode()
    csv = client.get(address.replace("/?", ".csv?"))
    assert csv.status_code == 200
    assert KeptAnswer.objects.count() == 1


def test_who_asks_otherwise_gets_an_answer_of_their_own():
    answer()
    assert is_kept()
    assert is_kept(coordinator())  # who reads the same
    assert not is_kept(office_staff())
    assert not is_kept(manager())
    assert not is_kept(year="2026", by="state")
    assert not is_kept(now=NOON + A_DAY)
    with translation.override("en"):
        assert kept.found_at(kept.place_of(question())) is None


def test_a_new_answer_takes_the_place_of_the_old_one(enrolments):
    before = answer()
    Enrolment.objects.filter(pk=enrolments[0].pk).update(attended_units=Decimal(1))
    assert not is_kept()
    after = answer()
    assert units(before) - units(after) == 15
    assert KeptAnswer.objects.count() == 1


def test_what_another_report_tells_does_not_matter(enrolments):
    answer()
    answer(name="rights", year="2026")
    Enrolment.objects.filter(pk=enrolments[0].pk).update(attended_units=Decimal(1))
    assert not is_kept()
    assert is_kept(name="rights", year="2026")


@pytest.mark.parametrize("committed", [True, False])
def test_who_began_before_and_commits_after_it_was_kept_ends_it(enrolments, committed):
    """Their note has a lower number than one that was there when the answer was kept."""
    late, early = enrolments[:2]
    with connect() as other:
        other.execute("UPDATE courses_enrolment SET attended_units = 2 WHERE id = %s", [late.pk])
        Enrolment.objects.filter(pk=early.pk).update(attended_units=Decimal(1))
        before, highest = answer(), Change.objects.latest("pk").pk
        assert is_kept()
        other.commit() if committed else other.rollback()
    assert Change.objects.latest("pk").pk == highest  # which alone would not have told
    assert is_kept() is not committed
    assert units(before) - units(answer()) == (14 if committed else 0)


def test_one_that_commits_while_the_report_is_counted_is_not_missed(enrolments):
    asked = question()
    place = kept.place_of(asked)  # read before the change …
    with connect() as other:
        other.execute(
            "UPDATE courses_enrolment SET attended_units = 2 WHERE id = %s", [enrolments[0].pk]
        )
        other.commit()
    kept.keep(place, asked.answer)  # … and counted after it
    assert kept.found_at(kept.place_of(question())) is None


def test_what_is_rolled_back_changes_nothing(enrolments):
    answer()
    with transaction.atomic():
        Enrolment.objects.filter(pk=enrolments[0].pk).update(attended_units=Decimal(1))
        assert not is_kept()
        answer()  # kept with the change, and gone with it
        transaction.set_rollback(True)
    assert is_kept()
    assert units(answer()) == 96


def test_summing_up_changes_no_state_whoever_commits_meanwhile(enrolments):
    for enrolment in enrolments:
        Enrolment.objects.filter(pk=enrolment.pk).update(attended_units=Decimal(3))
    answer()
    with connect() as other:
        other.execute("UPDATE courses_enrolment SET attended_units = 2")
        at_once(kept.sum_up_changes, kept.sum_up_changes, kept.sum_up_changes)
        assert is_kept()
        places = list(Change.objects.values_list("place", flat=True))
        assert len(places) == len(set(places))
        other.commit()
    assert not is_kept()
    answer()
    kept.sum_up_changes()
    assert is_kept()


def test_nobody_who_books_waits_for_whoever_has_not_committed():
    one, two = SeminarFactory(), SeminarFactory()
    first, second = counsellor(), counsellor()
    with connect() as other:
        other.execute("UPDATE courses_enrolment SET attended_units = 2")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        for seminar, person in ((one, first), (two, second)):
            enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
        kept.sum_up_changes()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    assert Enrolment.objects.filter(seminar__in=[one, two]).count() == 2


def test_a_booking_writes_a_single_note():
    seminar, person = SeminarFactory(), counsellor()
    before = set(Change.objects.values_list("pk", flat=True))
    enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    notes = Change.objects.exclude(pk__in=before).values_list("place", flat=True)
    assert list(notes) == ["courses_enrolment"]


def test_it_is_forgotten_after_a_day_and_when_a_name_was_erased():
    answer()
    assert kept.forget_old(now=NOON + A_DAY / 2) == 0
    assert kept.forget_old(now=NOON + 2 * A_DAY) == 1
    answer()
    ErasureRequest.objects.create(
        user=counsellor(), asked_at=NOON, done_at=NOON, name_erased_at=NOON + A_DAY / 24
    )
    assert kept.forget_old(now=NOON + A_DAY / 12) == 1


def test_a_record_of_the_first_version_is_read_for_ever():
    found = from_record(json.loads((RECORDS / "version-1.json").read_text()))
    assert (found.report, found.title) == ("participation", "Teilnahmen 2026")
    assert found.as_of == datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    assert found.columns == (
        Column("provider", "Träger", width=48),
        Column("city", "Ort", below="provider", width=20),
        Column("persons", "Personen", Kind.WHOLE),
        Column("units", "Unterrichtseinheiten (UE)", Kind.DECIMAL, short="UE"),
    )
    assert found.rows == (
        Row(("Träger Eins", "Berlin", 6, Decimal("96.50")), "by=site&provider=1", is_sum=True),
        Row(("Träger Zwei", "", HIDDEN, None)),
    )
    assert found.total == ("Summe", "", HIDDEN, Decimal("96.50"))
    assert found.headlines == (Headline("Personen", HIDDEN, Kind.WHOLE),)
    (picture,) = found.pictures
    assert (picture.kind, picture.names) == (PictureKind.BARS, ("Träger Eins", "Träger Zwei"))
    assert picture.series[0].values == (Decimal("96.50"), HIDDEN)
    assert found.asked == (Note("Jahr", "2026"),)
    assert found.remarks == ("Eine Zahl wird nicht gezeigt.",)
    assert from_record(found.as_record()) == found


def test_a_record_says_its_version_and_a_newer_one_is_not_guessed():
    record = answer().as_record()
    assert record["version"] == 2
    sample = json.loads((RECORDS / "version-2.json").read_text())
    assert sample["version"] == 2
    assert from_record(sample) == from_record(json.loads((RECORDS / "version-1.json").read_text()))
    with pytest.raises(ValueError, match="version 3"):
        from_record(record | {"version": 3})
