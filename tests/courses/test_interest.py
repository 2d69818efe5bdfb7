"""Interest in a course without a date: registered once, told of dates, withdrawn, counted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from courses.kinds import InterestKind
from courses.models import Interest
from courses.services.demand import demands
from courses.services.enrolments import enrol
from courses.services.interest import (
    keep_interest,
    register_interest,
    tell_interested,
    withdraw_interest,
)
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from organisations.states import EmploymentState
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    PersonFactory,
    SeminarFactory,
    association,
    counsellor,
    provider,
    site,
)
from tests.post import letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def want(course, person=None, now=NOON):
    person = person or counsellor()
    return register_interest(person=person, course=course, employment=person.job, now=now)


def page(course):
    return reverse("courses:register_interest", args=[course.code])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_where_somebody_works_is_frozen():
    interest, job = want(CourseFactory()), counsellor().job
    assert (interest.organisation, interest.association) == (job.organisation, association())
    assert (interest.provider, interest.land.short) == (provider(), "BE")
    assert (interest.programme, interest.kind) == (job.programme, InterestKind.OWN)


def test_interest_is_registered_once_and_again_after_it_was_withdrawn():
    course, person = CourseFactory(), counsellor()
    first = want(course, person)
    with pytest.raises(Refused, match="bereits vermerkt"):
        want(course, person)
    withdraw_interest(interest=first, now=NOON + A_DAY)
    with pytest.raises(Refused, match="bereits zurückgezogen"):
        withdraw_interest(interest=first, now=NOON + A_DAY)
    again = want(course, person, NOON + 2 * A_DAY)
    assert list(Interest.objects.live()) == [again]


def test_without_a_current_employment_nobody_registers():
    course, person = CourseFactory(), counsellor()
    with pytest.raises(Refused, match="noch nicht bestätigt"):
        register_interest(person=PersonFactory(), course=course, employment=None, now=NOON)
    with pytest.raises(Refused, match="noch nicht bestätigt"):
        register_interest(person=PersonFactory(), course=course, employment=person.job, now=NOON)
    person.employments.update(state=EmploymentState.REQUESTED)
    with pytest.raises(Refused, match="nicht bestätigt oder beendet"):
        want(course, person)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_register_one_interest():
    course, person = CourseFactory(), counsellor()

    def click(_n):
        try:
            want(course, person)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "registered"

    with ThreadPoolExecutor(4) as crowd:
        outcomes = sorted(crowd.map(click, range(4)))
    assert outcomes == ["refused"] * 3 + ["registered"]


def test_whoever_was_booked_stays_interested_when_a_seminar_is_called_off():
    seminar, person = SeminarFactory(), counsellor()
    enrolment = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    person.employments.all().delete()
    enrolment.refresh_from_db()
    kept = keep_interest(enrolment=enrolment, now=NOON)
    assert (kept.kind, kept.course, kept.provider) == ("called_off", seminar.course, provider())
    assert keep_interest(enrolment=enrolment, now=NOON + A_DAY) == kept


def test_a_new_date_is_told_once_to_all_who_are_interested_and_not_enrolled():
    seminar = SeminarFactory(course__title="Asylrecht")
    interest, left, booked = (want(seminar.course) for _n in range(3))
    want(CourseFactory())
    withdraw_interest(interest=left, now=NOON)
    person = booked.person
    enrol(person=person, seminar=seminar, employment=booked.employment, now=NOON)
    OutgoingMail.objects.all().delete()
    assert tell_interested(seminar=seminar, now=NOON) == 1
    tell_interested(seminar=seminar, now=NOON + A_DAY)
    (mail,) = letters()
    assert (mail.to, mail.subject) == (interest.person.email, "Es gibt einen Termin: Asylrecht")
    assert f"/buchen/{seminar.number}/" in mail.body
    assert reverse("courses:withdraw_interest", args=[interest.pk]) in mail.body
    assert "Buchen können Sie ab 3. Oktober 2026, 13:00 Uhr" in mail.body


def test_whoever_withdrew_before_the_mail_was_written_gets_none():
    seminar = SeminarFactory()
    interest = want(seminar.course)
    tell_interested(seminar=seminar, now=NOON)
    withdraw_interest(interest=interest, now=NOON)
    assert letters() == []


def test_the_page_registers_and_my_training_lists_and_withdraws(client):
    course, person = CourseFactory(code="FB/1 neu", title="Asylrecht"), counsellor()
    client.force_login(person)
    assert "Einen Termin gibt es schon" not in text_of(client.get(page(course)))
    answer = client.post(page(course), {"note": "Lieber im Herbst"}, follow=True)
    assert "Ihr Interesse ist vermerkt." in text_of(answer)
    interest = Interest.objects.get()
    assert (interest.person, interest.note) == (person, "Lieber im Herbst")
    way_out = reverse("courses:withdraw_interest", args=[interest.pk])
    assert f'href="{way_out}"' in text_of(answer)
    assert "bereits vermerkt" in text_of(client.get(page(course)))
    assert "bereits vermerkt" in text_of(client.post(page(course), {"note": ""}))
    assert "Interesse zurückziehen?" in text_of(client.get(way_out))
    assert "Ihr Interesse ist zurückgezogen." in text_of(client.post(way_out, follow=True))
    assert client.get(way_out).status_code == 404
    assert not Interest.objects.live().exists()


def test_a_date_there_is_already_is_told_and_no_hindrance(client):
    seminar = SeminarFactory()
    client.force_login(counsellor())
    text = text_of(client.get(page(seminar.course)))
    assert "Einen Termin gibt es schon" in text
    assert f'href="/buchen/{seminar.number}/"' in text
    assert client.post(page(seminar.course), {"note": ""}).status_code == 302


@pytest.mark.parametrize("dates", [1, 5])
def test_the_page_costs_the_same_for_one_date_and_many(client, dates, django_assert_num_queries):
    course = CourseFactory()
    for _n in range(dates):
        SeminarFactory(course=course)
    client.force_login(counsellor())
    with django_assert_num_queries(10):
        client.get(page(course))


def test_interest_of_others_is_not_there(client):
    interest = want(CourseFactory())
    client.force_login(counsellor())
    address = reverse("courses:withdraw_interest", args=[interest.pk])
    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    interest.refresh_from_db()
    assert interest.withdrawn_at is None


def test_planners_learn_how_many_want_a_course_and_from_where():
    wanted, crowded = CourseFactory(code="FB-1"), SeminarFactory(course__code="FB-2", capacity=1)
    elsewhere = site(below=provider("Haus", below=association("DRK"), in_land="HE"), in_land="HE")
    for person in (counsellor(), counsellor(), counsellor(at=elsewhere)):
        want(wanted, person)
    withdraw_interest(interest=want(wanted), now=NOON)
    want(crowded.course)
    for person in (counsellor() for _n in range(4)):
        enrol(person=person, seminar=crowded, employment=person.job, now=NOON)
    first, second = demands()
    assert (first.course, first.interested, first.waiting, first.total) == (crowded.course, 1, 3, 4)
    assert (second.course, second.interested, second.waiting) == (wanted, 3, 0)
    assert second.by_association() == [("AWO", 2), ("DRK", 1)]
    assert second.by_land() == [("Berlin", 2), ("Hessen", 1)]


@pytest.mark.parametrize("courses", [1, 5])
def test_demand_costs_the_same_for_one_course_and_many(courses, django_assert_num_queries):
    for _n in range(courses):
        want(CourseFactory())
    with django_assert_num_queries(3):
        assert len(demands()) == courses
