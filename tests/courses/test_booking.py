"""Booking on the web: what is promised, what is true, and who may see it."""

import pytest
from django.urls import reverse

from courses.models import Enrolment
from courses.services.enrolments import enrol, ways_to_book
from courses.states import PUBLIC, EnrolmentState, SeminarState
from organisations.models import Employment
from organisations.states import EmploymentState
from tests.factories import A_DAY, NOON, PersonFactory, SeminarFactory, counsellor, programme, site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = A_DAY / 24
BUTTON = '<button class="kern-btn kern-btn--primary" type="submit">'


def page(client, seminar):
    response = client.get(reverse("courses:book", args=[seminar.number]))
    return response, response.content.decode()


def book(client, seminar, **answers):
    return client.post(reverse("courses:book", args=[seminar.number]), answers)


def fill(seminar, *, people=1):
    return [
        enrol(person=(p := counsellor()), seminar=seminar, employment=p.job, now=NOON - n * HOUR)
        for n in range(people, 0, -1)
    ]


def second_job(person, in_programme="JMD"):
    return Employment.objects.create(
        user=person,
        organisation=site("Beratungsstelle Nord"),
        programme=programme(in_programme),
        starts=(NOON - 10 * A_DAY).date(),
        state=EmploymentState.CONFIRMED,
        decided_at=NOON,
    )


def test_whoever_is_not_logged_in_comes_back_to_the_same_seminar(client):
    address = reverse("courses:book", args=[SeminarFactory().number])
    response = client.get(address)
    assert (response.status_code, response.url) == (302, f"/konto/login/?next={address}")


@pytest.mark.parametrize("state", sorted(set(SeminarState) - set(PUBLIC)))
def test_a_seminar_that_is_not_published_cannot_be_found(client, state):
    client.force_login(counsellor())
    assert page(client, SeminarFactory(state=state))[0].status_code == 404


def test_a_free_seat_is_promised_and_kept(client):
    person, seminar = counsellor(), SeminarFactory(capacity=1, fee=1250)
    client.force_login(person)
    text = page(client, seminar)[1]
    assert "Ein Platz ist frei: Sie haben ihn sofort." in text
    assert "1.250&nbsp;€" in text
    assert 'Mittwoch, 2. Dezember 2026, <span class="nowrap">09:00–16:00 Uhr</span>' in text
    assert "Sie nehmen für Beratungsstelle Mitte (MBE) teil." in text
    response = book(client, seminar, note="Ich esse vegan.")
    enrolment = Enrolment.objects.get()
    assert response.url == reverse("courses:enrolment", args=[enrolment.pk])
    assert (enrolment.person, enrolment.state, enrolment.note) == (
        person,
        EnrolmentState.CONFIRMED,
        "Ich esse vegan.",
    )
    assert "Ihr Platz ist bestätigt." in client.get(response.url).content.decode()


def test_without_a_free_seat_the_place_in_the_queue_is_told_before_and_after(client):
    seminar = SeminarFactory(capacity=1)
    fill(seminar, people=3)
    client.force_login(counsellor())
    text = page(client, seminar)[1]
    assert "Sie kommen auf die Warteliste, Platz 3." in text
    after = client.get(book(client, seminar).url).content.decode()
    assert "Sie stehen auf der Warteliste, Platz 3." in after


def test_what_counts_is_what_is_true_when_the_button_is_pressed(client):
    seminar = SeminarFactory(capacity=1)
    client.force_login(counsellor())
    assert "Ein Platz ist frei" in page(client, seminar)[1]
    fill(seminar)
    after = client.get(book(client, seminar).url).content.decode()
    assert "Sie stehen auf der Warteliste, Platz 1." in after


def test_all_reasons_stand_there_before_the_click_and_no_dead_button(client, clock):
    seminar = SeminarFactory(closes_at=NOON + HOUR)
    seminar.course.programmes.add(programme("JMD"))
    client.force_login(counsellor())
    clock(NOON + HOUR)
    text = page(client, seminar)[1]
    assert "Die Anmeldung wurde am 2. November 2026 um 13:00 Uhr geschlossen." in text
    assert "Dieser Kurs richtet sich an JMD, nicht an MBE." in text
    assert BUTTON not in text
    assert book(client, seminar).status_code == 200
    assert not Enrolment.objects.exists()


def test_whoever_has_no_confirmed_employment_learns_whom_to_ask(client):
    client.force_login(PersonFactory())
    text = page(client, SeminarFactory())[1]
    assert "noch nicht bestätigt. Das macht die Leitung der Beratungsstelle." in text
    assert BUTTON not in text


def test_a_second_click_leads_to_the_same_enrolment(client):
    seminar = SeminarFactory()
    client.force_login(counsellor())
    first, second = (book(client, seminar).url for _ in range(2))
    assert first == second
    text = page(client, seminar)[1]
    assert "Sie sind für diese Veranstaltung bereits angemeldet." in text
    assert f'href="{first}"' in text


def test_whoever_works_in_two_places_chooses_one(client):
    person, seminar = counsellor(), SeminarFactory()
    other = second_job(person)
    client.force_login(person)
    text = page(client, seminar)[1]
    assert [text.count(f'value="{job.pk}"') for job in (person.job, other)] == [1, 1]
    assert "Bitte wählen Sie eine Ihrer Anstellungen." in book(client, seminar).content.decode()
    book(client, seminar, employment=other.pk)
    assert str(Enrolment.objects.get().organisation) == "Beratungsstelle Nord"


def test_the_summary_of_what_is_wrong_leads_to_where_the_choice_is_made(client):
    """A group of buttons takes the focus itself: Tab goes on from there."""
    person = counsellor()
    second_job(person)
    client.force_login(person)
    seminar = SeminarFactory()
    text = " ".join(book(client, seminar).content.decode().split())
    assert '<a href="#id_employment">Für welche Anstellung nehmen Sie teil?</a>' in text
    assert 'id="id_employment" tabindex="-1"' in text


def test_only_employments_in_which_one_may_book_are_offered():
    person, seminar = counsellor(), SeminarFactory()
    other = second_job(person)
    seminar.course.programmes.add(other.programme)
    assert ways_to_book(person=person, seminar=seminar, now=NOON) == ([other], [])


def test_nobody_books_with_somebody_elses_employment(client):
    person, seminar = counsellor(), SeminarFactory()
    second_job(person)
    client.force_login(person)
    response = book(client, seminar, employment=counsellor().job.pk)
    assert response.status_code == 200
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("people", [1, 5])
def test_the_page_costs_the_same_for_a_short_and_a_long_queue(
    client, people, django_assert_num_queries
):
    seminar = SeminarFactory(capacity=1, days=people)
    fill(seminar, people=people)
    client.force_login(counsellor())
    with django_assert_num_queries(11):
        page(client, seminar)
