"""Selection on the desk: prepare, look, decide by hand, commit once."""

import pytest
from django.utils import timezone

from courses.kinds import Allocation
from courses.models import Selection
from courses.services.selecting import commit
from tests.cms.desk import text_of, url
from tests.cms.seats import book, closed, coming, logged_in, said
from tests.cms.site import in_days
from tests.factories import office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
BY_SELECTION = {"allocation": Allocation.SELECTION, "capacity": 1}
CRITERIA = ["mandatory_first", "one_per_provider_first", "not_selected_first"]


@pytest.fixture
def desk(client):
    return logged_in(client)


def prepared(desk, people=3, make=closed):
    seminar = make(**BY_SELECTION)
    applications = [book(seminar) for _n in range(people)]
    desk.post(url("selection", seminar.pk))
    return seminar, applications


def test_looking_draws_no_seed_and_preparing_draws_it_once(desk):
    seminar = closed(**BY_SELECTION)
    book(seminar)
    assert "Bisher eine Bewerbung." in text_of(desk.get(url("selection", seminar.pk)))
    assert not Selection.objects.exists()
    for _twice in range(2):
        desk.post(url("selection", seminar.pk))
    seed = Selection.objects.get().seed
    assert seed in text_of(desk.get(url("selection", seminar.pk)))


def test_before_the_deadline_there_is_a_preview_but_nothing_to_commit(desk):
    seminar, _applications = prepared(desk, make=coming)
    page = desk.get(url("selection", seminar.pk))
    assert len(page.context["page"]) == 3
    assert url("selection_commit", seminar.pk) not in text_of(page)
    (reason,) = page.context["not_yet"]
    assert reason.startswith("Bewerbungen werden bis")
    response = desk.post(url("selection_commit", seminar.pk))
    assert reason in text_of(response)
    assert Selection.objects.get().committed_at is None


def test_criteria_are_switched(desk):
    seminar, _applications = prepared(desk)
    desk.post(url("selection_criteria", seminar.pk), {"mandatory_first": "on"})
    selection = Selection.objects.get()
    assert [getattr(selection, name) for name in CRITERIA] == [True, False, False]


def test_somebody_is_taken_in_with_a_reason_and_the_result_is_frozen(desk):
    seminar, applications = prepared(desk)
    before = desk.get(url("selection", seminar.pk)).context["page"]
    last = before[2]["enrolment"]
    page = url("selection_move", seminar.pk, last.pk)
    assert desk.post(page, {"taken_in": "in"}).status_code == 200  # no reason
    desk.post(page, {"taken_in": "in", "reason": "Vertretung der Leitung"})
    preview = desk.get(url("selection", seminar.pk)).context["page"]
    assert (preview[0]["enrolment"], preview[0]["selected"], preview[0]["moved"]) == (
        last,
        True,
        True,
    )
    confirm = text_of(desk.get(url("selection_commit", seminar.pk)))
    assert "1 Bewerbungen bekommen einen Platz, 2 nicht." in confirm
    assert "3 Personen erfahren das Ergebnis per E-Mail." in confirm
    response = desk.post(url("selection_commit", seminar.pk))
    assert (
        said(desk.get(response.url))
        == [
            "Die Auswahl ist vorbereitet; der Startwert ist gezogen.",
            f"{last.person}: in die Vorschau übernommen.",
            "Die Auswahl ist festgelegt. Eine Person hat einen Platz.",
        ][-1:]
    )
    result = desk.get(url("selection", seminar.pk)).context["page"]
    assert (result[0].rank, result[0].enrolment, result[0].selected) == (1, last, True)
    assert "Vertretung der Leitung" in result[0].reason
    for application in applications:
        application.refresh_from_db()
    assert sorted(e.state for e in applications) == ["confirmed", "not_selected", "not_selected"]
    assert "Das ist zurzeit nicht möglich" in text_of(desk.get(url("selection_commit", seminar.pk)))


@pytest.mark.parametrize(
    ("decision", "moved"), [({"taken_in": "out", "reason": "War schon"}, False), ({}, None)]
)
def test_a_decision_is_made_and_taken_back(desk, decision, moved):
    seminar, (first, *_others) = prepared(desk)
    page = url("selection_move", seminar.pk, first.pk)
    desk.post(page, {"taken_in": "in", "reason": "Vorab"})
    desk.post(page, decision)
    preview = desk.get(url("selection", seminar.pk)).context["page"]
    assert {row["enrolment"]: row["moved"] for row in preview}[first] is moved


def test_without_a_selection_there_is_no_page(desk):
    seminar, unprepared = coming(), in_days(30, **BY_SELECTION)
    assert desk.get(url("selection", seminar.pk)).status_code == 404
    assert desk.get(url("selection_commit", unprepared.pk)).status_code == 404


def test_preview_and_result_cost_the_same_for_one_and_many(desk, django_assert_num_queries):
    for people in (1, 5):
        seminar, _applications = prepared(desk, people)
        desk.get(url("selection", seminar.pk))  # fills Wagtail's caches
        with django_assert_num_queries(23):
            desk.get(url("selection", seminar.pk))
        selection = Selection.objects.get(seminar=seminar)
        commit(selection=selection, by=office_staff(), now=timezone.now())
        with django_assert_num_queries(20):
            desk.get(url("selection", seminar.pk))
