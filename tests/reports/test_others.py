"""Utilisation, demand, coverage, evaluation, speakers: each figure as counted by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from courses.models import Contingent, Evaluation, FeedbackGiven
from courses.services.contingents import give
from courses.services.enrolments import cancel, enrol
from courses.services.interest import register_interest
from reports.figures.answers import HIDDEN
from reports.models import KeptAnswer
from reports.questions.catalogue import REPORTS, answer_for
from reports.writing.pictures import drawn
from tests.certificates.kinds import fact, kind
from tests.certificates.required import requirement
from tests.factories import (
    A_DAY,
    NOON,
    CourseFactory,
    SeminarFactory,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    programme,
    provider,
    site,
    teaches,
)
from tests.reports.people import took_part

pytestmark = pytest.mark.django_db


def ask(name, reader=None, **parameters):
    return answer_for(reader or office_staff(), name, parameters, NOON)


def rows(answer, *names):
    found = [answer.by_name(row.cells) for row in answer.rows]
    return [tuple(row[name] for name in names) for row in found]


def total(answer, *names):
    found = answer.by_name(answer.total)
    return tuple(found[name] for name in names)


def book(seminar, person=None, now=NOON):
    person = person or counsellor()
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def test_utilisation_counts_seats_and_what_became_of_contingents():
    seminar, other = SeminarFactory(capacity=10), SeminarFactory(capacity=5)
    SeminarFactory(capacity=99, state="called_off")
    one, two = provider(), provider("Träger Zwei")
    ours = Contingent.objects.create(seminar=seminar, organisation=one, reserved=4)
    Contingent.objects.create(
        seminar=other, organisation=two, reserved=3, release_at=NOON, released_at=NOON
    )
    book(seminar)
    give(contingent=ours, to=two, seats=2, by=manager(one), now=NOON)
    answer = ask("utilisation", by="course")
    names = ["seats_offered", "taken", "utilisation", "seats_reserved"]
    names += ["reserved_used", "released", "given_away"]
    assert rows(answer, *names) == [
        (10, 1, Decimal("10.0"), 4, 1, 0, 2),
        (5, 0, Decimal("0.0"), 3, 0, 3, 0),
    ]
    assert total(answer, "seminars", *names) == (2, 15, 1, Decimal("6.7"), 7, 1, 3, 2)


def test_late_is_who_had_a_seat_and_gave_it_up_in_the_last_two_weeks():
    seminar = SeminarFactory(capacity=3)
    begin = NOON + 30 * A_DAY - timedelta(hours=3)
    early, late, latest, waits = (book(seminar) for _n in range(4))
    for enrolment, before in ((waits, 3 * A_DAY), (early, 15 * A_DAY), (late, 14 * A_DAY)):
        cancel(enrolment=enrolment, by=enrolment.person, now=begin - before)
    cancel(enrolment=latest, by=office_staff(), now=begin - A_DAY, reason="krank")
    assert total(ask("utilisation", year="2026"), "late_cancellations") == (2,)
    answer = ask("participation", by="provider", year="2026")
    assert total(answer, "cancellations", "late_cancellations") == (4, 2)


def test_demand_adds_interest_and_queues_and_shows_what_is_planned():
    course, other = CourseFactory(), CourseFactory()
    for _n in range(2):
        person = counsellor()
        register_interest(person=person, course=course, employment=person.job, now=NOON)
    seminar = SeminarFactory(course=course, capacity=1)
    SeminarFactory(course=course, capacity=7)
    SeminarFactory(course=other)
    for _n in range(3):
        book(seminar)
    answer = ask("demand")
    assert rows(answer, "code", "wanted", "interested", "waiting", "dates", "free") == [
        (course.code, 4, 2, 2, 2, 7)
    ]
    assert total(answer, "wanted", "dates", "free") == (4, 2, 7)
    assert rows(ask("demand", by="state"), "state", "wanted") == [("Berlin", 4)]
    assert rows(ask("demand", coordinator()), "wanted", "interested", "waiting", "free") == [
        (HIDDEN, HIDDEN, HIDDEN, 7)
    ]


def test_a_manager_reads_the_demand_of_the_own_team():
    course, elsewhere = CourseFactory(), site("Zwei", below=provider("Träger Zwei"))
    for place in (None, elsewhere, elsewhere):
        person = counsellor(place)
        register_interest(person=person, course=course, employment=person.job, now=NOON)
    assert rows(ask("demand", manager()), "interested") == [(1,)]


def test_coverage_shows_who_has_it_and_hides_small_figures_from_those_afar():
    recht = kind()
    requirement(recht)
    people = [counsellor() for _n in range(3)]
    fact(people[0], recht, NOON.date())
    expected = [("Berlin", "", 3, 1, 0), ("Berlin", "Träger Eins", 3, 1, 0)]
    for reader in (office_staff(), manager()):
        answer = ask("coverage", reader)
        assert rows(answer, "state", "provider", "asked", "met", "planned") == expected
        assert total(answer, "asked", "share") == (3, Decimal("33.3"))
    far = ask("coverage", coordinator())
    assert rows(far, "asked", "met") == [(HIDDEN, HIDDEN)] * 2
    assert ask("coverage", office_staff(office("Caritas"))).rows == ()


def test_coverage_begins_with_what_is_asked_of_the_readers_people():
    counsellor()
    requirement(kind("A", "A"), "Einstieg", programme=programme("JMD"))
    requirement(kind("B", "B"), "Recht", function="administration")
    requirement(kind("C", "C"), "Schutz", programme=programme("MBE"))
    assert [ask("coverage", reader).subtitle for reader in (manager(), office_staff())] == [
        "Schutz",
        "Schutz",
    ]
    assert ask("coverage", office_staff(office("Caritas"))).subtitle == "Einstieg"


def test_nothing_required_is_an_empty_answer():
    assert ask("coverage").rows == ()


def evaluated(course, given, points, *, closes=-1):
    seminar = SeminarFactory(course=course, days__start=NOON - 30 * A_DAY, state="held")
    form = course.questionnaires.first() or course.questionnaires.create(version=1)
    question = form.questions.first() or form.questions.create(
        position=1, kind="scale", text="Ich kann das anwenden."
    )
    day = NOON.date()
    evaluation = Evaluation.objects.create(
        seminar=seminar,
        questionnaire=form,
        opened_on=day - 20 * A_DAY,
        closes_on=day + closes * A_DAY,
    )
    for _n in range(given + 1):
        enrolment = took_part(counsellor(), seminar)
        if _n < given:
            FeedbackGiven.objects.create(evaluation=evaluation, enrolment=enrolment, on=day)
    for point in points:
        evaluation.answers.create(question=question, number=point)


def test_evaluation_is_over_all_seminars_that_may_be_shown():
    course = CourseFactory()
    evaluated(course, 5, [5, 5, 4, 4, 4])
    evaluated(course, 5, [1, 1, 1, 1, 2])
    evaluated(course, 4, [1, 1, 1, 1])  # too few
    evaluated(course, 6, [1, 1, 1, 1, 1, 1], closes=5)  # still open
    answer = ask("evaluation")
    names = ["statement", "seminars", "answered", "response", "average"]
    assert rows(answer, *names) == [
        ("", 2, 10, Decimal("83.3"), Decimal("2.80")),
        ("Ich kann das anwenden.", 2, 10, None, Decimal("2.80")),
    ]
    assert ask("evaluation", office_staff(office("DRK"))).rows == ()


def test_speakers_cost_what_is_agreed():
    seminar = SeminarFactory()
    for name, fee in (("Ada", 100), ("Ben", None)):
        teacher = counsellor(first_name=name)
        engagement = teaches(teacher, seminar)
        engagement.speaker.fee_per_unit = fee
        engagement.speaker.save()
    names = ["fees", "units", "paid_units", "fee_per_unit", "open_units", "speakers"]
    expected = (1600, 32, 16, Decimal("100.00"), 16, 2)
    assert rows(ask("speakers", by="month"), "month", *names) == [("Dezember 2026", *expected)]
    assert total(ask("speakers"), *names) == expected


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
@pytest.mark.parametrize("make", [coordinator, office_staff, manager])
def test_every_report_opens_and_can_be_taken_away(client, report, make):
    course = CourseFactory()
    requirement(kind())
    evaluated(course, 6, [4])
    teaches(counsellor(), SeminarFactory(course=course))
    register_interest(
        person=(person := counsellor()), course=course, employment=person.job, now=NOON
    )
    client.force_login(make())
    expected = 200 if report.for_managers or make is not manager else 404
    for address in [report.url, *(report.file_url(each) for each in ("xlsx", "csv", "pdf"))]:
        assert client.get(address).status_code == expected


COSTS = {"utilisation": 23, "demand": 21, "coverage": 22, "evaluation": 17, "speakers": 17}


@pytest.mark.parametrize("name", COSTS)
@pytest.mark.parametrize("rows", [1, 5])
def test_each_page_costs_the_same_for_one_and_many(client, name, rows, django_assert_num_queries):
    requirement(kind())
    for number in range(rows):
        course = CourseFactory(title=f"Kurs {number}")
        person = counsellor(site(f"Stelle {number}", below=provider(f"Träger {number}")))
        evaluated(course, 5, [4])
        teaches(person, SeminarFactory(course=course))
        register_interest(person=person, course=course, employment=person.job, now=NOON)
    client.force_login(office_staff())
    page = reverse("reports:report", args=[{r.name: r.slug for r in REPORTS}[name]])
    by = {} if name in ("coverage", "evaluation") else {"by": "course"}
    client.get(page, by)
    KeptAnswer.objects.all().delete()
    with django_assert_num_queries(COSTS[name]):
        client.get(page, by)


def test_a_report_begins_with_the_year_that_has_begun_whatever_is_planned():
    SeminarFactory(days__start=NOON + 400 * A_DAY)
    assert ask("utilisation").title == "Auslastung 2027"  # there is nothing else
    SeminarFactory(days__start=NOON - 400 * A_DAY)
    assert ask("utilisation").title == "Auslastung 2025"
    SeminarFactory()
    assert ask("utilisation").title == "Auslastung 2026"


def test_the_picture_of_shares_says_percent():
    seminar = SeminarFactory(capacity=8)
    took_part(counsellor(), seminar)
    (picture,) = drawn(ask("utilisation", coordinator(), by="office"))
    assert [bar.text for bar in picture.shape.bars] == ["12,5 %"]
    assert [bar.width for bar in picture.shape.bars] == ["12.50%"]
    assert picture.rows == [(str(office()), ["12,5 %"])]
