"""The seats of a seminar on the desk: figures, a picture with words, contingents, history."""

import csv
import io

import pytest
from django.utils import timezone

from cms.desk.seat_bar import bar_of
from courses.models import SeatEvent
from courses.services.priorities import set_priority
from courses.services.seatplan import seat_plan
from courses.states import Priority
from tests.cms.desk import text_of, url
from tests.cms.seats import book, coming, logged_in, of_caritas, promise, said
from tests.factories import A_DAY, association, counsellor, office, office_staff, provider

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def rows(*contingents, stored=0):
    """The form of contingents: (owner, reserved, limit, release) in each row."""
    fields = {"rows-TOTAL_FORMS": len(contingents), "rows-INITIAL_FORMS": stored}
    fields |= {"contingents": "1", "reason": "Neu geplant"}  # the button, and why
    for number, row in enumerate(contingents):
        for name, value in zip(
            ("owner", "reserved", "limit", "release_at", "DELETE"), row, strict=False
        ):
            fields[f"rows-{number}-{name}"] = value
    return fields


def promised(seminar):
    stored = seminar.contingents.select_related("organisation", "central_office")
    return {str(row.owner): (row.reserved, row.limit) for row in stored}


def test_the_bar_shows_every_seat_once():
    seminar = coming(capacity=10)
    promise(seminar, AWO=3, Caritas=2)
    book(seminar)
    bar = bar_of(seat_plan(seminar, now=timezone.now()))
    assert [(part.kind, part.seats) for part in bar.parts] == [
        ("seat-1", 1),
        ("seat-kept", 4),
        ("seat-free", 5),
    ]
    assert (sum(part.width for part in bar.parts), bar.end) == (1000, 1000)
    assert bar.summary == ("AWO: 1, für Platzkontingente freigehalten: 4, frei für alle: 5")


def test_the_page_tells_what_is_taken_kept_and_free_and_who_waits(desk):
    seminar = coming(capacity=2)
    promise(seminar, Caritas=1)
    book(seminar), book(seminar)
    page = text_of(desk.get(url("seats", seminar.pk)))
    for text in ("Caritas", "Wartende nach Verband", "AWO <strong>1</strong>", 'role="img"'):
        assert text in page
    history = text_of(desk.get(url("history", seminar.pk)))
    assert "neues Platzkontingent, 1 reserviert." in history


def test_seats_beyond_the_capacity_are_told(desk):
    seminar = coming(capacity=2)
    book(seminar), book(seminar)
    seminar.capacity = 1
    seminar.save()
    page = text_of(desk.get(url("seats", seminar.pk)))
    assert "Ein Platz mehr ist belegt, als es gibt." in page
    assert 'class="seat-end" x1="500"' in page


def test_contingents_are_set_without_script_and_who_moves_up_is_named(desk):
    seminar = coming(capacity=1)
    promise(seminar, AWO=1)
    waiting = book(seminar, of_caritas())
    mine = str(association().pk)
    page = desk.get(url("seats", seminar.pk)).context["forms"]["contingents"]
    assert [row["owner"].value() for row in page.rows] == [mine, *[None] * 2]
    below = provider()
    gone = (mine, 1, "", "", "on")
    fields = rows(gone, (str(below.pk), "", 1), ("", "", ""), ("reserve", 0), stored=1)
    response = desk.post(url("seats", seminar.pk), fields | {"reason": "Neu verteilt"})
    assert response.url == f"{url('seats', seminar.pk)}#contingents"
    assert promised(seminar) == {str(below): (0, 1), str(office()): (0, None)}
    assert said(desk.get(response.url)) == [
        (
            f"Die Platzkontingente sind gespeichert. {waiting.person} ist nachgerückt und erfährt "
            "es per E-Mail."
        )
    ]
    assert set(SeatEvent.objects.exclude(kind="contingent", reason="")) == set(
        SeatEvent.objects.filter(reason="Neu verteilt")
    )


def test_what_does_not_fit_is_refused_with_the_numbers_and_nothing_typed_is_lost(desk):
    seminar = coming(capacity=2)
    book(seminar)
    other = association("Caritas")
    response = desk.post(url("seats", seminar.pk), rows(("reserve", 0), (str(other.pk), 5)))
    first, second = response.context["forms"]["contingents"].rows
    (told,) = second.errors["reserved"]
    assert told.startswith("Es gibt 2 Plätze, gebraucht würden aber 6")
    assert (first.errors, second["reserved"].value()) == ({}, "5")
    assert told in text_of(response)
    assert promised(seminar) == {}


def test_what_somebody_else_promised_meanwhile_stays(desk):
    seminar = coming(capacity=4)
    typed = rows(("reserve", 1))
    promise(seminar, Caritas=1)
    desk.post(url("seats", seminar.pk), typed)
    assert promised(seminar) == {"Caritas": (1, None), str(office()): (1, None)}


def test_of_a_seminar_that_is_over_the_contingents_are_only_shown(desk):
    seminar = coming()
    promise(seminar, Caritas=1)
    seminar.state = "closed"
    seminar.save()
    assert "forms" not in desk.get(url("seats", seminar.pk)).context
    desk.post(url("seats", seminar.pk), rows(("reserve", 1)))
    assert promised(seminar) == {"Caritas": (1, None)}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("", 2), "owner"),
        (("reserve", 3, 2), "limit"),
        (("reserve", -1), "reserved"),
        (("4711", 1), "owner"),
        (("reserve", 1, "", "morgen"), "release_at"),
    ],
)
def test_rows_that_cannot_be_are_named_at_their_field(desk, row, field):
    seminar = coming()
    response = desk.post(url("seats", seminar.pk), rows(row))
    assert set(response.context["forms"]["contingents"].rows[0].errors) == {field}


