"""Kitchen and rooms on the desk: counts first, then who is meant; on paper and in Excel."""

import io

import pytest
from python_calamine import CalamineWorkbook

from courses.models import ParticipantNeeds
from tests.cms.desk import text_of, url
from tests.cms.seats import book, coming, logged_in
from tests.factories import counsellor, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def needing(seminar, last_name="Lenz", **facts):
    enrolment = book(seminar, counsellor(first_name="Ada", last_name=last_name))
    return ParticipantNeeds.objects.create(enrolment=enrolment, **facts)


def house():
    seminar = coming(catering=True, lodging=True)
    needing(seminar, diet="vegan", intolerances="Nüsse")
    needing(seminar, "Berg", diet="vegan", lodging="evening", lodging_note="22 Uhr")
    needing(seminar, "Zorn", accessibility="Großdruck")
    book(seminar)
    return seminar


def test_counts_come_first_and_whoever_said_nothing_eats_everything(desk):
    page = desk.get(url("needs", house().pk))
    lists = page.context["lists"]
    assert (lists.people, lists.diets) == (
        4,
        [("isst alles", 2), ("vegetarisch", 0), ("vegan", 2), ("halal", 0), ("koscher", 0)],
    )
    assert [str(need.enrolment.person) for need in lists.kitchen] == ["Ada Berg", "Ada Lenz"]
    assert [need.lodging_note for need in lists.rooms] == ["22 Uhr"]
    shown = text_of(page)
    assert shown.index("isst alles") < shown.index("Nüsse") < shown.index("Großdruck")


def test_each_list_is_taken_away_without_what_is_not_its_business(desk):
    seminar = house()
    files = {name: desk.get(url(name, seminar.pk)) for name in ("kitchen", "rooms")}
    assert "zimmer-" in files["rooms"]["Content-Disposition"]
    books = {
        name: CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        for name, file in files.items()
    }
    sheets = {
        name: [book.get_sheet_by_index(n).to_python() for n in (0, 1)]
        for name, book in books.items()
    }
    counts, people = sheets["kitchen"]
    assert (counts[3], counts[-1]) == (["vegan", 2.0], ["Gesamt", 4.0])
    assert people[1:] == [["Ada Berg", "vegan", ""], ["Ada Lenz", "vegan", "Nüsse"]]
    assert sheets["rooms"][1][1:] == [["Ada Berg", "ein Zimmer ab dem Vorabend", "22 Uhr"]]
    assert "Großdruck" not in str(sheets)
    notes = dict(books["kitchen"].get_sheet_by_index(2).to_python())
    assert notes["Veranstaltung"] == str(seminar)


def test_the_office_notes_what_it_is_told_also_after_the_closing(desk):
    seminar = coming(catering=True)
    enrolment = book(seminar)
    seminar.closes_at = enrolment.requested_at
    seminar.save()
    page = url("say_needs", seminar.pk, enrolment.pk)
    assert page in text_of(desk.get(url("enrolment", seminar.pk, enrolment.pk)))
    assert desk.post(page, {"diet": "kosher"}).url == url("enrolment", seminar.pk, enrolment.pk)
    assert ParticipantNeeds.objects.get().diet == "kosher"
    assert "checked" in text_of(desk.get(page)).partition('value="kosher"')[2][:60]


def test_of_another_office_nothing_is_there(client):
    logged_in(client, office_staff(of=office("Caritas")))
    seminar = house()
    pages = [url(name, seminar.pk) for name in ("needs", "kitchen", "rooms")]
    assert {client.get(page).status_code for page in pages} == {404}


def test_the_page_costs_the_same_for_one_and_many(desk, django_assert_num_queries):
    seminar = coming(catering=True, lodging=True)
    for rows in (1, 5):
        while ParticipantNeeds.objects.count() < rows:
            needing(seminar, diet="vegan", lodging="nights")
        desk.get(url("needs", seminar.pk))
        with django_assert_num_queries(16):
            assert len(desk.get(url("needs", seminar.pk)).context["lists"].rooms) == rows
