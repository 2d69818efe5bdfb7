"""Mails are rows first: delivered once, retried, never lost, whoever is away."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from celery import Celery
from django.core.cache import cache
from icalendar import Calendar

from courses.services.enrolments import enrol
from courses.states import EnrolmentState
from fortbildung import celery_app
from fortbildung.shared import delivery, mail
from fortbildung.shared.models import OutgoingMail
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor
from tests.shared.sink import Sink, free_port


def owe(key="ereignis-1", to="kim@example.org", text="Betreff\n\nGuten Tag,\n", now=NOON):
    mail.owe(key=key, to=to, letter=mail.Letter(text), now=now)


@pytest.mark.django_db
def test_a_mail_is_delivered_once(smtp):
    owe()
    assert [delivery.deliver_due(now=NOON), delivery.deliver_due(now=NOON)] == [1, 0]
    (letter,) = smtp.letters
    message = message_from_bytes(letter.content, policy=policy.default)
    assert (letter.rcpt_tos, message["Subject"]) == (["kim@example.org"], "Betreff")
    assert message.get_content() == "Guten Tag,\r\n"
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_one_event_never_becomes_two_mails(smtp):
    owe(text="Betreff\n\nzuerst")
    owe(text="Betreff\n\nnoch einmal")
    assert delivery.deliver_due(now=NOON) == 1
    assert OutgoingMail.objects.get().body == "zuerst\n"
    assert smtp.addressees == [["kim@example.org"]]


@pytest.mark.django_db
def test_a_refused_mail_is_tried_later_and_holds_up_nobody(smtp):
    smtp.refused.add("voll@example.org")
    owe(to="voll@example.org")
    owe(key="ereignis-2")
    assert delivery.deliver_due(now=NOON) == 1
    put_off = OutgoingMail.objects.get(to="voll@example.org")
    assert (put_off.attempts, put_off.next_attempt_at) == (1, NOON + timedelta(minutes=4))
    assert "450" in put_off.last_error
    smtp.refused.clear()
    assert delivery.deliver_due(now=NOON + timedelta(minutes=3)) == 0
    assert delivery.deliver_due(now=NOON + timedelta(minutes=4)) == 1
    assert smtp.addressees == [["kim@example.org"], ["voll@example.org"]]


@pytest.mark.django_db
def test_a_mail_that_cannot_even_be_written_holds_up_nobody(smtp):
    OutgoingMail.objects.create(
        key="kaputt", to="a@example.org", subject="a\nb", created_at=NOON, next_attempt_at=NOON
    )
    owe()
    assert delivery.deliver_due(now=NOON) == 1
    assert smtp.addressees == [["kim@example.org"]]


@pytest.mark.django_db
def test_pauses_grow_and_end_with_giving_up(smtp):
    smtp.refused.add("kim@example.org")
    owe()
    row, pauses = OutgoingMail.objects.get(), []
    while row.gave_up_at is None:
        tried_at = row.next_attempt_at
        assert delivery.deliver_due(now=tried_at) == 0
        row.refresh_from_db()
        pauses.append((row.next_attempt_at - tried_at) // timedelta(minutes=1))
    assert pauses == [4, 8, 16, 32, 64, 128, 256, *[360] * 7]
    assert delivery.deliver_due(now=NOON + 99 * A_DAY) == 0
    assert (row.attempts, row.sent_at) == (14, None)


@pytest.mark.django_db
def test_while_the_server_is_away_mails_wait_and_lose_no_attempt(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    owe()
    assert delivery.deliver_due(now=NOON) == 0
    row = OutgoingMail.objects.get()
    assert (row.attempts, row.next_attempt_at, row.gave_up_at) == (0, NOON, None)
    server = Controller(Sink(), hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    try:
        assert delivery.deliver_due(now=NOON) == 1
    finally:
        server.stop()


@pytest.mark.django_db
def test_a_second_attempt_carries_the_same_message_id(smtp):
    owe()
    delivery.deliver_due(now=NOON)
    OutgoingMail.objects.update(sent_at=None)
    delivery.deliver_due(now=NOON)
    ids = {message_from_bytes(letter.content)["Message-ID"] for letter in smtp.letters}
    assert ids == {f"<mail-{OutgoingMail.objects.get().pk}@localhost>"}


@pytest.mark.django_db
def test_the_confirmation_reaches_the_mailbox_with_a_readable_calendar(smtp):
    seminar, person = SeminarFactory(number="S-Ü1", place="Köln"), counsellor()
    enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    assert delivery.deliver_due(now=NOON) == 1
    message = message_from_bytes(smtp.letters[0].content, policy=policy.default)
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert dict(part["Content-Type"].params) == {"method": "PUBLISH", "charset": "utf-8"}
    assert part.get_filename() == "S-Ü1.ics"
    raw = part.get_payload(decode=True)
    assert raw.count(b"\n") == raw.count(b"\r\n") > 0
    events = Calendar.from_ical(raw).events
    assert [str(event["LOCATION"]) for event in events] == ["Köln", "Köln"]
    assert "Guten Tag" in message.get_body().get_content()


@pytest.fixture
def broker_away(settings):
    """Tasks are sent by an application whose broker nobody can reach."""
    cache.delete("soon:fortbildung.shared.tasks.deliver_due_mails")  # what other tests called for
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    Celery("away").config_from_object("django.conf:settings", namespace="CELERY")
    yield
    celery_app.set_current()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broker_away")
def test_with_the_broker_away_a_booking_works_and_its_mail_stays(caplog):
    seminar, person = SeminarFactory(), counsellor()
    enrolment = enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    assert enrolment.state == EnrolmentState.CONFIRMED
    assert OutgoingMail.objects.due(NOON).count() == 1
    assert caplog.messages == [
        "The broker is away; the beat will call fortbildung.shared.tasks.deliver_due_mails later."
    ]


@pytest.mark.django_db
def test_many_mails_of_one_transaction_wake_the_worker_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for n in range(5):
            owe(key=f"ereignis-{n}")
    assert len(callbacks) == 1


@pytest.mark.django_db
def test_a_subject_is_one_line_whatever_was_typed(mailoutbox):
    owe(text="Platz frei:\r  Recht\x0b I\tBcc: x@example.org\n\nGuten Tag,\n")
    delivery.deliver_due(now=NOON)
    (letter,) = mailoutbox
    assert letter.subject == "Platz frei: Recht I Bcc: x@example.org"
    assert letter.recipients() == ["kim@example.org"]
    assert "\nBcc:" not in letter.message().as_string()
