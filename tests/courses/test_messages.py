"""Messages to the people of a seminar: to whom, with which facts, once, and when."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from courses.models import Message, MessageAttachment, MessageRecipient, MessageTemplate
from courses.services import messages
from courses.services.calling_off import call_off
from courses.services.enrolments import cancel
from courses.services.message_log import counted, messages_to
from courses.services.seminars import guarantee, hold
from courses.states import Audience, MessageState, SeminarState
from fortbildung.shared import delivery
from fortbildung.shared.errors import Refused
from fortbildung.shared.models import OutgoingMail
from tests.courses.pages import book
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office, office_staff
from tests.post import letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(monkeypatch, tmp_path):
    """Files of a test lie where it can look at them."""
    for storage in (storages["private"], MessageAttachment.file.field.storage):
        monkeypatch.setattr(storage, "location", str(tmp_path))
    return tmp_path


def drafted(seminar, *, people=(), files=(), by=None, **fields):
    facts = {"subject": "Anreise", "body": "Bis bald in {ort}.", "audiences": ["participants"]}
    return messages.draft(
        message=Message(seminar=seminar, **(facts | fields)),
        people=people,
        files=files,
        by=by or office_staff(),
        now=NOON,
    )


def sent(seminar, **facts):
    """A message that is noted for everybody."""
    message = drafted(seminar, **facts)
    messages.send(message=message, by=message.by, now=NOON)
    messages.send_due(now=NOON)
    return Message.objects.get(pk=message.pk)


def addressees(message):
    return set(message.recipients.values_list("enrolment", flat=True))


def written(message):
    return letters(key__startswith=f"message-{message.pk}-")


def test_a_message_fills_in_the_facts_in_the_style_of_all_letters(settings):
    settings.SITE_URL = "https://fortbildung.example.org"
    seminar = SeminarFactory(number="S-1", online_link="https://example.org/raum", days=1)
    enrolment = book(seminar, counsellor(first_name="Zoë", last_name="O’Neill"))
    body = "{Kurs}, {nummer}:\n{termine}\nRaum: {online_link}\n{ anmeldung }\n{email}"
    (mail,) = written(sent(seminar, subject="{kurs} – {beginn}", body=body))
    title = "Aufenthaltsrecht I: Titel, Zwecke, Verlängerung"
    assert mail.subject == f"{title} – Mittwoch, 2. Dezember 2026, 09:00"
    assert mail.body == (
        "Guten Tag Zoë O’Neill,\n\n"
        f"{title}, S-1:\n– Mittwoch, 2. Dezember 2026, 09:00–16:00\n"
        "Raum: https://example.org/raum\n"
        f"https://fortbildung.example.org/meine-fortbildungen/{enrolment.pk}/\n"
        "awo@example.org\n\n"
        "Freundliche Grüße\nZentralstelle AWO\nawo@example.org\n"
    )


def test_an_unknown_placeholder_is_named_and_what_could_stand_there():
    seminar = SeminarFactory()
    book(seminar)
    with pytest.raises(Refused) as refusal:
        drafted(seminar, body="Hallo {vorname}, bis {datum}!")
    assert [text.partition(" ")[0] for text in refusal.value.messages] == [
        "„{vorname}“",
        "„{datum}“",
    ]
    assert "{name}, {kurs}" in refusal.value.messages[0]
    template = MessageTemplate(central_office=office(), name="A", subject="{x}", body="Text")
    with pytest.raises(Refused):
        messages.save_template(template=template, by=office_staff())
    assert not Message.objects.exists()


def test_a_fact_that_is_missing_for_somebody_is_told_before_anybody_gets_it():
    seminar = SeminarFactory()
    book(seminar)
    with pytest.raises(Refused) as refusal:
        drafted(seminar, body="{online_link}, gehalten bis {frist}")
    assert len(refusal.value.messages) == 2


def test_it_goes_to_lists_and_to_single_persons_and_to_nobody_twice():
    seminar = SeminarFactory(capacity=2)
    first, second, third, fourth = (book(seminar) for _each in range(4))
    cancel(enrolment=fourth, by=fourth.person, now=NOON)
    to = Audience
    assert addressees(drafted(seminar)) == {first.pk, second.pk}
    assert addressees(drafted(seminar, audiences=[to.WAITING])) == {third.pk}
    both = drafted(seminar, audiences=[to.PARTICIPANTS], people=[first, third])
    assert addressees(both) == {first.pk, second.pk, third.pk}
    assert addressees(drafted(seminar, audiences=[], people=[third, fourth])) == {third.pk}
    with pytest.raises(Refused):
        drafted(seminar, audiences=[to.HELD])


def test_sent_twice_is_sent_once():
    seminar = SeminarFactory()
    book(seminar)
    message = drafted(seminar)
    for _click in range(2):
        messages.send(message=message, by=message.by, now=NOON)
        messages.send_due(now=NOON)
    assert OutgoingMail.objects.filter(key__startswith="message-").count() == 1
    with pytest.raises(Refused):
        messages.draft(message=message, by=message.by, now=NOON)


def test_many_are_noted_in_batches_and_a_worker_that_stopped_goes_on(monkeypatch):
    monkeypatch.setattr(messages, "AT_ONCE", 2)
    seminar = SeminarFactory()
    for _each in range(5):
        book(seminar)
    message = drafted(seminar)
    messages.send(message=message, by=message.by, now=NOON)
    assert messages._note_some(message.pk, now=NOON) == 2
    assert counted([message])[0].counts["noted"] == 2
    assert messages.send_due(now=NOON) == 3
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_whoever_left_before_it_was_written_is_not_written_to():
    seminar = SeminarFactory()
    stays, leaves = book(seminar), book(seminar)
    message = sent(seminar)
    cancel(enrolment=leaves, by=leaves.person, now=NOON)
    for mail in OutgoingMail.objects.filter(key__startswith="message-"):
        delivery.write(mail, now=NOON)
    OutgoingMail.objects.filter(to=stays.person.email).update(sent_at=NOON)
    (found,) = counted([message])
    assert {name: found.counts[name] for name in ("all", "delivered", "dropped", "open")} == {
        "all": 2,
        "delivered": 1,
        "dropped": 1,
        "open": 0,
    }
    assert [row.delivered for row in messages_to(stays)] == [True]


def test_what_is_held_back_goes_out_with_the_guarantee_to_whoever_is_there_then():
    seminar = SeminarFactory()
    before, leaves = book(seminar), book(seminar)
    message = sent(seminar, until_guaranteed=True)
    assert (message.state, written(message)) == (MessageState.HELD_BACK, [])
    cancel(enrolment=leaves, by=leaves.person, now=NOON)
    after = book(seminar)
    guarantee(seminar=seminar, by=office_staff(), now=NOON)
    messages.send_due(now=NOON)
    assert {mail.to for mail in written(message)} == {before.person.email, after.person.email}
    seminar.refresh_from_db()
    assert seminar.state == SeminarState.GUARANTEED
    with pytest.raises(Refused):
        guarantee(seminar=seminar, by=office_staff(), now=NOON)
    assert sent(seminar, until_guaranteed=True).state == MessageState.SENT


def test_what_is_held_back_is_dropped_when_the_seminar_is_called_off_or_over():
    called_off, over = SeminarFactory(), SeminarFactory()
    for seminar in (called_off, over):
        book(seminar)
        sent(seminar, until_guaranteed=True)
    call_off(seminar=called_off, by=office_staff(), reason="Krankheit", now=NOON)
    hold(seminar=over, now=NOON + 40 * A_DAY)
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.DROPPED}


def test_files_go_along_as_they_are_and_are_kept_in_private(files):
    seminar = SeminarFactory()
    book(seminar)
    plan = SimpleUploadedFile("Lageplan äöü.pdf", b"%PDF-\x00\xff")
    (mail,) = written(sent(seminar, files=[plan]))
    sent_mail = delivery._message(mail)
    (part,) = [part for part in sent_mail.message().walk() if part.get_filename()]
    assert part.get_payload(decode=True) == b"%PDF-\x00\xff"
    assert (part.get_filename(), part.get_content_type()) == ("Lageplan äöü.pdf", "application/pdf")
    (stored,) = (files / "messages").iterdir()
    assert "Lageplan" not in stored.name


@pytest.mark.parametrize(
    ("name", "size"), [("viren.exe", 10), ("gross.pdf", 9 * 1024 * 1024), ("ohne", 1)]
)
def test_files_that_mailboxes_refuse_are_refused_here(name, size, files):
    seminar = SeminarFactory()
    book(seminar)
    with pytest.raises(Refused):
        drafted(seminar, files=[SimpleUploadedFile(name, b"x" * size)])
    assert not list(files.rglob("*.*"))


@pytest.mark.django_db(transaction=True)
def test_forgotten_drafts_and_old_files_are_erased(files):
    seminar = SeminarFactory()
    book(seminar)
    sent(seminar, files=[SimpleUploadedFile("a.pdf", b"a")])
    drafted(seminar, files=[SimpleUploadedFile("b.pdf", b"b")])
    assert messages.erase_old(now=NOON + 6 * A_DAY) == 0
    assert messages.erase_old(now=NOON + 8 * A_DAY) == 2
    assert (Message.objects.count(), MessageAttachment.objects.count()) == (1, 1)
    assert messages.erase_old(now=NOON + 98 * A_DAY) == 1
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_another_office_writes_to_nobody():
    seminar = SeminarFactory()
    book(seminar)
    stranger = office_staff(of=office("Caritas"))
    with pytest.raises(PermissionDenied):
        drafted(seminar, by=stranger)
    message = drafted(seminar)
    for act in (messages.send, messages.discard):
        with pytest.raises(PermissionDenied):
            act(message=message, by=stranger, **({"now": NOON} if act is messages.send else {}))
    assert MessageRecipient.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_and_two_workers_at_once_send_it_once():
    seminar = SeminarFactory()
    book(seminar)
    message = drafted(seminar)

    def click(_number):
        try:
            messages.send(message=message, by=message.by, now=NOON)
            return messages.send_due(now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as crowd:
        assert sum(crowd.map(click, range(4))) == 1
    assert OutgoingMail.objects.filter(key__startswith="message-").count() == 1