def test_one_organisation_has_one_row(desk):
    seminar = coming()
    response = desk.post(url("seats", seminar.pk), rows(("reserve", 1), ("reserve", 2)))
    assert len(response.context["forms"]["contingents"].rows.non_form_errors()) == 1
    assert promised(seminar) == {}


def pass_on(desk, seminar, contingent, seats, to="everybody", **fields):
    facts = {"giver": contingent.pk, "to": to, "seats": seats, "reason": "Tausch", **fields}
    typed = {f"on-{name}": value for name, value in facts.items()}
    return desk.post(url("seats", seminar.pk), typed | {"hand_on": "1"})


def test_seats_nobody_uses_are_released_and_given_away(desk):
    seminar = coming(capacity=4)
    (mine,) = promise(seminar, AWO=4)
    waiting = book(seminar, of_caritas())
    chosen = desk.get(url("seats", seminar.pk), {"von": mine.pk}).context["forms"]["hand_on"]
    assert (chosen["giver"].value(), chosen["seats"].value()) == (str(mine.pk), 4)
    pass_on(desk, seminar, mine, 1, reason="Kein Bedarf")
    waiting.refresh_from_db()
    assert (waiting.state, promised(seminar)) == ("confirmed", {"AWO": (3, None)})
    pass_on(desk, seminar, mine, 2, to=association("Caritas").pk)
    assert promised(seminar) == {"AWO": (1, None), "Caritas": (2, None)}
    page = text_of(desk.get(url("history", seminar.pk)))
    assert "AWO: Plätze zurückgegeben: 1; reserviert bleiben 3." in page
    assert "Caritas: Plätze erhalten: 2; reserviert sind jetzt 2." in page
    (told,) = pass_on(desk, seminar, mine, 5).context["forms"]["hand_on"].errors["seats"]
    assert told.startswith("AWO hat 1 reservierte Plätze")
    to_itself = pass_on(desk, seminar, mine, 1, to=association().pk)
    assert to_itself.context["forms"]["hand_on"].errors.keys() == {"to"}


def test_contingents_of_what_is_published_change_only_with_a_reason(desk):
    public, planned = coming(), coming(state="planned")
    fields = rows(("reserve", 1)) | {"reason": ""}
    response = desk.post(url("seats", public.pk), fields)
    assert response.context["forms"]["contingents"].errors.keys() == {"reason"}
    (mine,) = promise(public, AWO=1)
    refused = pass_on(desk, public, mine, 1, reason=" ").context["forms"]["hand_on"]
    assert refused.errors.keys() == {"reason"}
    desk.post(url("seats", planned.pk), fields)
    assert (promised(public), promised(planned)) == (
        {"AWO": (1, None)},
        {str(office()): (1, None)},
    )


def test_a_contingent_of_another_seminar_is_not_found(desk):
    (mine,), other = promise(coming(), AWO=1), coming()
    form = pass_on(desk, other, mine, 1).context["forms"]["hand_on"]
    assert "giver" in form.errors
    assert promised(mine.seminar) == {"AWO": (1, None)}


def test_whom_the_office_prefers_is_told_with_reason_and_taken_away_as_a_table(desk):
    seminar = coming(capacity=1)
    book(seminar)
    facts = {"reason": "=Pflichtschulung", "by": office_staff(last_name="Stein")}
    waiting = book(seminar, counsellor(last_name="Zander"))
    now = timezone.now()
    set_priority(enrolment=waiting, priority=Priority.FIRST, now=now, **facts)
    assert "=Pflichtschulung" in text_of(desk.get(url("seats", seminar.pk)))
    file = desk.get(url("priorities_csv", seminar.pk)).content.decode("utf-8-sig")
    _heading, row = csv.reader(io.StringIO(file), delimiter=";")
    assert row[:6] == [
        "Kim Zander",
        "Träger Eins",
        "auf der Warteliste",
        waiting_priority(waiting),
        "'=Pflichtschulung",
        "Kim Stein",
    ]


def waiting_priority(enrolment):
    enrolment.refresh_from_db()
    return enrolment.get_priority_display()


def test_the_seat_plan_costs_the_same_for_one_and_many(desk, django_assert_num_queries):
    seminar, staff = coming(capacity=1), office_staff()
    desk.get(url("seats", seminar.pk))  # fills Wagtail's caches
    names = iter(["AWO", "Caritas", "DRK", "ZWST", "BdV", "IB"])
    book(seminar)
    for people in (1, 4):
        for _n in range(people):
            stored = {c.organisation.name: 0 for c in seminar.contingents.all()}
            promise(seminar, **stored, **{next(names): 0})
            facts = {"reason": "Wichtig", "by": staff, "now": timezone.now() + A_DAY}
            set_priority(enrolment=book(seminar), priority=Priority.FIRST, **facts)
        with django_assert_num_queries(22):
            desk.get(url("seats", seminar.pk))
