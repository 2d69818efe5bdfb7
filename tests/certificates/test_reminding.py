"""Reminders: before, on the day and after; one mail for all kinds, one for all people."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from certificates.models import Requirement
from certificates.services.reminding import remind
from courses.services.enrolments import enrol
from fortbildung.shared.models import OutgoingMail
from tests.certificates.kinds import fact, grants, kind
from tests.certificates.required import exemption, pause, requirement
from tests.factories import NOON, SeminarFactory, counsellor, manager
from tests.post import letters

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 9, 28, 8, 15, tzinfo=ZoneInfo("Europe/Berlin"))  # a year of employment


def told(days):
    """Who is written to so many days after the due date."""
    OutgoingMail.objects.all().delete()
    remind(now=DUE + timedelta(days=days))
    return sorted(mail.to for mail in OutgoingMail.objects.all())


@pytest.fixture
def team():
    boss, person = manager(email="leitung@example.org"), counsellor(email="kim@example.org")
    requirement(kind(), warn_days=60, repeat_days=14)
    return boss, person


@pytest.mark.usefixtures("team")
def test_person_and_manager_are_told_before_on_the_day_and_after_each_once():
    both = ["kim@example.org", "leitung@example.org"]
    days = [-61, -60, -59, -1, 0, 1, 13, 14, 15, 400]
    assert [told(day) for day in days] == [[], both, [], [], both, [], [], both, [], []]


@pytest.mark.usefixtures("team")
def test_a_beat_that_was_away_tells_the_latest_stage_only():
    assert len(told(30)) == 2
    assert told(31) == []


@pytest.mark.usefixtures("team")
def test_nobody_is_woken():
    assert remind(now=DUE.replace(hour=6)) == 0


@pytest.mark.usefixtures("team")
def test_one_mail_for_several_kinds_and_for_several_people():
    requirement(kind("SCHUTZ", "Schutz"), title="Schutz", warn_days=60)
    counsellor(email="jo@example.org", last_name="Zweite")
    assert told(0) == ["jo@example.org", "kim@example.org", "leitung@example.org"]
    written = {mail.to: mail for mail in letters()}
    assert "Aufenthaltsrecht: bald fällig (fällig 28.09.2026)" in written["kim@example.org"].body
    assert "Schutz: bald fällig" in written["kim@example.org"].body
    assert "Zweite" in written["leitung@example.org"].body
    assert written["leitung@example.org"].subject.endswith("2 Personen")


@pytest.mark.usefixtures("team")
def test_what_was_told_of_another_kind_is_told_again_with_the_new_one():
    assert len(told(0)) == 2
    requirement(kind("SCHUTZ", "Schutz"), title="Schutz", warn_days=60)
    assert len(told(1)) == 2
    (mail,) = letters(to="kim@example.org")
    assert ("Aufenthaltsrecht" in mail.body, "Schutz" in mail.body) == (True, True)


def test_whoever_booked_rests_or_is_exempt_is_left_in_peace(team):
    _boss, person = team
    recht = person.job and kind("NEU", "Neu")
    asked = requirement(recht, title="Neu")
    fact(person, recht, DUE.date())
    booked, resting, free = counsellor(), counsellor(), counsellor()
    course = grants(asked.qualification)
    enrol(person=booked, seminar=SeminarFactory(course=course), employment=booked.job, now=NOON)
    pause(resting, DUE.date())
    exemption(free, asked, DUE.date(), DUE.date())
    Requirement.objects.exclude(pk=asked.pk).delete()
    assert told(0) == []


def test_what_is_done_before_the_mail_is_written_is_not_written(team):
    _boss, person = team
    told(0)
    pause(person, DUE.date())
    assert letters() == []


def test_who_wants_no_reminders_gets_none(team):
    boss, person = team
    type(person).objects.update(wants_reminders=False)
    assert told(0) == []
    assert boss.wants_reminders
