"""What people need to take part: who says it, who reads it, and that it goes away."""

import json

import pytest
from django.urls import reverse

from courses.kinds import DeliveryMode
from courses.models import EnrolmentEvent, ParticipantNeeds
from courses.services.engaging import engage
from courses.services.enrolments import cancel
from courses.services.exchange import finish_rebooking, rebook, replace
from courses.services.needs import accessibility_told_to, erase_old_needs, say_needs
from courses.tasks import erase_old_needs as task
from fortbildung.shared.errors import Refused
from organisations.states import RoleKind
from tests.api.calling import bearing, secret_of
from tests.cms.site import in_days
from tests.courses.pages import book, seen, send
from tests.factories import (
    A_DAY,
    NOON,
    PersonFactory,
    SeminarFactory,
    counsellor,
    manager,
    office,
    office_staff,
)
from tests.factories import speaker as a_speaker
from tests.post import letters

pytestmark = pytest.mark.django_db
ALL = {"diet": "vegan", "intolerances": "Nüsse", "accessibility": "Stufenloser Zugang"}
ALL |= {"lodging": "evening", "lodging_note": "komme spät"}
HOUSE = {"catering": True, "lodging": True}


def with_needs(seminar=None, person=None, now=NOON, **facts):
    enrolment = book(seminar or SeminarFactory(**HOUSE), person, now=now)
    say_needs(enrolment=enrolment, facts=ALL | facts, by=enrolment.person, now=now)
    return enrolment


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        (HOUSE, {"diet", "intolerances", "accessibility", "lodging", "lodging_note"}),
        ({"catering": True}, {"diet", "intolerances", "accessibility"}),
        ({"course__delivery_mode": DeliveryMode.ONLINE}, {"accessibility"}),
        ({"course__delivery_mode": DeliveryMode.SELF_PACED}, set()),
    ],
)
def test_booking_asks_only_what_the_seminar_has_use_for(client, fields, asked):
    person = counsellor()
    client.force_login(person)
    seminar = in_days(30, **fields)
    page = client.get(reverse("courses:book", args=[seminar.number]))
    assert set(page.context["form"].needs.fields) == asked
    sent = {**ALL, "note": "Gibt es Parkplätze?"}
    assert client.post(reverse("courses:book", args=[seminar.number]), sent).status_code == 302
    kept = ParticipantNeeds.objects.filter(enrolment__person=person).first()
    assert {name for name in ALL if kept and getattr(kept, name) == ALL[name]} == asked


def test_nothing_special_leaves_nothing_behind():
    enrolment = with_needs()
    say_needs(
        enrolment=enrolment,
        facts={"diet": "any", "lodging": "none", "accessibility": ""},
        by=enrolment.person,
        now=NOON,
    )
    assert not ParticipantNeeds.objects.exists()


def test_one_changes_ones_own_until_enrolment_closes(client):
    person = counsellor()
    client.force_login(person)
    enrolment = book(in_days(30, catering=True), person, now=NOON)
    page = send(client, "courses:needs", enrolment.pk, diet="halal")
    assert page.redirect_chain == [(reverse("courses:enrolment", args=[enrolment.pk]), 302)]
    assert ParticipantNeeds.objects.get().diet == "halal"
    enrolment.seminar.closes_at = NOON - 20 * A_DAY
    enrolment.seminar.save()
    closed = seen(client, "courses:needs", enrolment.pk)
    assert "awo@example.org" in closed
    assert "halal" in closed
    assert "Vegan" not in closed
    send(client, "courses:needs", enrolment.pk, diet="vegan")
    assert ParticipantNeeds.objects.get().diet == "halal"


def test_a_manager_says_it_once_and_never_reads_it(client):
    boss, person = manager(), counsellor()
    seminar = in_days(30, **HOUSE)
    enrolment = book(seminar, person, now=NOON)
    client.force_login(boss)
    assert reverse("courses:team_needs", args=[enrolment.pk]) in (
        seen(client, "courses:book_staff", seminar.number)
    )
    send(client, "courses:team_needs", enrolment.pk, **ALL)
    assert ParticipantNeeds.objects.get().intolerances == "Nüsse"
    for page in ("courses:team_needs", "courses:team_enrolment"):
        assert "Nüsse" not in seen(client, page, enrolment.pk)
    with pytest.raises(Refused):
        say_needs(enrolment=enrolment, facts=ALL, by=boss, now=NOON)


