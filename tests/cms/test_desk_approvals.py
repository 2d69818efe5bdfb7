"""Approvals the office decides: a list, several at once, one with its reason."""

import pytest
from django.utils import timezone

from courses.kinds import ApprovalPolicy
from courses.services.enrolments import enrol
from tests.cms.desk import text_of, url
from tests.cms.seats import book, coming, logged_in, said
from tests.factories import counsellor, manager, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def asked(**fields):
    """An enrolment whose site has no manager: the office decides."""
    return book(coming(approval_policy=ApprovalPolicy.MANAGER), **fields)


def test_the_list_says_why_the_office_decides_and_several_are_approved_at_once(desk):
    first, second, third = asked(), asked(), asked()
    page = desk.get(url("approvals"))
    assert [step.enrolment for step in page.context["page"]] == [first, second, third]
    note = first.approval_steps.get().note
    assert note
    assert text_of(page).count(note) == 3
    steps = [enrolment.approval_steps.get().pk for enrolment in (first, third)]
    desk.post(url("approvals"), {"step": [*steps, "x", "4711"]})
    states = [e.state for e in type(first).objects.order_by("pk")]
    assert states == ["confirmed", "held", "confirmed"]
    assert said(desk.get(url("approvals"))) == ["2 Anmeldungen ist zugestimmt."]


def test_nothing_chosen_is_told(desk):
    asked()
    desk.post(url("approvals"))
    assert said(desk.get(url("approvals"))) == ["Wählen Sie mindestens eine Anmeldung aus."]


def test_denying_needs_a_reason_and_ends_the_enrolment(desk):
    enrolment = asked()
    page = url("deny", enrolment.seminar_id, enrolment.pk)
    assert desk.post(page).context["form"].errors.keys() == {"reason"}
    desk.post(page, {"reason": "Kein Bedarf"})
    enrolment.refresh_from_db()
    assert enrolment.state == "declined"
    assert desk.get(page).status_code == 404


def test_the_office_agrees_after_the_manager(desk):
    person, boss = counsellor(), manager()
    seminar = coming(approval_policy=ApprovalPolicy.MANAGER_THEN_OFFICE)
    facts = {"person": person, "employment": person.job, "by": boss}
    enrolment = enrol(seminar=seminar, now=timezone.now(), **facts)
    desk.post(url("approve", seminar.pk, enrolment.pk))
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.approval) == ("confirmed", "granted")
    shown = text_of(desk.get(url("enrolment", seminar.pk, enrolment.pk)))
    assert str(boss) in shown


def test_nobody_at_the_office_decides_on_themselves(client):
    me = counsellor()
    me.roles.create(kind="office_staff", central_office=coming().central_office)
    desk = logged_in(client, me)
    mine = asked(person=me)
    assert list(desk.get(url("approvals")).context["page"]) == []
    for page in ("approve", "deny"):
        assert desk.post(url(page, mine.seminar_id, mine.pk), {"reason": "x"}).status_code == 404
    desk.post(url("approvals"), {"step": mine.approval_steps.get().pk})
    mine.refresh_from_db()
    assert mine.state == "held"


def test_the_list_costs_the_same_for_one_and_many(client, django_assert_num_queries):
    desk = logged_in(client, office_staff())
    desk.get(url("approvals"))  # fills Wagtail's caches
    for more in (1, 4):
        for _n in range(more):
            asked()
        with django_assert_num_queries(14):
            desk.get(url("approvals"))
