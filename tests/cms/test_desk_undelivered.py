"""The office sees which mails did not arrive, and has them sent again."""

import pytest
from django.urls import reverse

from cms.desk.mail_errors import in_plain_words
from courses.mails import about
from fortbildung.shared.models import OutgoingMail
from tests.cms.desk import text_of, to_the_admin, url
from tests.factories import A_DAY, NOON, SeminarFactory, coordinator, office, office_staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
REFUSED = "{'kim@example.org': (550, b'5.1.1 unknown user')}"


def owed(seminar, number=1, **fields):
    """A mail to a participant that failed twice."""
    facts = {
        "key": f"{seminar.pk}-{number}",
        "to": f"person{number}@example.org",
        "about": about(seminar.pk),
        "subject": f"Platz bestätigt {number}",
        "body": "https://example.org/geheim",
        "last_error": REFUSED,
        "attempts": 2,
        "created_at": NOON,
        "next_attempt_at": NOON + A_DAY,
        "written_at": NOON,
    }
    return OutgoingMail.objects.create(**facts | fields)


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def shown(client, **query):
    return [mail.key for mail in client.get(url("undelivered"), query).context["mails"]]


def test_what_was_given_up_comes_first_and_what_is_settled_or_untried_is_not_there(desk):
    seminar = SeminarFactory()
    owed(seminar, 1)
    owed(seminar, 2, gave_up_at=NOON, attempts=14)
    owed(seminar, 3, attempts=0)
    owed(seminar, 4, sent_at=NOON)
    owed(seminar, 5, dropped_at=NOON)
    owed(seminar, 6, gave_up_at=NOON, erased_at=NOON)
    owed(seminar, 7, about="")
    assert shown(desk) == [f"{seminar.pk}-2", f"{seminar.pk}-1"]


def test_it_says_who_when_what_and_why_but_never_the_text(desk):
    owed(SeminarFactory(number="S-77"), gave_up_at=NOON, attempts=14)
    page = desk.get(url("undelivered")).content.decode()
    told = ["person1@example.org", "Platz bestätigt 1", "S-77", "02.11.2026 12:00", "14"]
    told += ["Diese Adresse gibt es nicht", "aufgegeben am"]
    assert [word for word in told if word not in page] == []
    assert "geheim" not in page
    assert "5.1.1" not in page


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("{'a@b.de': (550, b'5.1.1 unknown user')}", "Diese Adresse gibt es nicht"),
        ("{'a@b.de': (553, b'no such user')}", "Diese Adresse gibt es nicht"),
        ("(552, b'5.2.2 over quota')", "Das Postfach ist voll"),
        ("{'a@b.de': (452, b'mailbox full')}", "Das Postfach ist voll"),
        ("{'a@b.de': (450, b'mailbox busy')}", "nimmt sie zurzeit nicht an"),
        ("(554, b'5.7.1 looks like spam', 'x@y.de')", "hat sie abgelehnt"),
        ("Connection unexpectedly closed", "abgebrochen"),
    ],
)
def test_errors_are_told_in_plain_words(error, words):
    assert words in in_plain_words(OutgoingMail(last_error=error))


def test_a_text_that_could_not_be_written_is_nothing_the_person_can_help():
    unwritten = OutgoingMail(renderer="courses.mails.events.render_event", last_error="KeyError")
    assert "konnte nicht erstellt werden" in in_plain_words(unwritten)


def test_one_is_found_by_recipient_or_subject(desk):
    seminar = SeminarFactory()
    for number in (1, 2):
        owed(seminar, number)
    assert shown(desk, q="PERSON2@") == [f"{seminar.pk}-2"]
    assert shown(desk, q="bestätigt 1") == [f"{seminar.pk}-1"]
    assert "Nichts gefunden für „gibt es nicht“." in (
        desk.get(url("undelivered"), {"q": "gibt es nicht"}).content.decode()
    )


def test_pages_hold_twenty_five(desk):
    seminar = SeminarFactory()
    for number in range(26):
        owed(seminar, number)
    assert [len(shown(desk, p=page)) for page in (1, 2)] == [25, 1]


def test_one_is_sent_again_at_once(desk):
    mail = owed(SeminarFactory(), gave_up_at=NOON, attempts=14)
    assert desk.post(url("send_again", mail.pk)).url == url("undelivered")
    mail.refresh_from_db()
    assert (mail.gave_up_at, mail.attempts) == (None, 0)
    assert shown(desk) == []
    assert desk.post(url("send_again", mail.pk)).status_code == 404


def test_all_given_up_are_sent_again_and_only_ones_own(desk):
    seminar, foreign = SeminarFactory(), SeminarFactory(central_office=office("Caritas"))
    for number in range(3):
        owed(seminar, number, gave_up_at=NOON)
        owed(foreign, number, gave_up_at=NOON)
    waiting = owed(seminar, 4)
    assert desk.post(url("send_all_again")).url == url("undelivered")
    left = OutgoingMail.objects.exclude(gave_up_at=None)
    assert set(left.values_list("about", flat=True)) == {about(foreign.pk)}
    assert shown(desk) == [waiting.key]


def test_mails_of_another_office_do_not_exist(client):
    mail = owed(SeminarFactory(), gave_up_at=NOON)
    client.force_login(to_the_admin(office_staff(of=office("Caritas"))))
    assert shown(client) == []
    assert client.post(url("send_again", mail.pk)).status_code == 404
    client.force_login(to_the_admin(coordinator()))
    assert client.get(url("undelivered")).status_code == 404
    assert client.post(url("send_all_again")).status_code == 404
    mail.refresh_from_db()
    assert mail.gave_up_at == NOON


def test_the_page_costs_the_same_for_one_and_many(desk, django_assert_num_queries):
    for rows in (1, 5):
        while OutgoingMail.objects.count() < rows:
            owed(SeminarFactory(), OutgoingMail.objects.count())
        desk.get(url("undelivered"))  # fills Wagtail's caches
        with django_assert_num_queries(16):
            assert len(shown(desk)) == rows


def test_the_first_page_says_how_many_did_not_arrive(desk):
    home, seminar = reverse("wagtailadmin_home"), SeminarFactory()
    assert "nicht angekommen" not in desk.get(home).content.decode()
    owed(seminar, 1)
    assert ">1</span> E-Mail nicht angekommen" in text_of(desk.get(home))
    owed(seminar, 2)
    page = text_of(desk.get(home))
    assert ">2</span> E-Mails nicht angekommen" in page
    assert url("undelivered") in page
