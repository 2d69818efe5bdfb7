"""Many people of a seminar go to another date of the course."""

import pytest
from django.utils import timezone

from courses.models import Batch
from courses.services.batches import carry_out
from tests.cms.desk import looked_at, text_of, url
from tests.cms.seats import ada_and_ben, book, coming, logged_in, ticked
from tests.cms.site import in_days

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def test_many_are_rebooked_to_another_date(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    other = in_days(60, course=seminar.course)
    facts = {"kind": "rebook", "sure": 1, "seminar": other.pk, "seen": other.pk}
    desk.post(url("bulk", seminar.pk), ticked(ada, ben, **facts))
    carry_out(now=timezone.now())
    assert [e.state for e in seminar.enrolments.order_by("pk")] == ["cancelled"] * 2
    assert [e.state for e in other.enrolments.order_by("pk")] == ["confirmed"] * 2


def test_without_another_date_it_is_said_what_to_do_first(desk):
    seminar = coming()
    page = text_of(looked_at(desk, seminar, ticked(book(seminar), kind="rebook")))
    assert "Der Kurs hat keinen anderen Termin, der gebucht werden kann." in page
    assert url("copy", seminar.pk) in page
    assert "Zeigen, bei wem es möglich ist" not in page


def test_for_whom_a_date_is_possible_is_shown_before_anybody_is_rebooked(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    other, third = (in_days(days, course=seminar.course) for days in (60, 90))
    book(other, ben.person)
    facts = {"kind": "rebook", "sure": 1}
    first = desk.post(url("bulk", seminar.pk), ticked(ada, ben, **facts, seminar=other.pk))
    assert [e.enrolment for e in first.context["possible"]] == [ada]
    assert [e.enrolment for e in first.context["hindered"]] == [ben]
    changed = ticked(ada, ben, **facts, seminar=third.pk, seen=other.pk)
    assert len(desk.post(url("bulk", seminar.pk), changed).context["possible"]) == 2
    assert not Batch.objects.exists()


def test_how_many_would_wait_at_the_other_date_is_said_before(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    other = in_days(60, course=seminar.course, capacity=1)
    facts = {"kind": "rebook", "sure": 1, "seminar": other.pk}
    said = "Für eine Person reichen die freien Plätze dort voraussichtlich nicht"
    assert said in text_of(desk.post(url("bulk", seminar.pk), ticked(ada, ben, **facts)))
    assert said not in text_of(desk.post(url("bulk", seminar.pk), ticked(ada, **facts)))