def test_speakers_read_what_concerns_accessibility_and_only_in_their_seminars(client):
    speaker, enrolment = PersonFactory(), with_needs()
    engage(seminar=enrolment.seminar, speaker=a_speaker(user=speaker), now=NOON)
    speaker.roles.create(kind=RoleKind.TRAINER)
    client.force_login(speaker)
    page = seen(client, "courses:accessibility", enrolment.seminar.number)
    assert "Stufenloser Zugang" in page
    assert ("Nüsse" in page, "vegan" in page, "komme spät" in page) == (False, False, False)
    other = with_needs()
    assert (
        client.get(reverse("courses:accessibility", args=[other.seminar.number])).status_code == 404
    )
    assert list(accessibility_told_to(speaker, other.seminar)) == []


def rebooked(enrolment, **fields):
    facts = {"course": enrolment.seminar.course, "days__start": NOON + 50 * A_DAY}
    other = SeminarFactory(**(facts | HOUSE | fields))
    return rebook(enrolment=enrolment, seminar=other, by=enrolment.person, now=NOON)


def kept():
    return [(need.enrolment, need.diet, need.lodging) for need in ParticipantNeeds.objects.all()]


def test_needs_go_along_to_another_date_as_far_as_it_has_use_for_them():
    first = with_needs()
    second = rebooked(first)
    assert kept() == [(second, "vegan", "evening")]
    assert ParticipantNeeds.objects.get().accessibility == "Stufenloser Zugang"
    third = rebooked(second, lodging=False)
    assert kept() == [(third, "vegan", "none")]
    rebooked(with_needs(accessibility=""), catering=False, lodging=False)
    assert kept() == [(third, "vegan", "none")]


def test_needs_go_along_once_the_new_seat_is_certain_and_what_was_said_for_it_stays():
    first = with_needs()
    taken = with_needs(SeminarFactory(capacity=1, course=first.seminar.course, **HOUSE))
    waiting = rebook(enrolment=first, seminar=taken.seminar, by=first.person, now=NOON)
    assert kept() == [(first, "vegan", "evening"), (taken, "vegan", "evening")]
    cancel(enrolment=taken, by=taken.person, now=NOON)
    say_needs(enrolment=waiting, facts={"diet": "halal"}, by=waiting.person, now=NOON)
    waiting.refresh_from_db()
    assert finish_rebooking(new=waiting, now=NOON)
    erase_old_needs(now=NOON)
    assert kept() == [(waiting, "halal", "none")]


def test_another_office_and_a_replacement_learn_nothing_of_them():
    first, heir = with_needs(), counsellor()
    rebooked(with_needs(), central_office=office("Caritas"))
    replace(enrolment=first, person=heir, employment=heir.job, by=first.person, now=NOON)
    assert not ParticipantNeeds.objects.filter(enrolment__state="confirmed").exists()
    assert erase_old_needs(now=NOON) == 2


def test_it_stands_in_no_history_no_mail_and_no_answer_of_the_api(client):
    enrolment = with_needs()
    facts = [
        *EnrolmentEvent.objects.values_list("reason", flat=True),
        *(mail.body + json.dumps(mail.arguments) for mail in letters()),
        *(
            client.get(
                reverse("api:enrolment", args=[enrolment.pk]), headers=bearing(secret_of(person))
            ).content.decode()
            for person in (enrolment.person, manager(), office_staff())
        ),
    ]
    told = "\n".join(facts)
    assert [word for word in ("vegan", "Nüsse", "Stufen", "komme spät") if word in told] == []


def test_only_the_person_and_the_office_may_read_it():
    enrolment = with_needs()
    readers = [enrolment.person, office_staff()]
    others = [manager(), counsellor(), office_staff(of=office("Caritas"))]
    found = ParticipantNeeds.objects.visible_to
    assert [found(user).count() for user in (*readers, *others)] == [1, 1, 0, 0, 0]


def test_four_weeks_after_the_end_it_is_erased_and_who_left_is_forgotten_at_once():
    seminar = SeminarFactory(**HOUSE)
    end = seminar.sessions.latest("ends_at").ends_at
    with_needs(seminar)
    leaver = with_needs(seminar)
    cancel(enrolment=leaver, by=leaver.person, now=NOON)
    assert [
        erase_old_needs(now=moment)
        for moment in (NOON, end + 27 * A_DAY, end + 28 * A_DAY, end + 28 * A_DAY)
    ] == [1, 0, 1, 0]
    assert not ParticipantNeeds.objects.exists()
    assert task() == 0
