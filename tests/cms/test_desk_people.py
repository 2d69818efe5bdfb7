"""People of a seminar on the desk: lists with reasons, one enrolment, what the office decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CancellationPolicy, Enrolment
from courses.services.places import reserve
from courses.services.seminars import plan
from tests.cms.desk import text_of, url
from tests.cms.seats import book, closed, coming, logged_in, of_caritas, promise, refused, said
from tests.cms.site import in_days
from tests.factories import counsellor, manager, office, provider

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def act(desk, name, enrolment, **fields):
    """Do it, and the enrolment as it is then."""
    response = desk.post(url(name, enrolment.seminar_id, enrolment.pk), fields)
    enrolment.refresh_from_db()
    return response


def listed(desk, seminar, shown):
    """Whom the table shows of this list."""
    page = desk.get(url("roster", seminar.pk), {"shown": shown})
    return [enrolment for enrolment, _cells in page.context["rows"]]


def test_the_lists_say_why_and_show_held_seats_and_places_without_a_name(desk):
    seminar = coming(capacity=3)
    promise(seminar, AWO=2)
    seat, waiting = book(seminar, of_caritas()), book(seminar, of_caritas())
    boss = manager()
    (place,) = reserve(
        seminar=seminar, organisation=provider(), count=1, by=boss, now=timezone.now()
    )
    pages = {shown: listed(desk, seminar, shown) for shown in ("participants", "held", "ended")}
    assert pages == {"participants": [seat], "held": [place], "ended": []}
    assert "Platz ohne Namen" in text_of(desk.get(url("roster", seminar.pk), {"shown": "held"}))
    (row,) = listed(desk, seminar, "queue")
    assert (row, row.position) == (waiting, 1)
    assert "Die freien Plätze sind reserviert für AWO (1)." in row.why
    figures = desk.get(url("cockpit", seminar.pk)).context["figures"]
    assert [figure.number for figure in figures] == [1, 1, 1, 0, 0, 1]
    assert figures[2].url == f"{url('roster', seminar.pk)}?shown=queue"


def test_a_long_queue_comes_in_pages_and_keeps_count(desk, django_assert_num_queries):
    seminar = coming(capacity=1)
    first = book(seminar)
    later = first.requested_at + timedelta(seconds=1)
    rows = [
        Enrolment(
            seminar=seminar,
            person=counsellor(),
            state="waiting",
            requested_at=later,
            moved_at=later,
            organisation=first.organisation,
            provider=first.provider,
            association=first.association,
            land=first.land,
            programme=first.programme,
            function=first.function,
        )
        for _n in range(102)
    ]
    Enrolment.objects.bulk_create(rows)
    asked = {"shown": "queue", "page": 2}
    desk.get(url("roster", seminar.pk), asked)
    with django_assert_num_queries(22):
        page = desk.get(url("roster", seminar.pk), asked)
    queue = [enrolment for enrolment, _cells in page.context["rows"]]
    assert [enrolment.position for enrolment in queue] == [101, 102]
    assert queue[0].why.startswith("Platz 101 auf der Warteliste")
    assert "101 bis 102 von 102" in text_of(page)


def test_free_seats_after_closing_cost_no_query_per_person(desk, django_assert_num_queries):
    for people in (2, 6):
        seminar = closed(capacity=1)
        for _n in range(people):
            book(seminar)
        seminar.capacity = 9
        plan(seminar=seminar, sessions=[], now=timezone.now())
        desk.get(url("roster", seminar.pk))  # fills Wagtail's caches
        with django_assert_num_queries(23):
            desk.get(url("roster", seminar.pk), {"shown": "queue"})


def test_one_enrolment_tells_why_its_whole_history_and_what_can_be_done(desk):
    seminar = coming(capacity=1)
    book(seminar)
    waiting = book(seminar)
    page = desk.get(url("enrolment", seminar.pk, waiting.pk))
    actions = [address.split("/")[-2] for address, _label, _note in page.context["actions"]]
    assert actions == ["vorrang", "umbuchen", "bedarf", "stornieren"]
    assert page.context["why"][0].startswith("Platz 1 auf der Warteliste")
    assert "Angemeldet: auf der Warteliste" in text_of(page)


def test_priority_needs_a_reason_and_changes_the_place(desk):
    seminar = coming(capacity=1)
    book(seminar), book(seminar)
    last = book(seminar)
    assert act(desk, "priority", last, priority=1).context["form"].errors.keys() == {"reason"}
    response = act(desk, "priority", last, priority=1, reason="Pflichtschulung")
    assert (last.priority, last.priority_reason) == (1, "Pflichtschulung")
    page = desk.get(response.url)
    assert page.context["why"][0].startswith("Platz 1 auf der Warteliste")
    assert "Vorrang „bevorzugt“" in text_of(page)
    assert len(said(page)) == 1


def test_after_closing_the_office_gives_free_seats_by_hand(desk):
    seminar = closed(capacity=1)
    book(seminar)
    waiting = book(seminar)
    assert len(refused(act(desk, "seat", waiting, reason="Dringend"))) == 1
    seminar.capacity = 2
    plan(seminar=seminar, sessions=[], now=timezone.now())
    act(desk, "seat", waiting, reason="Dringend")
    assert waiting.state == "confirmed"


def test_a_seat_is_charged_to_the_reserve_with_a_reason(desk):
    seminar = coming(capacity=2)
    seminar.contingents.create(central_office=office(), reserved=1)
    seat, reserve_ = book(seminar), seminar.contingents.get()
    assert act(desk, "charge", seat, contingent=reserve_.pk).status_code == 200
    act(desk, "charge", seat, contingent=reserve_.pk, reason="Referentin")
    assert (seat.charged_to, seat.charge_reason) == (reserve_, "Referentin")


@pytest.mark.parametrize("waive", ["", "Krankheit"])
def test_the_fee_is_shown_before_cancelling_and_may_be_waived(desk, waive):
    policy = CancellationPolicy.objects.create(central_office=office(), name="Üblich")
    policy.tiers.create(days_before=40, amount=50)
    seat = book(coming(cancellation_policy=policy))
    page = url("cancel", seat.seminar_id, seat.pk)
    assert "Eine Stornierung kostet jetzt 50,00 €" in text_of(desk.get(page))
    act(desk, "cancel", seat, reason="Auf Wunsch", waive_reason=waive)
    (ended,) = listed(desk, seat.seminar, "ended")
    assert "Auf Wunsch" in ended.why
    fee = seat.cancellation_fee
    assert (seat.state, fee.amount, fee.waived_reason) == ("cancelled", 50, waive)
    shown = text_of(desk.get(url("enrolment", seat.seminar_id, seat.pk)))
    assert ("erlassen: Krankheit" in shown) == bool(waive)


def test_an_offer_is_accepted_for_the_person(desk):
    seminar = coming(capacity=1, offers=True)
    first, second = book(seminar), book(seminar)
    act(desk, "cancel", first, reason="Auf Wunsch")
    second.refresh_from_db()
    assert second.state == "held"
    act(desk, "accept", second)
    assert (second.state, second.acceptance) == ("confirmed", "given")
    assert "Das ist zurzeit nicht möglich" in text_of(
        desk.get(url("accept", seminar.pk, second.pk))
    )


def test_a_colleague_takes_the_seat_over_and_nobody_else(desk):
    seat = book(coming(capacity=1))
    heir, stranger = counsellor(), of_caritas()
    assert len(refused(act(desk, "replace", seat, email=stranger.email))) == 1
    unknown = act(desk, "replace", seat, email="niemand@example.org")
    assert unknown.context["form"].errors.keys() == {"email"}
    act(desk, "replace", seat, email=heir.email.upper())
    assert (seat.state, seat.replaced_by.person) == ("replaced", heir)


def test_a_place_gets_its_name(desk):
    seminar = coming()
    promise(seminar, AWO=1)
    now, boss, person = timezone.now(), manager(), counsellor()
    (place,) = reserve(seminar=seminar, organisation=provider(), count=1, by=boss, now=now)
    act(desk, "replace", place, email=person.email)
    assert seminar.enrolments.get(person=person).state == "confirmed"


def test_without_another_date_nobody_is_rebooked_and_the_page_says_so(desk):
    seat = book(coming())
    page = desk.get(url("rebook", seat.seminar_id, seat.pk))
    assert page.context["obstacles"] == [
        (
            "Der Kurs hat keinen anderen Termin, der gebucht werden kann. Planen und "
            "veröffentlichen Sie zuerst einen."
        )
    ]


def test_somebody_is_rebooked_to_another_date_of_the_course(desk):
    seat = book(coming())
    other = in_days(60, course=seat.seminar.course)
    in_days(60)  # another course
    page = desk.get(url("rebook", seat.seminar_id, seat.pk))
    assert list(page.context["form"].fields["seminar"].queryset) == [other]
    act(desk, "rebook", seat, seminar=other.pk)
    assert (seat.state, other.enrolments.get().state) == ("cancelled", "confirmed")


def test_somebody_is_enrolled_by_address_and_rules_are_set_aside_with_a_reason(desk):
    seminar, person = closed(), counsellor()
    page = url("enrol", seminar.pk)
    assert desk.get(page).context["form"] is None
    assert desk.post(page, {"employment": person.job.pk}).status_code == 200
    unknown = desk.get(page, {"email": "niemand@example.org"})
    assert unknown.context["who"].errors.keys() == {"email"}
    found = f"{page}?email={person.email}"
    (reason,) = desk.get(found).context["against"]
    assert reason.startswith("Die Anmeldung")
    assert refused(desk.post(found, {"employment": person.job.pk})) == [reason]
    fields = {"employment": person.job.pk, "override_reason": "Nachmeldung der Leitung"}
    assert desk.post(found, fields).url == url("cockpit", seminar.pk)
    enrolment = seminar.enrolments.get(person=person)
    assert (enrolment.state, enrolment.override_reason) == ("confirmed", fields["override_reason"])


def test_nobody_is_enrolled_in_somebody_elses_employment(desk):
    seminar, person, other = coming(), counsellor(), counsellor()
    page = f"{url('enrol', seminar.pk)}?email={person.email}"
    response = desk.post(page, {"employment": other.job.pk})
    assert response.context["form"].errors.keys() == {"employment"}
    assert not seminar.enrolments.exists()


def test_enrolments_of_other_seminars_are_not_found_below_this_one(desk):
    seat, other = book(coming()), coming()
    for page in ("enrolment", "cancel", "priority"):
        assert desk.get(url(page, other.pk, seat.pk)).status_code == 404
