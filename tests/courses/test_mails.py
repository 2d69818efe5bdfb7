"""The letters about an enrolment: what is the case, when and where, what next."""

import pytest
from django.utils import translation

from courses.mails import tell_all
from courses.mails.events import render_event
from courses.models import CancellationPolicy, EnrolmentEvent
from courses.services.enrolments import cancel, enrol
from courses.services.exchange import replace
from courses.services.seminars import hold
from courses.states import SeminarState
from courses.tasks import hold_due_seminars
from fortbildung.shared import delivery
from fortbildung.shared.models import OutgoingMail
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor
from tests.post import letters

pytestmark = pytest.mark.django_db
HOUR = A_DAY / 24
LATER = NOON + 40 * A_DAY
WHEN_AND_WHERE = """\
Termine:
– Mittwoch, 2. Dezember 2026, 09:00–16:00 Uhr
– Donnerstag, 3. Dezember 2026, 09:00–16:00 Uhr – Vertiefung (Raum 3)
Ort: Haus am Wannsee, Berlin
Nummer: S-1
"""
REGARDS = """\
Freundliche Grüße
Zentralstelle AWO
awo@example.org
"""


def seminar_of(**fields):
    seminar = SeminarFactory(number="S-1", course__title="Recht & „Praxis“", **fields)
    last = seminar.sessions.order_by("starts_at")[1]
    last.title, last.room = "Vertiefung", "Raum 3"
    last.save()
    return seminar


def book(seminar, now=NOON):
    person = counsellor(first_name="Zoë", last_name="O’Neill-Şahin")
    return enrol(person=person, seminar=seminar, employment=person.job, now=now)


def last_mail():
    return letters()[-1]


def test_a_confirmation_says_everything_one_needs(settings):
    settings.SITE_URL = "https://fortbildung.example.org"
    enrolment = book(seminar_of(fee=60, online_link="https://example.org/raum?a=1&b=2"))
    mail = last_mail()
    assert (mail.to, mail.subject) == (enrolment.person.email, "Platz bestätigt: Recht & „Praxis“")
    assert mail.body == (
        "Guten Tag Zoë O’Neill-Şahin,\n\n"
        "Ihr Platz in der Veranstaltung „Recht & „Praxis““ ist bestätigt.\n\n"
        f"{WHEN_AND_WHERE}"
        "Online-Raum: https://example.org/raum?a=1&b=2\n"
        "Beitrag: 60 Euro\n\n"
        "Eine Datei für Ihren Kalender liegt bei. Ihre Anmeldung:\n"
        f"https://fortbildung.example.org/meine-fortbildungen/{enrolment.pk}/\n\n"
        "Können Sie nicht teilnehmen, stornieren Sie dort bitte rechtzeitig: "
        "Ihr Platz geht dann an die Person, die am längsten wartet.\n\n"
        f"{REGARDS}"
    )


def test_a_waiting_person_learns_the_place_and_what_frees_a_seat():
    seminar = seminar_of(capacity=1)
    book(seminar, NOON - HOUR)
    enrolment = book(seminar)
    mail = last_mail()
    assert mail.subject == "Auf der Warteliste: Recht & „Praxis“"
    assert (
        "in der Veranstaltung „Recht & „Praxis““ sind zurzeit alle Plätze vergeben. "
        "Sie stehen auf der Warteliste, Platz 1.\n\nWird ein Platz frei, geht er an die Person, "
        "die am längsten wartet." in mail.body
    )
    assert WHEN_AND_WHERE in mail.body
    assert f"/meine-fortbildungen/{enrolment.pk}/\n" in mail.body


def test_whoever_moves_up_is_told_so():
    seminar = seminar_of(capacity=1)
    first, second = book(seminar, NOON), book(seminar, NOON + HOUR)
    cancel(enrolment=first, by=first.person, now=NOON + 2 * HOUR)
    mail = last_mail()
    assert (mail.to, mail.subject) == (
        second.person.email,
        "Sie haben jetzt einen Platz: Recht & „Praxis“",
    )
    assert (
        "ein Platz ist frei geworden und Sie sind von der Warteliste nachgerückt: "
        "Ihr Platz in der Veranstaltung „Recht & „Praxis““ ist bestätigt.\n" in mail.body
    )


def test_cancelling_a_seat_is_confirmed_with_the_reason():
    enrolment = book(seminar_of())
    cancel(enrolment=enrolment, by=enrolment.person, reason="Umzug & Urlaub", now=NOON + HOUR)
    mail = last_mail()
    assert mail.subject == "Anmeldung storniert: Recht & „Praxis“"
    assert (
        "Ihr Platz ist frei geworden. Bitte löschen Sie die Termine aus Ihrem Kalender.\n\n"
        f"Grund: Umzug & Urlaub\n\n{WHEN_AND_WHERE}\n" in mail.body
    )


def test_leaving_the_queue_is_confirmed():
    seminar = seminar_of(capacity=1)
    book(seminar, NOON)
    enrolment = book(seminar, NOON + HOUR)
    cancel(enrolment=enrolment, by=enrolment.person, now=NOON + 2 * HOUR)
    mail = last_mail()
    assert mail.subject == "Warteliste verlassen: Recht & „Praxis“"
    assert "Sie stehen nicht mehr auf der Warteliste der Veranstaltung" in mail.body
    assert "Grund" not in mail.body


