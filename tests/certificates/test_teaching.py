"""What a course requires of those who teach it."""

import pytest

from certificates.services.teaching import warnings_of_qualification
from tests.certificates.kinds import fact, grants, kind
from tests.factories import NOON, SeminarFactory, counsellor, speaker

pytestmark = pytest.mark.django_db
ON = NOON.date()


def test_speakers_are_warned_of_who_have_no_valid_proof_on_the_first_day():
    recht = kind()
    seminar = SeminarFactory(course=grants(recht, does="requires", audience="speakers"))
    has_it = counsellor()
    fact(has_it, recht, ON)
    known, stranger = speaker("Kann", user=has_it), speaker("Unbekannt")
    asked = {"speakers": [known, stranger], "seminar": seminar}
    found = warnings_of_qualification(**asked, on=ON)
    assert found[known.pk] == []
    assert found[stranger.pk] == [
        (
            "Der Kurs verlangt „Aufenthaltsrecht“ von Referierenden; am 02.11.2026 ist kein "
            "Nachweis gültig."
        )
    ]
    earlier = warnings_of_qualification(**asked, on=ON.replace(day=1))
    assert len(earlier[known.pk]) == 1


def test_a_course_that_requires_nothing_warns_of_nothing():
    asked = {"speakers": [speaker()], "seminar": SeminarFactory()}
    assert warnings_of_qualification(**asked, on=ON) == {}
