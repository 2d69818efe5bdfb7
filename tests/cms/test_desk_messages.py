"""Writing to the people of a seminar on the desk: draft, preview, send, and the log of it."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.models import Message, MessageTemplate
from courses.services.messages import send_due
from courses.states import MessageState, SeminarState
from fortbildung.shared.models import OutgoingMail
from tests.cms.desk import text_of, url
from tests.cms.seats import book, coming, logged_in
from tests.factories import NOON, counsellor, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TEXT = {"subject": "Anreise", "body": "Wir sehen uns in {ort}.", "audiences": ["participants"]}


@pytest.fixture
def desk(client, monkeypatch, tmp_path):
    monkeypatch.setattr(storages["private"], "location", str(tmp_path))
    return logged_in(client)


def compose(desk, seminar, **fields):
    """The draft made by filling in the page."""
    answer = desk.post(url("new_message", seminar.pk), TEXT | fields)
    assert answer.status_code == 302, answer.context["form"].errors
    return Message.objects.latest("pk")


def person(seminar, name):
    return book(seminar, counsellor(first_name="Ada", last_name=name))


def test_a_draft_shows_who_gets_it_and_how_a_real_person_reads_it(desk):
    seminar = coming(place="Kassel")
    first, second = person(seminar, "Berg"), person(seminar, "Lenz")
    message = compose(desk, seminar, files=[SimpleUploadedFile("Plan.pdf", b"%PDF")])
    page = text_of(desk.get(url("message", seminar.pk, message.pk)))
    told = ["Noch hat niemand", "an 2 Personen", "Guten Tag Ada Berg,", "Wir sehen uns in Kassel."]
    told += ["Plan.pdf", second.person.email, "Jetzt verschicken"]
    assert [words for words in told if words not in page] == []
    other = desk.get(url("message", seminar.pk, message.pk), {"person": second.pk})
    assert "Guten Tag Ada Lenz," in text_of(other)
    file = message.attachments.get()
    got = desk.get(url("message_file", seminar.pk, message.pk, file.pk))
    assert b"".join(got.streaming_content) == b"%PDF"
    assert not OutgoingMail.objects.filter(key__startswith="message-").exists()
    assert first.messages.count() == 1


def test_sending_twice_sends_once_and_the_page_follows_what_becomes_of_it(desk):
    seminar = coming()
    first, second = person(seminar, "Berg"), person(seminar, "Lenz")
    message = compose(desk, seminar)
    for _click in range(2):
        there = desk.post(url("send_message", seminar.pk, message.pk)).url
        send_due(now=NOON)
    assert there == url("message", seminar.pk, message.pk)
    page = text_of(desk.get(there))
    assert "0 von 2 E-Mails sind zugestellt." in page
    assert 'http-equiv="refresh"' in page
    mails = OutgoingMail.objects.filter(key__startswith="message-")
    mails.filter(to=first.person.email).update(sent_at=NOON)
    mails.filter(to=second.person.email).update(attempts=1)
    page = text_of(desk.get(there))
    assert "1 von 2 E-Mails sind zugestellt. Eine ist bisher nicht angekommen" in page
    assert 'http-equiv="refresh"' not in page
    (row,) = desk.get(url("messages", seminar.pk)).context["page"].object_list
    assert (row.counts["all"], row.counts["delivered"], row.counts["failed"]) == (2, 1, 1)
    log = text_of(desk.get(url("enrolment", seminar.pk, second.pk)))
    assert "bisher nicht zugestellt" in log


def test_what_was_given_up_says_so_and_leads_to_sending_it_again(desk):
    seminar = coming()
    book(seminar)
    message = compose(desk, seminar)
    there = desk.post(url("send_message", seminar.pk, message.pk)).url
    send_due(now=NOON)
    OutgoingMail.objects.filter(key__startswith="message-").update(attempts=14, gave_up_at=NOON)
    page = text_of(desk.get(there))
    assert "Eine wurde aufgegeben: Grund ansehen und erneut senden." in page
    assert url("undelivered") in page
    assert "es wird weiter versucht" not in page


def test_an_unknown_placeholder_stands_at_its_field(desk):
    seminar = coming()
    book(seminar)
    page = desk.post(url("new_message", seminar.pk), TEXT | {"body": "Hallo {vorname}"})
    (error,) = page.context["form"].errors["body"]
    assert error.startswith("„{vorname}“ ist kein Platzhalter. Möglich sind: {name}, {kurs}")
    assert not Message.objects.exists()


def test_a_draft_is_changed_or_thrown_away_and_what_is_sent_is_not(desk):
    seminar = coming()
    first, second = person(seminar, "Berg"), person(seminar, "Lenz")
    message = compose(desk, seminar, audiences=[], people=[second.pk])
    page = url("edit_message", seminar.pk, message.pk)
    assert desk.get(page).context["form"]["people"].value() == [second.pk]
    desk.post(page, TEXT | {"audiences": [], "people": [first.pk], "subject": "Neu"})
    message.refresh_from_db()
    assert (message.subject, message.recipients.get().enrolment) == ("Neu", first)
    desk.post(url("send_message", seminar.pk, message.pk))
    assert desk.get(page).url == url("message", seminar.pk, message.pk)
    desk.post(url("discard_message", seminar.pk, message.pk))
    assert Message.objects.get().state == MessageState.SENDING
    thrown = compose(desk, seminar)
    desk.post(url("discard_message", seminar.pk, thrown.pk))
    assert Message.objects.get() == message


def test_held_back_until_the_office_guarantees_the_seminar(desk):
    seminar = coming()
    book(seminar)
    message = compose(desk, seminar, until_guaranteed="on")
    desk.post(url("send_message", seminar.pk, message.pk))
    message.refresh_from_db()
    assert message.state == MessageState.HELD_BACK
    desk.post(url("guarantee", seminar.pk))
    seminar.refresh_from_db()
    message.refresh_from_db()
    assert (seminar.state, message.state) == (SeminarState.GUARANTEED, MessageState.SENDING)
    assert "until_guaranteed" not in desk.get(url("new_message", seminar.pk)).context["form"].fields


def test_templates_belong_to_the_office_and_begin_a_message(desk):
    fields = {"name": "Anreise", "subject": "Anreise zu {nummer}", "body": "Bis bald!"}
    wrong = desk.post(url("new_message_template"), fields | {"body": "{wo}"})
    assert wrong.context["form"].errors.keys() == {"body"}
    assert desk.post(url("new_message_template"), fields).url == url("message_templates")
    again = desk.post(url("new_message_template"), fields)
    assert "Es gibt schon eine Vorlage mit diesem Namen." in text_of(again)
    mine = MessageTemplate.objects.get()
    theirs = MessageTemplate.objects.create(central_office=office("Caritas"), **fields)
    page = desk.get(url("new_message", coming().pk), {"vorlage": mine.pk})
    assert page.context["form"]["subject"].value() == "Anreise zu {nummer}"
    assert page.context["templates"] == [mine]
    assert desk.get(url("message_template", theirs.pk)).status_code == 404
    assert desk.post(url("drop_message_template", theirs.pk)).status_code == 404
    desk.post(url("drop_message_template", mine.pk))
    assert MessageTemplate.objects.get() == theirs


def test_of_another_office_nothing_is_there_nor_of_another_seminar(desk, client):
    seminar, other = coming(), coming()
    book(seminar)
    message = compose(desk, seminar)
    assert desk.get(url("message", other.pk, message.pk)).status_code == 404
    logged_in(client, office_staff(of=office("Caritas")))
    for name in ("message", "edit_message"):
        assert client.get(url(name, seminar.pk, message.pk)).status_code == 404
    for name in ("send_message", "discard_message"):
        assert client.post(url(name, seminar.pk, message.pk)).status_code == 404
    message.refresh_from_db()
    assert message.state == MessageState.DRAFT


@pytest.mark.parametrize(("page", "queries"), [("messages", 16), ("message", 19)])
def test_the_pages_cost_the_same_for_one_and_many(desk, django_assert_num_queries, page, queries):
    seminar = coming()
    for rows in (1, 5):
        while seminar.enrolments.count() < rows:
            person(seminar, "Lenz")
        message = compose(desk, seminar)
        address = url(page, seminar.pk, *([message.pk] if page == "message" else []))
        desk.get(address)
        with django_assert_num_queries(queries):
            desk.get(address)
