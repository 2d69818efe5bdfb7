"""Many people of a seminar in one table, and one act on many of them."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from courses.models import Batch, EnrolmentEvent
from courses.services import batches
from courses.services.batches import carry_out
from fortbildung.shared.errors import Refused
from tests.cms.desk import looked_at, text_of, url
from tests.cms.seats import ada_and_ben, book, closed, coming, logged_in, of_caritas, ticked
from tests.factories import counsellor, office_staff
from tests.post import letters

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    return logged_in(client)


def names(page):
    return [str(enrolment.person) for enrolment, _cells in page.context["rows"]]


def test_the_table_is_searched_sorted_and_cut_to_what_is_wanted(desk):
    seminar = coming(capacity=2)
    ada_and_ben(seminar)
    waiting = book(seminar, of_caritas(first_name="Cem", last_name="Mut"))
    page = url("roster", seminar.pk)
    assert names(desk.get(page)) == ["Ben Ärger", "Cem Mut", "Ada Zorn"]
    assert names(desk.get(page, {"sort": "-name"})) == ["Ada Zorn", "Cem Mut", "Ben Ärger"]
    assert names(desk.get(page, {"q": "zor ada"})) == ["Ada Zorn"]
    assert names(desk.get(page, {"shown": "queue"})) == ["Cem Mut"]
    assert names(desk.get(page, {"association": waiting.association_id})) == ["Cem Mut"]
    assert names(desk.get(page, {"sort": "nonsense", "land": "x"})) != []
    columns = desk.get(page, {"columns": ["name", "land"]}).context["headings"]
    assert [str(heading["label"]) for heading in columns] == ["Name", "Bundesland"]


def test_what_is_taken_away_is_what_is_shown(desk):
    seminar = coming()
    ada_and_ben(seminar)
    address = url("roster_file", seminar.pk, "csv")
    answer = desk.get(address, {"q": "Ada", "columns": ["name", "state"]})
    assert answer.content.decode("utf-8-sig").splitlines() == ["Name;Status", "Ada Zorn;bestätigt"]
    assert "personen-" in answer["Content-Disposition"]
    assert desk.get(url("roster_file", seminar.pk, "exe")).status_code == 404


def test_the_table_costs_the_same_for_one_and_many(desk, django_assert_num_queries):
    seminar = coming()
    for count in (1, 4):
        for _n in range(count):
            book(seminar)
        desk.get(url("roster", seminar.pk))  # fills Wagtail's caches
        with django_assert_num_queries(19):
            desk.get(url("roster", seminar.pk))


def test_first_it_is_shown_what_would_become_of_each(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    page = looked_at(desk, seminar, ticked(ada, ben, kind="confirm"))
    assert "<strong>2 Personen</strong>: Der Platz ist bereits bestätigt." in text_of(page)
    assert page.context["possible"] == []
    page = looked_at(desk, seminar, ticked(ada, ben))
    assert [prospect.enrolment for prospect in page.context["possible"]] == [ben, ada]
    assert not Batch.objects.exists()


def test_many_are_cancelled_with_one_reason_and_pressing_twice_does_it_once(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    fields = ticked(ada, ben, sure=1)
    refused = desk.post(url("bulk", seminar.pk), fields)
    assert refused.context["asks"].errors.keys() == {"reason"}
    answers = [
        desk.post(url("bulk", seminar.pk), fields | {"reason": "Haus gesperrt"}) for _n in range(2)
    ]
    batch = Batch.objects.get()
    assert {answer.url for answer in answers} == {url("batch", seminar.pk, batch.pk)}
    assert "0 von 2 erledigt." in text_of(desk.get(answers[0].url))
    assert carry_out(now=timezone.now()) == 2
    assert carry_out(now=timezone.now()) == 0
    assert "2 von 2 erledigt." in text_of(desk.get(answers[0].url))
    ends = EnrolmentEvent.objects.filter(to_state="cancelled").values_list("enrolment", "reason")
    assert sorted(ends) == [(ada.pk, "Haus gesperrt"), (ben.pk, "Haus gesperrt")]
    told = [mail for mail in letters() if "Haus gesperrt" in mail.body]
    assert len(told) == 2


def test_of_more_single_persons_than_an_address_holds_the_form_tells(desk, monkeypatch):
    monkeypatch.setattr("cms.desk.bulk.MOST_SINGLE", 1)
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    page = desk.post(url("bulk", seminar.pk), ticked(ada, ben))
    assert (page.status_code, page.context["chosen"]) == (200, [ben, ada])


def test_another_act_begun_from_the_same_table_is_another_act(desk):
    """Whoever goes back in the browser and chooses others is not shown what was done before."""
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    keys = {looked_at(desk, seminar, ticked(one)).context["key"] for one in (ada, ben)}
    assert len(keys) == 2


def test_everybody_found_is_meant_where_all_is_ticked(desk):
    seminar = coming()
    ada_and_ben(seminar)
    fields = {"all": "1", "kind": "cancel", "key": str(uuid4()), "sure": 1, "reason": "Wegfall"}
    desk.post(f"{url('bulk', seminar.pk)}?q=Ada", fields)
    assert [str(item.enrolment.person) for item in Batch.objects.get().items.all()] == ["Ada Zorn"]


def test_the_ticked_are_meant_wherever_they_stand_and_all_may_leave_somebody_out(desk):
    """The table keeps who is ticked while one turns pages and searches."""
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    elsewhere = {"enrolment": f"{ben.pk},{ada.pk},x", "kind": "cancel", "key": str(uuid4())}
    shown = looked_at(desk, seminar, elsewhere, "q=Ada")
    assert shown.context["chosen"] == [ben, ada]
    assert shown.context["keys"] == f"{ben.pk},{ada.pk}"
    but_ada = {"all": "1", "without": str(ada.pk), "kind": "cancel", "key": str(uuid4())}
    assert looked_at(desk, seminar, but_ada).context["chosen"] == [ben]
    letter = desk.post(url("bulk", seminar.pk), but_ada | {"kind": "message"}, follow=True)
    assert letter.context["form"]["people"].value() == [ben.pk]


def test_what_is_refused_says_why_and_stops_nobody_else(desk):
    seminar = closed(capacity=1)
    book(seminar)
    waiting = [book(seminar), book(seminar)]
    seminar.capacity = 2
    seminar.save()
    staff = office_staff()
    batch = batches.start(
        key=uuid4(), seminar=seminar, kind="confirm", chosen=waiting, by=staff, now=timezone.now()
    )
    carry_out(now=timezone.now())
    results = batch.items.order_by("pk").values_list("refused", "said")
    assert list(results) == [
        (False, "bestätigt"),
        (True, "Alle Plätze sind vergeben. Bitte erhöhen Sie zuerst die Platzzahl."),
    ]
    assert "Nicht erledigt (1)" in text_of(desk.get(url("batch", seminar.pk, batch.pk)))


def test_a_worker_that_dies_leaves_what_it_has_done_and_goes_on(monkeypatch):
    seminar = coming()
    chosen = ada_and_ben(seminar)
    facts = {"by": office_staff(), "reason": "Wegfall", "now": timezone.now()}
    batches.start(key=uuid4(), seminar=seminar, kind="cancel", chosen=chosen, **facts)
    cancel = batches.ACTS["cancel"]

    def die_at_the_second(enrolment, batch, now):
        if enrolment == chosen[1]:
            raise SystemExit
        return cancel(enrolment, batch, now)

    monkeypatch.setitem(batches.ACTS, "cancel", die_at_the_second)
    with pytest.raises(SystemExit):
        carry_out(now=timezone.now())
    monkeypatch.undo()
    assert carry_out(now=timezone.now()) == 1
    assert [e.state for e in seminar.enrolments.order_by("pk")] == ["cancelled"] * 2


def test_a_broken_act_is_tried_again_and_keeps_nobody_waiting(monkeypatch):
    seminar = coming()
    chosen = ada_and_ben(seminar)
    facts = {"by": office_staff(), "reason": "Wegfall", "now": timezone.now()}
    batches.start(key=uuid4(), seminar=seminar, kind="cancel", chosen=chosen, **facts)
    cancel = batches.ACTS["cancel"]

    def fail_at_the_first(enrolment, batch, now):
        return 1 / 0 if enrolment == chosen[0] else cancel(enrolment, batch, now)

    monkeypatch.setitem(batches.ACTS, "cancel", fail_at_the_first)
    assert carry_out(now=timezone.now()) == 1
    monkeypatch.undo()
    assert carry_out(now=timezone.now()) == 1


def test_an_act_without_people_or_by_others_is_refused():
    seminar, facts = coming(), {"kind": "confirm", "now": timezone.now()}
    with pytest.raises(Refused, match="1 bis 1000"):
        batches.start(key=uuid4(), seminar=seminar, chosen=[], by=office_staff(), **facts)


def test_the_history_names_seats_people_and_who_did_it(desk):
    seminar = coming()
    ada, _ben = ada_and_ben(seminar)
    desk.post(url("cancel", seminar.pk, ada.pk), {"reason": "Auf Wunsch"})
    desk.post(url("guarantee", seminar.pk))
    page = text_of(desk.get(url("history", seminar.pk)))
    assert "Es wurde zugesagt: Die Veranstaltung findet statt." in page
    assert "Auf Wunsch" in page


def test_a_message_begins_with_those_chosen_and_keeps_them_when_a_template_is_taken(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    left = book(seminar, counsellor(last_name="Gegangen"))
    desk.post(url("cancel", seminar.pk, left.pk), {"reason": "Auf Wunsch"})
    for fields, people in (
        ({"enrolment": [ben.pk]}, [ben.pk]),
        ({"all": "1", "enrolment": [ben.pk]}, [ben.pk, ada.pk]),
    ):
        answer = desk.post(url("bulk", seminar.pk), {"kind": "message", **fields})
        page = desk.get(answer.url)
        assert answer.url.startswith(url("new_message", seminar.pk))
        assert page.context["form"]["people"].value() == people
        assert len(page.context["form"]["people"].subwidgets) == len(people)
        assert {("all", "1"), ("enrolment", str(ben.pk))} & set(page.context["kept"])
    everybody = f"{url('bulk', seminar.pk)}?shown=ended"
    page = desk.get(desk.post(everybody, {"kind": "message", "all": "1"}).url)
    assert "Einer der gewählten Personen" in text_of(page)
    assert page.context["form"]["people"].value() == []
    assert not Batch.objects.exists()


def test_further_people_are_chosen_for_a_draft(desk):
    seminar = coming()
    ada, ben = ada_and_ben(seminar)
    facts = {"subject": "Anreise", "body": "Bis bald!", "people": [ada.pk]}
    desk.post(url("new_message", seminar.pk), facts)
    draft = seminar.messages.get()
    table = desk.get(url("edit_message", seminar.pk, draft.pk)).context["view"].table_url
    assert f'name="message" value="{draft.pk}"' in text_of(desk.get(table))
    bulk = f"{url('bulk', seminar.pk)}?message={draft.pk}"
    page = desk.post(bulk, {"kind": "message", "enrolment": [ben.pk]}).url
    assert desk.get(page).context["form"]["people"].value() == [ada.pk, ben.pk]


def test_those_chosen_are_exported_with_the_columns_shown(desk):
    seminar = coming()
    ada, _ben = ada_and_ben(seminar)
    address = f"{url('bulk', seminar.pk)}?columns=name&columns=state"
    answer = desk.post(address, ticked(ada, kind="export"))
    book_of = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book_of.get_sheet_by_index(0).to_python()
    assert rows == [["Name", "Status"], ["Ada Zorn", "bestätigt"]]
    assert "personen-" in answer["Content-Disposition"]
    nobody = desk.post(address, ticked(kind="export"), follow=True)
    assert "Wählen Sie mindestens eine Person für die Datei." in text_of(nobody)