def test_whoever_waited_in_vain_is_told():
    seminar = seminar_of(capacity=1)
    book(seminar, NOON)
    book(seminar, NOON + HOUR)
    hold(seminar=seminar, now=LATER)
    mail = last_mail()
    assert mail.subject == "Kein Platz frei geworden: Recht & „Praxis“"
    assert "Für Sie wurde leider kein Platz frei" in mail.body
    assert mail.body.endswith(f"/katalog/\n\n{REGARDS}")


def test_only_confirmations_carry_the_calendar():
    seminar = seminar_of(capacity=1)
    first, second, third = (book(seminar, NOON + n * HOUR) for n in range(3))
    letters()
    cancel(enrolment=third, by=third.person, now=NOON + 4 * HOUR)
    cancel(enrolment=first, by=first.person, now=NOON + 5 * HOUR)
    told = letters()
    assert [(mail.to, mail.subject.partition(":")[0], len(mail.attachments)) for mail in told] == [
        (first.person.email, "Platz bestätigt", 1),
        (second.person.email, "Auf der Warteliste", 0),
        (third.person.email, "Auf der Warteliste", 0),
        (third.person.email, "Warteliste verlassen", 0),
        (first.person.email, "Anmeldung storniert", 0),
        (second.person.email, "Sie haben jetzt einen Platz", 1),
    ]


def test_what_has_ended_before_it_was_told_is_not_told_any_more():
    """Else somebody would get a seat by mail that they have given up."""
    enrolment = book(seminar_of())
    cancel(enrolment=enrolment, by=enrolment.person, now=NOON + HOUR)
    assert [mail.subject.partition(":")[0] for mail in letters()] == ["Anmeldung storniert"]
    assert OutgoingMail.objects.exclude(dropped_at=None).count() == 1


def test_a_letter_is_written_in_german_whoever_booked():
    with translation.override("en"):
        book(seminar_of())
        mail = last_mail()
    assert mail.subject.startswith("Platz bestätigt: ")
    assert "Mittwoch, 2. Dezember 2026" in mail.body


def test_many_are_told_in_one_statement(django_assert_num_queries):
    seminar = seminar_of(capacity=5)
    for _ in range(5):
        book(seminar)
    events = EnrolmentEvent.objects.filter(to_state="confirmed").order_by("pk")
    events = list(events.select_related("enrolment__person", "enrolment__seminar"))
    OutgoingMail.objects.all().delete()
    with django_assert_num_queries(1):
        tell_all(events)
    assert len(letters(about=f"seminar:{seminar.pk}")) == 5


def test_a_title_of_full_length_does_not_break_the_booking():
    seminar = SeminarFactory(capacity=1, course__title="X" * 200)
    assert [book(seminar, NOON + n * HOUR).state for n in range(2)] == ["confirmed", "waiting"]


def test_a_clock_read_before_the_lock_never_dates_a_move_before_the_last_one():
    seminar = SeminarFactory(capacity=1)
    first, second = book(seminar, NOON), book(seminar, NOON + HOUR)
    cancel(enrolment=first, by=first.person, now=NOON)
    second.refresh_from_db()
    assert (second.state, second.moved_at) == ("confirmed", NOON + HOUR)


def test_the_beat_holds_seminars_that_are_over(clock):
    over, running = SeminarFactory(), SeminarFactory(days=60)
    clock(LATER)
    assert [hold_due_seminars(), hold_due_seminars()] == [1, 0]
    for seminar in (over, running):
        seminar.refresh_from_db()
    assert (over.state, running.state) == (SeminarState.HELD, SeminarState.OPEN)


def test_many_letters_ask_as_much_as_one(django_assert_num_queries):
    seminar = seminar_of(capacity=5)
    for _person in range(5):
        book(seminar)
    seats = EnrolmentEvent.objects.filter(to_state="confirmed")
    facts = [{"event": event} for event in seats.values_list("pk", flat=True)]
    for some in (facts[:1], facts):
        with django_assert_num_queries(5):  # events, enrolments, sessions, consents, calendar
            written = render_event.many(some)
        assert [letter.attachments[0]["name"] for letter in written] == ["S-1.ics"] * len(some)


@pytest.mark.parametrize("together", [True, False])
def test_everybody_reads_mails_in_the_language_they_have_chosen(together):
    """Written many at a time, and one by one."""
    seminar = seminar_of()
    for language in ("en", "", "de", "en"):
        person = counsellor(language=language)
        enrol(person=person, seminar=seminar, employment=person.job, now=NOON)
    if together:
        delivery.deliver_due(now=NOON)
    subjects = [mail.subject for mail in letters()]
    english, german = "Seat confirmed: Recht & „Praxis“", "Platz bestätigt: Recht & „Praxis“"
    assert subjects == [english, german, german, english]


def test_the_history_is_kept_in_german_whoever_acts():
    seminar = seminar_of(fee=100)
    seminar.cancellation_policy = CancellationPolicy.objects.create(
        central_office=seminar.central_office, name="Üblich"
    )
    seminar.cancellation_policy.tiers.create(days_before=40, percent=50)
    seminar.save()
    with translation.override("en"):
        first, second = book(seminar), book(seminar)
        heir = counsellor(first_name="Kim", last_name="Erbe")
        facts = {"person": heir, "employment": heir.job, "by": first.person, "now": NOON}
        replace(enrolment=first, **facts)
        cancel(enrolment=second, by=second.person, now=NOON)
    assert first.events.latest("pk").reason == "Stattdessen kommt Kim Erbe."
    assert second.cancellation_fee.rule == "ab 40 Tagen vorher: 50 % des Beitrags"
