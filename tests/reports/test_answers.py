"""An answer is kept as JSON and comes back as it was; pictures tell no more than the table."""

import json

import pytest

from courses.states import EnrolmentState
from reports.figures.answers import HIDDEN, from_record
from reports.writing.pictures import drawn
from tests.factories import NOON, SeminarFactory, coordinator, counsellor
from tests.reports.asking import asked, place
from tests.reports.people import took_part

pytestmark = pytest.mark.django_db
CHOICES = [
    {"by": "provider"},
    {"by": "state"},
    {"by": "month"},
    {"by": "association,state"},
    {"by": "month,state"},
    {"by": "provider,month", "measure": "units"},
]


@pytest.fixture
def reader():
    """Six of a provider in Hamburg, two of one in Bavaria: too few for whoever asks from afar."""
    seminar = SeminarFactory(capacity=99)
    for name, land, people in (("Nord", "HH", 6), ("Süd", "BY", 2), ("Ost", "SN", 7)):
        for _n in range(people):
            took_part(counsellor(place(name, land)), seminar, units="12.5")
    return coordinator()


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_an_answer_comes_back_from_json_as_it_was(reader, choice):
    answer = asked(reader=reader, **choice)
    kept = json.dumps(answer.as_record(), sort_keys=True, ensure_ascii=False)
    assert from_record(json.loads(kept)) == answer
    assert json.dumps(asked(reader=reader, **choice).as_record(), sort_keys=True) == json.dumps(
        answer.as_record(), sort_keys=True
    )


def test_the_order_of_the_rows_does_not_tell_what_is_hidden():
    """Three, two and four persons are hidden: by their names, behind those shown, before zero."""
    seminar = SeminarFactory(capacity=99)
    for name, persons in (("Charly", 3), ("Anton", 2), ("Berta", 4), ("Dora", 6), ("Emil", 7)):
        at = place(name)
        for _n in range(persons):
            took_part(counsellor(at), seminar)
    took_part(counsellor(place("Alma")), seminar, state=EnrolmentState.CANCELLED)
    answer = asked(reader=coordinator())
    told = [answer.by_name(row.cells) for row in answer.rows]
    found = [(row["provider"], row["participations"]) for row in told]
    assert found == [
        *(("Emil", 7), ("Dora", 6)),
        *((name, HIDDEN) for name in ("Anton", "Berta", "Charly")),
        ("Alma", 0),
    ]
    crossed = asked("state", reader=coordinator(), then="provider", measure="participations")
    shown = [column.title for column in crossed.columns[1:-1]]
    assert shown == ["Emil", "Dora", "Anton", "Berta", "Charly"]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_picture_shows_no_figure_the_table_hides(reader, choice):
    answer = asked(reader=reader, now=NOON, **choice)
    cells = [value for row in answer.rows for value in row.cells]
    for picture in drawn(answer):
        assert picture.rows or picture.is_a_table
    for picture in answer.pictures:
        for series in picture.series:
            assert {value for value in series.values if value != 0} <= set(cells)
    if "measure" not in choice and choice["by"] in ("provider", "state"):
        (picture,) = answer.pictures
        assert picture.series[0].values.count(HIDDEN) == 2
