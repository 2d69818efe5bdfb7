"""Cancellation fees and the policies they follow from, on the desk."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from courses.models import CancellationFee, CancellationPolicy
from courses.services.enrolments import cancel
from tests.cms.desk import seminar_fields, text_of, unsaved_seminar, url
from tests.cms.seats import book, coming, logged_in, refused
from tests.factories import CourseFactory, counsellor, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def policy_of(name="AWO"):
    policy = CancellationPolicy.objects.create(central_office=office(name), name="Üblich")
    policy.tiers.create(days_before=40, amount="50.50")
    return policy


def due(policy, person=None):
    """A fee for a seat cancelled thirty days before."""
    seminar = coming(cancellation_policy=policy, central_office=policy.central_office)
    seat = book(seminar, person)
    staff = office_staff(of=policy.central_office)
    cancel(enrolment=seat, by=staff, now=seat.requested_at)
    return seat.cancellation_fee


def test_fees_due_are_listed_summed_and_taken_away(desk):
    policy = policy_of()
    fee = due(policy, counsellor(first_name="Ada", last_name="Lenz"))
    due(policy)
    foreign = due(policy_of("Caritas"))
    page = desk.get(url("fees"))
    assert (len(page.context["page"].object_list), page.context["total"]) == (2, 101)
    assert str(foreign.enrolment.person) not in text_of(page)
    file = desk.get(url("fees_csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[2][:4] == ["Ada Lenz", "Träger Eins", str(fee.enrolment.seminar), "50,50"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(url("fees_xlsx")).content))
    assert sheet.get_sheet_by_index(0).to_python()[-1][3] == 101


def test_a_fee_is_waived_with_a_reason_that_stays_on_record(desk):
    fee = due(policy_of())
    page = url("waive", fee.pk)
    assert desk.post(page).context["form"].errors.keys() == {"reason"}
    assert desk.post(page, {"reason": "Krankheit"}).url == url("fees")
    fee.refresh_from_db()
    assert fee.waived_reason == "Krankheit"
    assert desk.get(page).status_code == 404
    assert desk.get(url("fees")).context["total"] is None
    shown = text_of(desk.get(url("enrolment", fee.enrolment.seminar_id, fee.enrolment_id)))
    assert "Stornobeitrag von 50,50 € erlassen: Krankheit" in shown


def test_the_list_of_fees_costs_the_same_for_one_and_many(desk, django_assert_num_queries):
    policy = policy_of()
    desk.get(url("fees"))  # fills Wagtail's caches
    for more in (1, 4):
        for _n in range(more):
            due(policy)
        with django_assert_num_queries(15):
            desk.get(url("fees"))


def tiers(*rows, stored=0):
    fields = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        for name, value in zip(("days_before", "amount", "percent", "DELETE"), row, strict=False):
            fields[f"rows-{number}-{name}"] = value
    return fields


def stored(policy):
    in_order = policy.tiers.order_by("-days_before")
    return [(tier.days_before, tier.amount, tier.percent) for tier in in_order]


def test_a_policy_is_made_and_changed_with_its_tiers(desk):
    facts = {"name": "Üblich", "self_until_days": 3}
    desk.post(url("new_policy"), facts | tiers((28, "", 25), (14, "10.50", 50), ("", "", "")))
    policy = CancellationPolicy.objects.get(central_office=office())
    assert stored(policy) == [(28, 0, 25), (14, 10.5, 50)]
    shown = text_of(desk.get(url("policies")))
    assert "selbst stornieren bis 3 Tage vor Beginn." in shown
    assert "ab 14 Tagen vorher: 10,50 € + 50 % des Beitrags" in shown
    changed = tiers((28, "0", 30), (14, "10.50", 50, "on"), (1, "", 100), stored=2)
    desk.post(url("policy", policy.pk), facts | changed)
    assert stored(policy) == [(28, 0, 30), (1, 0, 100)]


@pytest.mark.parametrize("rows", [tiers((9, 1, 0), (9, 2, 0)), tiers((9, -1, 0))])
def test_tiers_that_cannot_be_are_refused(desk, rows):
    facts = {"name": "Üblich", "self_until_days": 3}
    assert desk.post(url("new_policy"), facts | rows).status_code == 200
    assert not CancellationPolicy.objects.exists()


def test_a_policy_of_another_office_is_not_found_and_a_name_not_taken_twice(desk):
    assert desk.get(url("policy", policy_of("Caritas").pk)).status_code == 404
    policy_of()
    response = desk.post(url("new_policy"), {"name": "Üblich", "self_until_days": 0} | tiers())
    assert refused(response) == ["Eine Stornostaffel mit diesem Namen gibt es schon."]


def test_the_list_of_policies_costs_the_same_for_one_and_many(desk, django_assert_num_queries):
    desk.get(url("policies"))  # fills Wagtail's caches
    for number in range(2):
        policy = CancellationPolicy.objects.create(central_office=office(), name=f"N{number}")
        policy.tiers.create(days_before=number)
        with django_assert_num_queries(14):
            desk.get(url("policies"))


def test_a_seminar_takes_the_office_own_policies_and_all_of_giving_seats(desk):
    mine, foreign, course = policy_of(), policy_of("Caritas"), CourseFactory()
    facts = {"approval_policy": "manager", "offers": "on", "provider_limit": 2}
    facts |= {"allocation": "selection", "approval_hours": 24, "offer_hours": 12}
    new = unsaved_seminar(course)
    wrong = seminar_fields(new, **facts, cancellation_policy=foreign.pk)
    response = desk.post(url("new", course.pk), wrong)
    assert response.context["form"].errors.keys() == {"cancellation_policy"}
    desk.post(url("new", course.pk), seminar_fields(new, **facts, cancellation_policy=mine.pk))
    seminar = course.seminars.get()
    given = ["manager", True, 2, "selection", 24, 12, mine]
    names = ["approval_policy", "offers", "provider_limit", "allocation", "approval_hours"]
    names += ["offer_hours", "cancellation_policy"]
    assert [getattr(seminar, name) for name in names] == given
    again = desk.get(url("new", course.pk)).context["form"].instance
    assert [getattr(again, name) for name in names] == given
    assert not CancellationFee.objects.exists()
