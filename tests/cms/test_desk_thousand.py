"""A thousand participants: the desk asks the database no more than for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Enrolment
from organisations.models import User
from organisations.services.context import context_of
from tests.cms.desk import url
from tests.cms.seats import coming, logged_in
from tests.factories import counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def crowd(seminar, count):
    """As many people as told, most with a seat, every fifth waiting; all at one place of work."""
    now, place = timezone.now(), context_of(counsellor().job)
    people = User.objects.bulk_create(
        User(email=f"{seminar.pk}-{n}@example.org", first_name="Kim", last_name=f"Muster {n}")
        for n in range(count)
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            seminar=seminar,
            person=person,
            state="confirmed" if n % 5 else "waiting",
            requested_at=now,
            moved_at=now,
            **place,
        )
        for n, person in enumerate(people)
    )


def test_cockpit_table_and_first_page_cost_the_same_for_ten_and_a_thousand(client):
    logged_in(client)
    costs = []
    for count in (10, 1000):
        seminar = coming(capacity=count * 4 // 5)
        crowd(seminar, count)
        pages = {
            "cockpit": url("cockpit", seminar.pk),
            "table": f"{url('roster', seminar.pk)}?shown=queue",
            "home": reverse("wagtailadmin_home"),
        }
        costs.append({})
        for name, page in pages.items():
            client.get(page)  # fills Wagtail's caches
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(page)
            costs[-1][name] = len(asked)
            assert seminar.number in answer.content.decode()
    assert costs[0] == costs[1]
