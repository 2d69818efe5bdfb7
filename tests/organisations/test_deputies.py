"""Deputies: appointed by managers, from among those close to them, for days that make sense."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fortbildung.shared.errors import Refused
from organisations.models import Deputy
from organisations.services.deputies import appoint_deputy, dismiss_deputy
from tests.factories import NOON, PersonFactory, association, counsellor, manager, provider, site
from tests.organisations.deputising import TODAY, day, deputy_of
from tests.post import letter

pytestmark = pytest.mark.django_db


def appoint(boss, person, *, starts=0, ends=14):
    return appoint_deputy(manager=boss, deputy=person, starts=day(starts), ends=day(ends), now=NOON)


def refusal(*args, **days):
    with pytest.raises(Refused) as refused:
        appoint(*args, **days)
    return refused.value.messages


def inactive_counsellor():
    return counsellor(is_active=False)


def one_who_left():
    person = counsellor()
    person.employments.update(ends=day(-1))
    return person


@pytest.mark.parametrize(
    "close",
    [
        counsellor,
        lambda: counsellor(at=provider()),
        lambda: manager(provider("Träger Zwei")),
        lambda: manager(association()),
    ],
    ids=["from the site", "from the provider", "manager elsewhere", "manager of the association"],
)
def test_staff_and_managers_of_the_same_association_can_be_deputies_and_are_told(close):
    boss, person = manager(), close()
    appoint(boss, person)
    assert list(person.deputises_for.active(TODAY).values_list("manager", flat=True)) == [boss.pk]
    mail = letter()
    assert mail.to == person.email
    assert mail.subject == f"Sie vertreten {boss}"
    assert "vom 02.11.2026 bis zum 16.11.2026" in mail.body


@pytest.mark.parametrize(
    "far",
    [
        PersonFactory,
        inactive_counsellor,
        one_who_left,
        lambda: counsellor(at=site("Fremd", below=provider("Träger Zwei"))),
        lambda: counsellor(at=provider(below=association("Caritas"))),
        lambda: manager(association("Caritas")),
    ],
    ids=["no job", "no account", "left", "other provider", "other association", "its manager"],
)
def test_nobody_else_can(far):
    (reason,) = refusal(manager(), far())
    assert reason.startswith("Unter dieser Adresse gibt es niemanden, der Sie vertreten kann.")


def test_only_managers_have_deputies_and_nobody_is_their_own():
    assert refusal(counsellor(), counsellor())[0] == "Nur Leitungen können sich vertreten lassen."
    boss = manager()
    assert refusal(boss, boss) == ["Sie können sich nicht selbst vertreten."]


@pytest.mark.parametrize(
    ("starts", "ends", "reason"),
    [
        (-1, 3, "Der erste Tag liegt in der Vergangenheit."),
        (3, 2, "Der letzte Tag liegt vor dem ersten."),
        (0, 367, "Der letzte Tag liegt mehr als ein Jahr in der Zukunft."),
    ],
)
def test_the_days_make_sense(starts, ends, reason):
    assert refusal(manager(), counsellor(), starts=starts, ends=ends) == [reason]


def test_one_day_and_one_year_are_fine():
    boss, person = manager(), counsellor()
    appoint(boss, person, starts=0, ends=0)
    appoint(boss, person, starts=1, ends=366)
    assert boss.deputies.count() == 2


def test_twice_on_the_same_day_is_refused_in_plain_words_and_by_the_database():
    boss, person = manager(), counsellor()
    appoint(boss, person)
    with pytest.raises(ValidationError) as twice:
        appoint(boss, person, starts=14, ends=20)
    assert twice.value.messages == ["An einigen dieser Tage vertritt diese Person Sie schon."]
    with pytest.raises(IntegrityError), transaction.atomic():
        deputy_of(boss, person, starts=14, ends=20)
    appoint(boss, counsellor())


@pytest.mark.parametrize("wrong", [{"starts": 1, "ends": 0}, {"self": True}])
def test_the_database_knows_neither_backward_days_nor_deputies_of_themselves(wrong):
    boss = manager()
    person = boss if wrong.pop("self", False) else counsellor()
    with pytest.raises(IntegrityError):
        deputy_of(boss, person, **wrong)


def test_ten_are_enough():
    boss = manager()
    for _number in range(10):
        deputy_of(boss)
    (reason,) = refusal(boss, counsellor())
    assert reason == "Sie haben schon 10 Vertretungen. Beenden Sie zuerst eine davon."


def test_who_leaves_or_loses_the_account_or_whose_manager_goes_is_deputy_no_longer():
    boss = manager()
    left, locked, stays = deputy_of(boss), deputy_of(boss), deputy_of(boss)
    left.deputy.employments.update(ends=day(-1))
    locked.deputy.is_active = False
    locked.deputy.save()
    assert list(boss.deputies.active(TODAY)) == [stays]
    boss.roles.all().delete()
    assert list(boss.deputies.active(TODAY)) == []


def test_dismissing_keeps_the_days_that_are_over_and_can_be_done_twice():
    boss = manager()
    begun, coming = deputy_of(boss), deputy_of(boss, starts=5, ends=9)
    for row in (begun, coming, begun):
        dismiss_deputy(deputy=row, now=NOON)
    assert list(Deputy.objects.values_list("pk", "starts", "ends")) == [
        (begun.pk, day(-1), day(-1))
    ]
