"""Who is reminded and who gets the digest: exactly those concerned who want it, each once."""

from datetime import UTC, datetime

import pytest

from courses.models import Enrolment
from courses.services import evaluations
from courses.services.reminding import remind, send_digests
from courses.services.seminars import hold
from organisations.models import Invitation, User
from organisations.services.invitations import decline_invitation, invite
from tests.courses.pages import book
from tests.factories import (
    A_DAY,
    NOON,
    SeminarFactory,
    association,
    counsellor,
    manager,
    programme,
    provider,
    site,
)
from tests.post import letters

pytestmark = pytest.mark.django_db
AFTER = NOON + 32 * A_DAY
SEVEN = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)  # in Berlin


def told(about):
    return sorted(mail.to for mail in letters(key__startswith=about))


def unwilling(person):
    User.objects.filter(pk=person.pk).update(wants_reminders=False, wants_digest=False)
    return person


def test_a_week_and_a_day_before_those_with_a_seat_are_reminded_who_want_it():
    seminar = SeminarFactory(capacity=3)
    comes, late = book(seminar), book(seminar)
    book(seminar, unwilling(counsellor()))
    waits = book(seminar)
    week, day = NOON + 23 * A_DAY, NOON + 29 * A_DAY
    Enrolment.objects.filter(pk=late.pk).update(moved_at=week - A_DAY / 2)
    assert waits.state == "waiting"

    remind(now=week - A_DAY)
    assert told("reminder-") == []
    for _twice in range(2):
        remind(now=week)
    assert told("reminder-") == [comes.person.email]
    remind(now=day)
    assert told("reminder-") == sorted([comes.person.email] * 2 + [late.person.email])


def test_who_wants_no_reminders_is_not_reminded_of_feedback_either():
    seminar = SeminarFactory()
    silent, gone = book(seminar), book(seminar)
    book(seminar, unwilling(counsellor()))
    hold(seminar=seminar, now=AFTER)
    User.objects.filter(pk=gone.person_id).update(is_active=False)
    assert evaluations.remind_of_feedback(now=AFTER + 3 * A_DAY) == 1
    assert told("feedback-") == [silent.person.email]


def test_the_digest_goes_to_managers_with_news_who_want_it_once_a_day():
    boss, chief = manager(), manager(association())
    unwilling(manager())
    manager(provider("Träger Zwei"))
    gone = manager()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    book(SeminarFactory())
    assert send_digests(now=SEVEN - A_DAY / 24) == 0  # six o'clock
    for _twice in range(2):
        assert send_digests(now=SEVEN) == 3
    assert told("digest-") == sorted([boss.email, chief.email])
    assert send_digests(now=SEVEN + 2 * A_DAY) == 3
    assert told("digest-") == sorted([boss.email, chief.email])  # nothing new since


def invited(boss, name):
    invitation = Invitation(
        email=f"{name.lower()}@example.org",
        first_name="Kim",
        last_name=name,
        organisation=site(),
        programme=programme(),
        function="counsellor",
        fte_share=1,
        starts=NOON.date(),
    )
    invite([invitation], by=boss, now=SEVEN - 3 * A_DAY)
    return invitation


def test_the_digest_tells_once_how_invitations_were_answered():
    boss = manager()
    _open, old, fresh = (invited(boss, name) for name in ("Offen", "Alt", "Neu"))
    decline_invitation(invitation=old, now=SEVEN - 2 * A_DAY)
    decline_invitation(invitation=fresh, now=SEVEN - A_DAY / 2)
    send_digests(now=SEVEN)
    (digest,) = letters(key__startswith="digest-")
    assert "– Kim Neu, Beratungsstelle Mitte: abgelehnt" in digest.body
    assert "/team/einladungen/" in digest.body
    assert "Offen" not in digest.body
    assert "Alt" not in digest.body
    send_digests(now=SEVEN + A_DAY)
    assert len(letters(key__startswith="digest-")) == 1
