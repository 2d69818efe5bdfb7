"""Reports that take long, as their owner sees them: ordered, read, forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from courses.services.erasing import erase, erase_due_names
from fortbildung.shared.errors import Refused
from organisations.models import ErasureRequest, Role
from organisations.states import RoleKind
from reports.models import MadeReport
from reports.questions.catalogue import REPORTS, report_named
from reports.services import made as service
from reports.services.making import make_next
from tests.caches import fresh
from tests.courses.test_races import at_once
from tests.factories import (
    A_DAY,
    NOON,
    coordinator,
    manager,
    office_staff,
)
from tests.reports.held_up import held_up
from tests.reports.ordering import ASKED, PAGE, SLOW, again, ordered, some_figures, url

FAR = datetime(2038, 1, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def figures(settings):
    fresh(settings)
    return some_figures()


def test_who_would_wait_too_long_finds_the_report_ordered(client, settings):
    settings.REPORT_PATIENCE = timedelta(seconds=0.3)
    owner = coordinator()
    client.force_login(owner)
    client.get(PAGE, {"by": "state"})  # what everybody's first page takes
    with held_up(SLOW):
        answer = client.get(PAGE, ASKED)
    made = MadeReport.objects.get()
    assert answer.url == url(made)
    assert (made.owner, made.report, made.parameters) == (owner, "participation", ASKED)
    page = client.get(answer.url).content.decode()
    assert "Der Bericht wartet, bis er an der Reihe ist." in page
    assert "progress.js" in page
    # Asked once more it is still the same, also as a file.
    assert client.get(PAGE, ASKED).url == answer.url
    assert client.get("/berichte/teilnahmen.csv", ASKED).url == answer.url
    assert client.get("/berichte/teilnahmen.pdf", ASKED).url == answer.url


def test_what_is_ready_is_read_and_taken_away(client):
    made = ordered()
    make_next(now=NOON)
    client.force_login(made.owner)
    page = client.get(url(made)).content.decode()
    assert "Teilnahmen 2026" in page
    assert "Träger Eins" in page
    assert "progress.js" not in page
    assert 'href="/berichte/teilnahmen/?' in page  # a closer look is asked for anew
    csv = client.get(url(made, "made_file", "csv"))
    assert csv["Content-Disposition"].startswith("attachment")
    assert "Träger Eins;" in csv.content.decode()
    assert client.get(url(made, "made_file", "xlsx")).content.startswith(b"PK")
    assert client.get(url(made, "made_file", "pdf")).content.startswith(b"%PDF")
    assert client.get(url(made, "made_file", "exe")).status_code == 404


def test_who_has_other_rights_afterwards_reads_it_no_more(client):
    made = ordered(office_staff())
    make_next(now=NOON)
    client.force_login(made.owner)
    assert "Träger Eins" in client.get(url(made)).content.decode()
    Role.objects.filter(user=made.owner).delete()
    Role.objects.create(user=made.owner, kind=RoleKind.AUDITOR)
    page = client.get(url(made)).content.decode()
    assert "Träger Eins" not in page
    assert "Dieser Bericht wurde erstellt, als Sie etwas anderes lesen durften" in page
    assert client.get(url(made, "made_file", "csv")).status_code == 404


def test_somebody_elses_report_is_not_there(client):
    made = ordered()
    client.force_login(office_staff())
    assert client.get(url(made)).status_code == 404
    assert client.post(url(made, "cancel_made")).status_code == 404
    make_next(now=NOON)
    assert client.get(url(made, "made_file", "csv")).status_code == 404
    assert "Teilnahmen 2026" not in client.get(reverse("reports:saved")).content.decode()


def test_the_same_person_orders_the_same_once_and_not_without_end():
    owner = coordinator()
    results = at_once(*[lambda: ordered(owner).pk] * 4)
    assert len(set(results)) == 1
    for year in ("2026",):
        for by in ("state", "mode", "course", "month"):
            ordered(owner, year=year, by=by)
    with pytest.raises(Refused, match="5 Ihrer Berichte werden schon erstellt"):
        ordered(owner, year="2026", by="topic")
    assert ordered(office_staff(), year="2026", by="topic")


def test_who_has_too_many_in_line_is_shown_them(client, settings):
    settings.REPORT_PATIENCE = timedelta(0)
    owner = coordinator()
    for by in ("state", "mode", "course", "month", "topic"):
        ordered(owner, year="2026", by=by)
    client.force_login(owner)
    page = client.get(PAGE, ASKED, follow=True)
    assert page.redirect_chain == [(reverse("reports:saved"), 302)]
    text = page.content.decode()
    assert "5 Ihrer Berichte werden schon erstellt." in text
    assert text.count("in Arbeit") == 5


def test_they_are_kept_for_a_week_and_no_longer_than_their_owner():
    _ready, dropped, waiting = ordered(), ordered(office_staff()), ordered(manager())
    service.cancel(made=dropped, now=NOON)
    MadeReport.objects.filter(pk=waiting.pk).update(attempts=1)
    make_next(now=NOON)
    assert service.forget_old(now=NOON + 6 * A_DAY) == 0
    MadeReport.objects.filter(pk=waiting.pk).update(
        finished_at=None, record=None, done=0, asked_at=NOON
    )
    assert service.forget_old(now=NOON + 8 * A_DAY) == 2
    assert list(MadeReport.objects.all()) == [waiting]
    type(waiting.owner).objects.filter(pk=waiting.owner_id).update(is_active=False)
    assert not make_next(now=NOON)
    assert service.forget_old(now=NOON) == 1


def test_what_may_tell_a_name_that_was_erased_goes_with_it(figures):
    before = ordered()
    make_next(now=NOON)
    request = ErasureRequest.objects.create(user=figures[0].person, asked_at=NOON)
    erase(request=request, by=coordinator(), now=NOON + A_DAY)
    assert service.forget_old(now=NOON + A_DAY) == 0  # the name is still there
    assert erase_due_names(now=FAR) == 1
    MadeReport.objects.update(asked_at=FAR, finished_at=FAR - A_DAY)
    after = ordered(now=FAR)
    make_next(now=FAR + A_DAY)
    assert service.forget_old(now=FAR + A_DAY) == 1
    assert list(MadeReport.objects.all()) == [after]
    assert before != after


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_asks_a_constant_number_of_questions(client, number, django_assert_num_queries):
    owner = coordinator()
    for by in ("state", "mode", "course", "month", "topic")[:number]:
        ordered(owner, year="2026", by=by)
    make_next(now=NOON)
    client.force_login(owner)
    with django_assert_num_queries(7):
        page = client.get(reverse("reports:saved")).content.decode()
    assert page.count("in Arbeit") == number - 1
    assert page.count("fertig") == 1


def test_every_report_can_be_made(client):
    owner = office_staff()
    client.force_login(owner)
    for report in REPORTS:
        made = ordered(owner, name=report.name, year="2026")
        assert make_next(now=NOON)
        assert again(made).problem == ""
        assert client.get(url(made)).status_code == 200, report.name
    assert report_named("rights")
