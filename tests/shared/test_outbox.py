"""The outbox: mails are owed cheaply, written by the worker, and forgotten in time."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.core.mail import get_connection as mail_server
from django.db import connection
from django.utils import timezone

from courses.mails.reminders import send_digest
from fortbildung import celery_app
from fortbildung.shared import delivery, mail, tasks
from fortbildung.shared.mail import Letter
from fortbildung.shared.models import OutgoingMail
from tests.factories import A_DAY, NOON, counsellor


def owe(key="ereignis-1", text="Betreff\n\nGuten Tag,\n", now=NOON, **facts):
    mail.owe(key=key, to="kim@example.org", letter=Letter(text), now=now, **facts)


def write(word):
    """Renders as a test wants it; the worker finds it by its name."""
    outcomes = {"kaputt": lambda: 1 / 0, "vorbei": lambda: None}
    return outcomes.get(word, lambda: Letter(f"Betreff {word}\n\nGuten Tag,\n"))()


@mail.renderer_of_many
def write_many(many):
    """The same for all at once; says how many were written with it."""
    letters = [write(**each) for each in many]
    return [letter and Letter(f"{letter.text}{len(many)}") for letter in letters]


def post(word, to="kim@example.org", renderer="write"):
    mail.post(
        key=f"{word}-{to}",
        to=to,
        renderer=f"tests.shared.test_outbox.{renderer}",
        arguments={"word": word},
        now=NOON,
    )


@pytest.mark.django_db
def test_a_mail_is_written_by_the_worker_and_not_before(smtp):
    post("eins")
    assert OutgoingMail.objects.get().subject == ""
    assert delivery.deliver_due(now=NOON) == 1
    (letter,) = smtp.letters
    assert message_from_bytes(letter.content)["Subject"] == "Betreff eins"
    row = OutgoingMail.objects.get()
    assert (row.subject, row.body, row.written_at) == ("Betreff eins", "Guten Tag,\n", NOON)


@pytest.mark.django_db
def test_where_nothing_is_to_be_said_any_more_nothing_is_sent(smtp):
    post("vorbei")
    assert [delivery.deliver_due(now=NOON), delivery.deliver_due(now=NOON)] == [0, 0]
    row = OutgoingMail.objects.get()
    assert (smtp.letters, row.dropped_at, row.sent_at, row.attempts) == ([], NOON, None, 0)


@pytest.mark.django_db
def test_an_error_while_writing_is_put_off_logged_and_holds_up_nobody(smtp, caplog):
    post("kaputt")
    post("eins", to="jo@example.org")
    assert delivery.deliver_due(now=NOON) == 1
    assert smtp.addressees == [["jo@example.org"]]
    row = OutgoingMail.objects.get(to="kim@example.org")
    assert (row.attempts, row.next_attempt_at) == (1, NOON + timedelta(minutes=4))
    assert row.last_error == "division by zero"
    assert caplog.messages == ["Mail kaputt-kim@example.org was not written."]


@pytest.mark.django_db
def test_what_was_written_is_sent_as_it_is_however_often_it_is_tried(smtp):
    smtp.refused.add("kim@example.org")
    post("eins")
    delivery.deliver_due(now=NOON)
    smtp.refused.clear()
    OutgoingMail.objects.update(arguments={"word": "zwei"})
    assert delivery.deliver_due(now=NOON + timedelta(hours=1)) == 1
    assert message_from_bytes(smtp.letters[0].content)["Subject"] == "Betreff eins"


@pytest.mark.django_db
def test_many_are_owed_in_one_statement_each_once_per_key(django_assert_num_queries):
    mails = [
        mail.Mail(f"e-{n % 40}", "kim@example.org", "tests.shared.test_outbox.write", {"word": "x"})
        for n in range(50)
    ]
    with django_assert_num_queries(1):
        mail.post_all(mails, now=NOON)
    with django_assert_num_queries(0):
        mail.post_all([], now=NOON)
    assert OutgoingMail.objects.count() == 40


@pytest.mark.django_db
def test_more_than_one_batch_is_delivered_in_order(mailoutbox, monkeypatch):
    monkeypatch.setattr(delivery, "AT_ONCE", 2)
    for n in range(5):
        owe(key=f"ereignis-{n}", text=f"Betreff {n}\n\nx")
    assert delivery.deliver_due(now=NOON) == 5
    assert [letter.subject for letter in mailoutbox] == [f"Betreff {n}" for n in range(5)]


@pytest.mark.django_db
def test_what_people_wait_for_goes_before_digests_and_these_go_on(mailoutbox, monkeypatch):
    for n in range(20):
        owe(key=f"digest-{n}", text="Neues\n\nx", can_wait=True)
    for n in range(6):
        owe(key=f"brief-{n}", text="Brief\n\nx")
    monkeypatch.setattr(delivery, "AT_ONCE", 5)
    assert delivery.deliver_due(now=NOON) == 26
    first = [letter.subject for letter in mailoutbox][:12]
    assert first == [*["Brief"] * 4, "Neues", *["Brief"] * 2, *["Neues"] * 5]


@pytest.mark.django_db
def test_a_letter_that_comes_while_thousands_are_sent_is_in_the_next_batch(monkeypatch):
    monkeypatch.setattr(delivery, "AT_ONCE", 5)
    for n in range(20):
        owe(key=f"digest-{n}", text="Neues\n\nx", can_wait=True)
    due = delivery._due(NOON)
    next(due)
    owe(text="Brief\n\nx")
    assert [mail.subject for mail, _letters in due].index("Brief") == 4


@pytest.mark.django_db
def test_digests_and_reminders_can_wait_and_an_answer_cannot():
    manager = counsellor()
    send_digest(manager, on=NOON.date(), now=NOON)
    post("eins")
    assert dict(OutgoingMail.objects.values_list("to", "can_wait")) == {
        manager.email: True,
        "kim@example.org": False,
    }


@pytest.mark.django_db
def test_letters_of_one_kind_are_written_together(mailoutbox):
    for word in ("eins", "vorbei", "zwei"):
        post(word, renderer="write_many")
    post("drei")
    assert delivery.deliver_due(now=NOON) == 3
    assert [(letter.subject, letter.body) for letter in mailoutbox] == [
        ("Betreff eins", "Guten Tag,\n3\n"),
        ("Betreff zwei", "Guten Tag,\n3\n"),
        ("Betreff drei", "Guten Tag,\n"),
    ]


@pytest.mark.django_db
def test_where_one_cannot_be_written_with_the_others_each_is_written_alone(mailoutbox):
    for word in ("eins", "kaputt", "zwei"):
        post(word, renderer="write_many")
    assert delivery.deliver_due(now=NOON) == 2
    assert [letter.body for letter in mailoutbox] == ["Guten Tag,\n1\n"] * 2
    assert OutgoingMail.objects.get(sent_at=None).last_error == "division by zero"


@pytest.mark.django_db
def test_what_somebody_else_has_taken_up_meanwhile_is_left_to_them(mailoutbox):
    post("eins", renderer="write_many")
    post("zwei", renderer="write_many")
    due = delivery._due(NOON)  # looked up, not yet sent
    first, letters = next(due)
    OutgoingMail.objects.filter(pk=first.pk).update(attempts=1)
    with mail_server() as server:
        assert not delivery._deliver(first, letters, server, NOON)
        assert delivery._deliver(*next(due), server, NOON)
    assert [letter.subject for letter in mailoutbox] == ["Betreff zwei"]


@pytest.mark.django_db
@pytest.mark.usefixtures("smtp")
def test_what_was_given_up_starts_over_when_it_is_sent_again():
    owe()
    owe(key="zugestellt")
    OutgoingMail.objects.filter(key="zugestellt").update(sent_at=NOON, attempts=1)
    OutgoingMail.objects.filter(key="ereignis-1").update(
        attempts=14, gave_up_at=NOON, last_error="450"
    )
    assert mail.send_again(OutgoingMail.objects.all(), now=NOON + A_DAY) == 1
    assert delivery.deliver_due(now=NOON + A_DAY) == 1
    row = OutgoingMail.objects.get(key="ereignis-1")
    assert (row.attempts, row.sent_at, row.last_error) == (1, NOON + A_DAY, "")


@pytest.mark.django_db
def test_what_was_settled_long_ago_is_emptied_and_its_key_stays(settings):
    settings.MAIL_RETENTION = 90 * A_DAY
    for settled in ("sent_at", "dropped_at", "gave_up_at"):
        post(settled)
        OutgoingMail.objects.filter(key__startswith=settled).update(
            body="Text", subject="Betreff", attachments=[{}], **{settled: NOON}
        )
    post("due")
    assert mail.erase_old(now=NOON + 90 * A_DAY) == 0
    assert [mail.erase_old(now=NOON + 91 * A_DAY) for _twice in range(2)] == [3, 0]
    post("sent_at")  # the same event once more
    rows = OutgoingMail.objects.order_by("pk").values_list("body", "subject", "arguments")
    assert list(rows) == [*[("", "", {})] * 3, ("", "", {"word": "due"})]
    assert delivery.deliver_due(now=NOON + 91 * A_DAY) == 1


@pytest.mark.django_db
def test_the_beat_erases_and_clears_every_night(client):
    client.force_login(counsellor())
    Session.objects.update(expire_date=timezone.now() - A_DAY)
    tasks.clear_expired_sessions()
    assert (Session.objects.count(), tasks.erase_old_mails()) == (0, 0)
    planned = {entry["task"] for entry in celery_app.conf.beat_schedule.values()}
    assert {tasks.clear_expired_sessions.name, tasks.erase_old_mails.name} <= planned


@pytest.fixture
def worker(settings):
    """`worker()` starts a process of its own that delivers what is due, to the same servers."""
    database, started = connection.settings_dict, []
    host = quote(str(database["HOST"]), safe="")
    urls = {
        "DATABASE_URL": f"postgres://{database['USER']}@{host}:{database['PORT']}/{database['NAME']}",
        "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        "DJANGO_SETTINGS_MODULE": "fortbildung.settings.demo",
    }
    line = "import django; django.setup(); from fortbildung.shared.tasks import {0}; {0}()"

    def start():
        command = [sys.executable, "-c", line.format("deliver_due_mails")]
        started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | urls))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_loses_nothing_and_doubles_at_most_that_one(smtp, worker):
    for n in range(6):
        post("eins", to=f"person{n}@example.org")
    killed = worker()
    smtp.after = lambda: len(smtp.letters) == 3 and killed.send_signal(signal.SIGKILL)
    assert killed.wait(30) == -signal.SIGKILL
    smtp.after = lambda: None
    assert OutgoingMail.objects.filter(sent_at=None).count() == 4
    assert worker().wait(30) == 0
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0
    ids = [message_from_bytes(letter.content)["Message-ID"] for letter in smtp.letters]
    assert len(ids) == 7
    assert ids[2] == ids[3]
    assert len(set(ids)) == 6
