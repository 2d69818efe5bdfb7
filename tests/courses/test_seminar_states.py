"""Whether a seminar takes place: promised, asked for, and remembered."""

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.models import SeatEvent, Seminar
from courses.services import seminars
from courses.services.calling_off import call_off
from courses.services.enrolments import cancel
from courses.services.reminding import remind
from courses.states import SeminarState
from fortbildung.shared.errors import Refused
from tests.courses.pages import book
from tests.factories import A_DAY, NOON, SeminarFactory, counsellor, office_staff
from tests.post import letter, letters

pytestmark = pytest.mark.django_db


def promised(seminar, now=NOON):
    return seminars.guarantee(seminar=seminar, by=office_staff(), now=now)


def test_a_promise_tells_everybody_with_a_confirmed_seat_once():
    seminar, staff = SeminarFactory(capacity=2), office_staff()
    ada, ben, waits = (
        counsellor(first_name=name, email=f"{name.lower()}@example.org")
        for name in ("Ada", "Ben", "Cem")
    )
    for person in (ada, ben, waits):
        book(seminar, person)
    assert seminars.guarantee(seminar=seminar, by=staff, now=NOON) == 2
    told = [mail for mail in letters() if mail.subject.startswith("Findet statt:")]
    assert sorted(mail.to for mail in told) == ["ada@example.org", "ben@example.org"]
    with pytest.raises(Refused, match="bereits zugesagt"):
        seminars.guarantee(seminar=seminar, by=staff, now=NOON)


def test_who_has_left_before_the_mail_is_written_is_not_told():
    seminar, person = SeminarFactory(), counsellor()
    seat = book(seminar, person)
    promised(seminar)
    cancel(enrolment=seat, by=person, now=NOON)
    assert not [mail for mail in letters() if mail.subject.startswith("Findet statt:")]


def test_nothing_is_promised_once_it_has_begun():
    seminar = SeminarFactory()
    begun = seminar.sessions.earliest("starts_at").starts_at
    with pytest.raises(Refused, match="hat begonnen"):
        promised(seminar, now=begun)


def test_the_history_names_who_published_promised_and_closed():
    staff = office_staff()
    seminar = SeminarFactory(state=SeminarState.PLANNED)
    seminars.publish(seminar=seminar, by=staff, now=NOON)
    seminars.guarantee(seminar=seminar, by=staff, now=NOON)
    over = seminar.sessions.latest("ends_at").ends_at
    seminars.close(seminar=seminar, by=staff, now=over)
    events = SeatEvent.objects.filter(seminar=seminar).order_by("pk")
    assert [(event.kind, event.after["state"], event.by) for event in events] == [
        ("published", "open", staff),
        ("guaranteed", "guaranteed", staff),
        ("closed", "closed", staff),
    ]


def test_the_history_keeps_terms_as_they_were():
    seminar, staff = SeminarFactory(fee=Decimal("20.00"), place="Köln"), office_staff()
    closes = seminar.closes_at
    changed = Seminar.objects.get(pk=seminar.pk)
    changed.fee, changed.place, changed.closes_at = Decimal("25.00"), "Bonn", closes + A_DAY
    session = changed.sessions.earliest("starts_at")
    before = session.starts_at
    session.starts_at -= timedelta(hours=1)
    seminars.plan(seminar=changed, sessions=[session], by=staff, now=NOON)
    event = SeatEvent.objects.get(seminar=seminar, kind="terms")
    assert event.by == staff
    assert (event.before["fee"], event.after["fee"]) == ("20.00", "25.00")
    assert (event.before["place"], event.after["place"]) == ("Köln", "Bonn")
    assert event.after["closes_at"] == (closes + A_DAY).isoformat()
    assert event.before["sessions"][0][0] == before.isoformat()
    assert event.after["sessions"][0][0] == session.starts_at.isoformat()


def test_the_office_is_asked_once_whether_a_seminar_with_too_few_people_goes_on():
    seminar = SeminarFactory(min_seats=2)
    book(seminar, counsellor())
    early, soon = seminar.closes_at - 8 * A_DAY, seminar.closes_at - 6 * A_DAY
    remind(now=early)
    assert not [mail for mail in letters() if mail.subject.startswith("Findet sie statt?")]
    remind(now=soon)
    remind(now=soon + A_DAY)
    (asked,) = [mail for mail in letters() if mail.subject.startswith("Findet sie statt?")]
    assert asked.to == seminar.central_office.email
    assert "1 von mindestens 2 Plätzen" in asked.body


def test_who_is_called_off_hears_of_the_next_dates():
    seminar, person = SeminarFactory(), counsellor(email="ada@example.org")
    other = SeminarFactory(course=seminar.course, place="Bonn", days__start=NOON + 60 * A_DAY)
    book(seminar, person)
    call_off(seminar=seminar, by=office_staff(), reason="Zu wenige", now=NOON)
    told = letter(to="ada@example.org", subject__startswith="Abgesagt")
    assert f"/buchen/{other.number}/" in told.body
    assert "/katalog/" not in told.body
