"""Statements written by hand say the same as the ORM."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.models import Course, EnrolmentEvent, Seminar
from courses.states import EnrolmentState
from fortbildung.shared.models import OutgoingMail
from fortbildung.shared.sql import Select, ahead, insert, keep_related, run
from tests.factories import NOON, CourseFactory, SeminarFactory, counsellor, has_attended

pytestmark = pytest.mark.django_db

ONE = Select(
    "SELECT {s}, {c}, s.capacity + 1 FROM courses_seminar AS s"
    " JOIN courses_course AS c ON c.id = s.course_id WHERE s.id = ANY(%s) ORDER BY s.id",
    s=Seminar,
    c=Course,
)
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
    (planned,) = run(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", "%capacity%"
    )
    assert planned == (1,)


def test_times_come_back_with_their_zone():
    run("SELECT 1")
    (row,) = run("SELECT %s::timestamptz", NOON)
    assert row[0] - NOON == timedelta(0)
