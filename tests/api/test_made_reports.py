"""Reports that take long: 202 says where to ask again."""

from datetime import timedelta

import pytest

from organisations.models import Role
from organisations.states import RoleKind
from reports.models import MadeReport
from reports.services import made as service
from reports.services.making import make_next
from tests.api.calling import bearing, problem, secret_of
from tests.factories import NOON, SeminarFactory, coordinator, counsellor, office_staff
from tests.reports.people import took_part

pytestmark = pytest.mark.django_db(transaction=True)
REPORT = "/api/v1/reports/participation"
ASKED = {"year": "2026", "by": "provider,state"}


@pytest.fixture(autouse=True)
def figures(settings):
    settings.REPORT_PATIENCE = timedelta(0)
    seminar = SeminarFactory()
    for _ in range(6):
        took_part(counsellor(), seminar)


@pytest.fixture
def caller(client):
    """Somebody with a key, who asks."""
    owner = coordinator()
    headers = bearing(secret_of(owner))

    def ask(address, data=None):
        return client.get(address, data, headers=headers)

    ask.owner = owner
    return ask


def test_a_long_report_is_ordered_and_fetched_where_the_answer_says(caller):
    first = caller(REPORT, ASKED)
    made = MadeReport.objects.get()
    assert (first.status_code, first["Retry-After"]) == (202, "5")
    assert first["Location"] == f"/api/v1/reports/made/{made.pk}?format=json"
    assert first.json() == {"report": "participation", "done": 0, "total": 1}
    assert caller(REPORT, ASKED)["Location"] == first["Location"]
    waiting = caller(first["Location"])
    assert (waiting.status_code, waiting["Location"]) == (202, first["Location"])

    make_next(now=NOON)
    ready = caller(first["Location"])
    assert ready.status_code == 200
    answer = ready.json()
    assert (answer["by"], answer["year"]) == ("provider,state", 2026)
    assert answer["total"]["participations"] == 6
    assert [row["name"] for row in answer["rows"]] == ["Träger Eins"]


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_a_file_is_the_same_file_later(caller, kind, begins):
    first = caller(REPORT, ASKED | {"format": kind})
    assert (first.status_code, first["Content-Type"]) == (202, "application/json; charset=utf-8")
    make_next(now=NOON)
    ready = caller(first["Location"])
    assert ready.content.startswith(begins)
    assert ready["Content-Disposition"].startswith("attachment")


def test_what_came_to_nothing_is_told(caller):
    address = caller(REPORT, ASKED)["Location"]
    service.cancel(made=MadeReport.objects.get(), now=NOON)
    refused = problem(caller(address))
    assert (refused["status"], refused["reasons"]) == (
        409,
        ["Dieser Bericht wurde abgebrochen."],
    )


def test_who_has_other_rights_by_then_does_not_read_it(caller):
    address = caller(REPORT, ASKED)["Location"]
    make_next(now=NOON)
    Role.objects.filter(user=caller.owner).update(kind=RoleKind.AUDITOR)
    assert caller(address).status_code == 200  # an auditor reads the same
    Role.objects.filter(user=caller.owner).delete()
    assert problem(caller(address))["status"] == 409
    Role.objects.create(user=caller.owner, kind=RoleKind.COORDINATION)
    assert caller(address).status_code == 200


def test_somebody_elses_is_not_there(caller, client):
    address = caller(REPORT, ASKED)["Location"]
    make_next(now=NOON)
    other = client.get(address, headers=bearing(secret_of(office_staff())))
    assert problem(other)["status"] == 404


def test_who_has_too_many_in_line_is_refused(caller):
    for by in ("state", "mode", "course", "month", "topic"):
        assert caller(REPORT, ASKED | {"by": by}).status_code == 202
    refused = problem(caller(REPORT, ASKED))
    assert refused["status"] == 409
    assert refused["reasons"][0].startswith("5 Ihrer Berichte werden schon erstellt.")
