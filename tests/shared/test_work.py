"""Many calls for the same work become one message, and nothing committed is ever overlooked."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from celery import Celery
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from redis import Redis

from courses.services import batches
from courses.tasks import carry_out_batches
from fortbildung import celery_app
from fortbildung.shared import delivery, mail, tasks, work
from fortbildung.shared.mail import Letter
from fortbildung.shared.models import OutgoingMail
from tests.caches import away
from tests.cms.desk import book
from tests.factories import NOON, SeminarFactory, office_staff
from tests.shared.sink import free_port

DELIVER = "fortbildung.shared.tasks.deliver_due_mails"
pytestmark = pytest.mark.django_db(transaction=True)


class Queue:
    """The messages that wait on the real broker, in a queue of the test's own."""

    def __init__(self):
        self.app = Celery("apart")
        self.app.config_from_object("django.conf:settings", namespace="CELERY")
        self.name = self.app.conf.task_default_queue = f"test-{uuid4()}"
        self.broker = Redis.from_url(settings.CELERY_BROKER_URL.replace("redis+socket", "unix"))

    def __len__(self):
        return self.broker.llen(self.name)

    def take(self):
        """The name of the task called first, once its time has come; None without a call."""
        message = self.broker.rpop(self.name)
        if not message:
            return None
        headers = json.loads(message)["headers"]
        due = datetime.fromisoformat(headers["eta"]).timestamp()
        time.sleep(max(0, due - time.time()))
        return headers["task"]


@pytest.fixture(autouse=True)
def nobody_knows_of_a_call():
    work._calling.cache_clear()


@pytest.fixture
def queue():
    made = Queue()
    for task in (DELIVER, batches.CARRY_OUT):
        cache.delete(f"soon:{task}")
    yield made
    cache.delete(f"soon:{DELIVER}")
    made.broker.delete(made.name, f"_kombu.binding.{made.name}")
    celery_app.set_current()


def owe(number):
    with transaction.atomic():
        letter = Letter(f"Betreff {number}\n\nGuten Tag,\n")
        mail.owe(key=f"e-{number}", to="kim@example.org", letter=letter, now=NOON)


def test_a_long_batch_lets_other_work_have_its_turn(queue, monkeypatch):
    monkeypatch.setattr(batches, "AT_A_TIME", 2)
    seminar, facts = SeminarFactory(), {"key": uuid4(), "kind": "cancel", "reason": "Wegfall"}
    seats = [book(seminar) for _n in range(3)]
    batches.start(seminar=seminar, chosen=seats, by=office_staff(), **facts, now=NOON)
    while queue.take():
        pass
    assert carry_out_batches() == 2
    assert batches.CARRY_OUT in list(iter(queue.take, None))
    assert carry_out_batches() == 1
    assert batches.CARRY_OUT not in list(iter(queue.take, None))


def test_many_mails_let_other_work_have_its_turn(queue, monkeypatch):
    monkeypatch.setattr(delivery, "AT_A_TIME", 2)
    for number in range(3):
        owe(number)
    assert queue.take() == DELIVER
    assert [tasks.deliver_due_mails(), queue.take()] == [2, DELIVER]
    assert [tasks.deliver_due_mails(), queue.take()] == [1, None]


def test_in_a_rush_letters_wait_and_are_called_for_again(queue):
    owe(0)
    assert queue.take() == DELIVER
    OutgoingMail.objects.update(next_attempt_at=timezone.now())
    assert [tasks.deliver_due_mails(), queue.take()] == [0, DELIVER]  # half a second later
    assert [tasks.deliver_due_mails(), queue.take()] == [1, None]


@pytest.mark.parametrize(
    ("first", "last", "is_one"), [(1.9, 0.1, True), (1.9, 0.2, False), (2.0, 0.1, False)]
)
def test_a_rush_ends_with_a_pause_and_counts_for_no_longer_than_two_seconds(first, last, is_one):
    owe(0)
    owe(1)
    for number, ago in enumerate((first, last)):
        due = NOON - timedelta(seconds=ago)
        OutgoingMail.objects.filter(key=f"e-{number}").update(next_attempt_at=due)
    assert delivery.is_rush(now=NOON) == is_one
    OutgoingMail.objects.update(sent_at=NOON)
    assert not delivery.is_rush(now=NOON)


def test_calls_are_one_message_until_the_work_begins(queue):
    for number in range(20):
        owe(number)
    assert len(queue) == 1
    assert queue.take() == DELIVER
    tasks.deliver_due_mails()
    for number in range(20, 40):
        owe(number)
    assert len(queue) == 1


def test_whoever_knows_of_a_call_asks_no_more_until_it_may_be_taken_up(queue):
    owe(1)
    cache.delete(f"soon:{DELIVER}")  # as if a worker were early: its message still waits
    owe(2)
    assert len(queue) == 1
    assert queue.take() == DELIVER
    owe(3)
    assert len(queue) == 1


def test_the_call_is_forgotten_before_the_work_looks_at_anything(queue):
    noted = []

    @work.callable_soon
    def look():
        noted.append(cache.get("soon:tests.shared.test_work.look"))

    work.soon("tests.shared.test_work.look")
    assert len(queue) == 1
    assert cache.get("soon:tests.shared.test_work.look") is not None
    look()
    assert noted == [None]


def test_what_is_rolled_back_calls_nobody(queue):
    with transaction.atomic():
        owe(1)
        transaction.set_rollback(True)
    assert len(queue) == 0


def committing(queue, run):
    """Five write thirty mails each while one worker does `run` for every message; its runs."""

    def write(writer):
        queue.app.set_current()  # of this thread
        for number in range(30):
            owe(f"{writer}-{number}")
        connection.close()

    def serve():
        runs = 0
        while not all(writer.done() for writer in writers) or queue:
            if queue.take():
                run()
                runs += 1
        connection.close()
        return runs

    with ThreadPoolExecutor(6) as crowd:
        writers = [crowd.submit(write, writer) for writer in range(5)]
        return crowd.submit(serve).result(60)


def test_nothing_committed_while_the_worker_works_is_left_behind(queue):
    runs = committing(queue, tasks.deliver_due_mails)
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0
    assert 0 < runs < 150


def test_forgetting_the_call_last_would_leave_some_behind(queue):
    """The negative control: it is the order that loses nothing, and not luck."""

    def forget_last():
        delivery.deliver_due(now=NOON)
        owe("meanwhile")
        cache.delete(f"soon:{DELIVER}")

    owe("first")
    queue.take()
    forget_last()
    assert len(queue) == 0
    assert OutgoingMail.objects.due(NOON).count() == 1


def test_with_the_cache_away_each_process_remembers_its_own_call(queue, settings, caplog):
    away(settings)
    began = time.monotonic()
    owe(1)
    owe(2)
    assert len(queue) == 1
    assert time.monotonic() - began < 3
    assert queue.take() == DELIVER
    owe(3)
    assert len(queue) == 1
    assert caplog.messages == [f"The cache is away; {DELIVER} is called once more."] * 2


def test_with_the_broker_away_the_next_commit_tries_again(settings, caplog):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    Celery("away").config_from_object("django.conf:settings", namespace="CELERY")
    try:
        owe(1)
        owe(2)
    finally:
        celery_app.set_current()
    assert cache.get(f"soon:{DELIVER}") is None
    assert caplog.messages == [f"The broker is away; the beat will call {DELIVER} later."] * 2
    assert OutgoingMail.objects.due(NOON).count() == 2
