"""What the office should think of before somebody teaches."""

from datetime import date

import pytest

from courses.kinds import Contract, SpeakerMode, StatusCheck
from courses.models import Seminar, Speaker
from courses.rules import TRANSITION_ENDS, names_of_speakers, warnings_of_contract
from courses.services.engaging import engage
from tests.factories import NOON, SeminarFactory, speaker

BEFORE, AFTER = TRANSITION_ENDS, date(2027, 1, 1)
CONSENTED = {"consented_on": date(2025, 3, 1)}
CHECKED = {"status_check": StatusCheck.SELF_EMPLOYED}


@pytest.mark.parametrize(
    ("facts", "last_day", "told"),
    [
        (CONSENTED, BEFORE, ""),
        ({}, BEFORE, "schriftliche Zustimmung"),
        (CONSENTED, AFTER, "endet am 31. Dezember 2026"),
        (CHECKED, AFTER, ""),
        ({"status_check": StatusCheck.EMPLOYED}, BEFORE, "sozialversicherungspflichtig"),
        ({"contract": Contract.EMPLOYED}, AFTER, ""),
        ({"contract": Contract.UNPAID}, AFTER, ""),
        ({}, None, ""),
    ],
)
def test_fee_contracts_need_consent_and_after_the_transition_a_status_check(facts, last_day, told):
    found = list(warnings_of_contract(speaker=Speaker(name="Jo", **facts), last_day=last_day))
    assert len(found) == bool(told)
    assert told in "".join(found)


def test_a_speaker_offers_what_the_course_needs():
    online, both = Speaker(mode=SpeakerMode.ONLINE), Speaker(mode=SpeakerMode.BOTH)
    assert [online.teaches("presence"), online.teaches("online"), both.teaches("hybrid")] == [
        False,
        True,
        True,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "told"), [("", ""), ("A", "A"), ("AB", "A und B"), ("ABC", "A, B und C")]
)
def test_names_stand_as_people_say_them(names, told):
    seminar = SeminarFactory()
    for name in names:
        engage(seminar=seminar, speaker=speaker(name), now=NOON)
    assert names_of_speakers(Seminar.objects.with_speakers().get()) == told
