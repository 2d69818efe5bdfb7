"""Statements written by hand say the same as the ORM."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.models import Course, EnrolmentEvent, Seminar
from courses.states import EnrolmentState
from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.sql import Select, drawn, insert, keep_related
from fortbildung.shared.trips import ahead, gathered, later, run
from tests.factories import NOON, CourseFactory, SeminarFactory, counsellor, has_attended

pytestmark = pytest.mark.django_db

ONE = Select(
    "SELECT {s}, {c}, s.capacity + 1 FROM courses_seminar AS s"
    " JOIN courses_course AS c ON c.id = s.course_id WHERE s.id = ANY(%s) ORDER BY s.id",
    s=Seminar,
    c=Course,
)
NONSENSE = "INSERT INTO shared_outgoingmail (key) VALUES ('without a time')"
PLANNED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"
CAPACITY = "SELECT capacity FROM courses_seminar WHERE id = %s"


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def mail(key, **fields):
    return OutgoingMail(
        key=key, to="kim@example.org", created_at=NOON, next_attempt_at=NOON, **fields
    )


def test_rows_are_the_models_the_orm_would_read():
    seminars = [SeminarFactory(capacity=7), SeminarFactory()]
    rows = ONE.rows([seminar.pk for seminar in seminars])
    assert [values(row[0]) for row in rows] == [values(s) for s in Seminar.objects.order_by("pk")]
    assert [row[1] for row in rows] == [seminar.course for seminar in seminars]
    assert rows[0][2] == 8


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_inserted_is_what_the_orm_would_save(count):
    new = [mail(f"new-{n}", arguments={"n": n}, attachments=[{"name": "ä"}]) for n in range(count)]
    insert(new)
    assert [values(row) for row in OutgoingMail.objects.order_by("pk")] == [*map(values, new)]
    new[0].subject = "again"
    new[0].save()  # an update, not a second row
    assert OutgoingMail.objects.count() == count


def test_states_are_stored_as_their_values():
    seat = has_attended(counsellor(), CourseFactory())
    insert([event := EnrolmentEvent(enrolment=seat, at=NOON, to_state=EnrolmentState.WAITING)])
    assert EnrolmentEvent.objects.get(pk=event.pk).to_state == "waiting"


def test_what_is_known_already_is_left_as_it_is():
    insert([mail("known", subject="first")])
    insert([mail("known", subject="second"), mail("new")], unless_known=True)
    found = OutgoingMail.objects.order_by("key").values_list("key", "subject")
    assert list(found) == [("known", "first"), ("new", "")]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([mail("known")])


def test_related_rows_at_hand_are_not_asked_for(django_assert_num_queries):
    seminar, _other = SeminarFactory(), SeminarFactory()
    own = list(seminar.sessions.order_by("pk"))
    keep_related(seminar, "sessions", own[:1])
    with django_assert_num_queries(0):
        assert list(seminar.sessions.all()) == own[:1]
    with django_assert_num_queries(1):
        assert list(seminar.sessions.order_by("pk")) == own


def test_answers_asked_ahead_are_given_once():
    seminar = SeminarFactory(capacity=7)
    with CaptureQueriesContext(connection) as asked, ahead((CAPACITY, (seminar.pk,))):
        assert run(CAPACITY, seminar.pk) == [(7,)]
        Seminar.objects.filter(pk=seminar.pk).update(capacity=8)
        assert run(CAPACITY, seminar.pk) == [(8,)]
    assert len(asked) == 3


def test_answers_are_forgotten_when_something_else_is_asked():
    one, other = SeminarFactory(capacity=7), SeminarFactory(capacity=9)
    with ahead((CAPACITY, (one.pk,))):
        Seminar.objects.filter(pk=one.pk).update(capacity=8)
        assert run(CAPACITY, other.pk) == [(9,)]
        assert run(CAPACITY, one.pk) == [(8,)]


def test_answers_are_forgotten_afterwards():
    seminar = SeminarFactory(capacity=7)
    with pytest.raises(ZeroDivisionError), ahead((CAPACITY, (seminar.pk,))):
        raise ZeroDivisionError
    Seminar.objects.filter(pk=seminar.pk).update(capacity=8)
    assert run(CAPACITY, seminar.pk) == [(8,)]


def test_a_statement_that_fails_ahead_is_an_error_like_every_other():
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        ahead(
            ("SELECT 1", ()),
            ("INSERT INTO shared_outgoingmail (key) VALUES ('x') RETURNING id", ()),
        ),
    ):
        pass
    assert run("SELECT 1") == [(1,)]


def test_a_statement_asked_often_is_planned_once():
    seminar = SeminarFactory()
    for _ in range(4):
        run(CAPACITY, seminar.pk)
    with connection.cursor() as cursor:
        cursor.execute(PLANNED, ["SELECT capacity%"])
        assert cursor.fetchone() == (1,)


def test_rows_are_planned_once_whichever_of_their_fields_are_empty():
    with connection.cursor() as cursor:
        found = []
        for key, written_at in [("one", None), ("two", NOON), ("three", None)]:
            insert([mail(key, written_at=written_at)], unless_known=True)
            cursor.execute(PLANNED, ["INSERT INTO shared_outgoingmail%"])
            found += cursor.fetchall()
    assert len(set(found)) == 1
    moments = OutgoingMail.objects.order_by("pk").values_list("written_at", flat=True)
    assert list(moments) == [None, NOON, None]


def test_times_come_back_with_their_zone():
    run("SELECT 1")
    (row,) = run("SELECT %s::timestamptz", NOON)
    assert row[0] - NOON == timedelta(0)


def gathered_so_far():
    return getattr(connection, "waiting", None)


def test_rows_nobody_waits_for_go_off_in_one_statement_at_the_end():
    with CaptureQueriesContext(connection) as asked, transaction.atomic(), gathered():
        insert([mail("one")], unless_known=True)
        insert([mail("two")], unless_known=True)
        assert not [query for query in asked if "INSERT" in query["sql"]]
    assert sorted(OutgoingMail.objects.values_list("key", flat=True)) == ["one", "two"]
    assert len([query for query in asked if "INSERT" in query["sql"]]) == 1


def test_whoever_asks_finds_what_was_gathered_before():
    with transaction.atomic(), gathered():
        insert([mail("one")], unless_known=True)
        assert OutgoingMail.objects.count() == 1
        insert([mail("two")], unless_known=True)
        assert run("SELECT count(*) FROM shared_outgoingmail") == [(2,)]
        insert([mail("three")], unless_known=True)
        with ahead(("SELECT count(*) FROM shared_outgoingmail", ())):
            assert run("SELECT count(*) FROM shared_outgoingmail") == [(3,)]


def _fail_after(lost):
    with transaction.atomic(), gathered():
        insert([lost], unless_known=True)
        later(NONSENSE)  # were it sent off first, its error would hide the one that counts
        raise ZeroDivisionError


def _write_nonsense_after(lost):
    with transaction.atomic(), gathered():
        insert([lost], unless_known=True)
        later(NONSENSE)


def test_what_was_gathered_in_a_part_that_failed_is_undone_with_it():
    with transaction.atomic(), gathered():
        insert([mail("kept")], unless_known=True)
        with pytest.raises(ZeroDivisionError):
            _fail_after(mail("lost"))
    assert list(OutgoingMail.objects.values_list("key", flat=True)) == ["kept"]


def test_an_error_in_what_was_gathered_undoes_the_whole():
    with pytest.raises(IntegrityError):
        _write_nonsense_after(mail("one"))
    assert not OutgoingMail.objects.exists()
    assert gathered_so_far() is None


def test_rows_with_drawn_keys_are_saved_without_an_answer():
    seat = has_attended(counsellor(), CourseFactory())
    ((first, second),) = drawn(1, EnrolmentEvent, EnrolmentEvent)
    events = [
        EnrolmentEvent(pk=key, enrolment=seat, at=NOON, to_state=EnrolmentState.WAITING)
        for key in (first, second)
    ]
    with transaction.atomic(), gathered():
        insert(events)
        assert gathered_so_far()
    assert first < second
    assert [values(row) for row in EnrolmentEvent.objects.filter(pk__gte=first).order_by("pk")] == [
        values(event) for event in events
    ]


def test_lists_stored_as_json_are_lists():
    mails = Select("SELECT {m} FROM shared_outgoingmail AS m WHERE m.key = %s", m=OutgoingMail)
    insert([mail("with files", attachments=[{"name": "ä"}])])
    ((read,),) = mails.rows("with files")
    assert values(read) == values(OutgoingMail.objects.get())
    assert read.attachments == [{"name": "ä"}]
