"""Who could not use a page says so without an account; the coordination reads and settles it."""

import pytest

from organisations.models import BarrierReport
from organisations.services.barriers import erase_old_barriers, report_barrier, settle_barrier
from organisations.services.erasing import close_account
from tests.factories import A_DAY, NOON, PersonFactory, coordinator, counsellor, manager
from tests.post import letter, letters

pytestmark = pytest.mark.django_db
ADDRESS = "/barrierefreiheit/melden/"
WORDS = "Der Kalender lässt sich nicht mit der Tastatur bedienen."


def reported(description=WORDS, **facts):
    return report_barrier(report=BarrierReport(description=description, **facts), now=NOON)


def test_a_stranger_reports_a_barrier_without_a_name_and_reads_what_happens_next(client):
    them, _other = coordinator(), manager()
    sent = client.post(ADDRESS, {"description": WORDS})
    assert sent.url == "/barrierefreiheit/danke/"
    assert "Vielen Dank" in client.get(sent.url).content.decode()
    report = BarrierReport.objects.get()
    assert (report.description, report.page, report.name, report.email) == (WORDS, "", "", "")
    mail = letter()
    assert (mail.to, mail.subject) == (them.email, "Eine Barriere wurde gemeldet")
    assert WORDS in mail.body
    assert "/barrierefreiheit/meldungen/" in mail.body
    assert "Name:" not in mail.body


def test_the_form_knows_the_page_one_comes_from_but_not_other_sites(client):
    def page(before):
        return client.get(ADDRESS, headers={"Referer": before}).context["form"].initial["page"]

    assert page("http://testserver/katalog/?q=asyl") == "/katalog/"
    assert page("http://testserver/barrierefreiheit/") == ""
    assert page("https://anderswo.example/katalog/") == ""


def test_whoever_is_logged_in_finds_name_and_address_filled_in(client):
    client.force_login(person := counsellor())
    known = client.get(ADDRESS).context["form"].initial
    assert (known["name"], known["email"]) == (str(person), person.email)


def test_what_is_missing_is_said_above_the_form_and_nothing_typed_is_lost(client):
    answer = client.post(ADDRESS, {"page": "Katalog", "email": "kein-at"})
    html = answer.content.decode()
    assert set(answer.context["form"].errors) == {"description", "email"}
    assert '<a href="#id_description">' in html
    assert 'value="kein-at"' in html
    assert 'value="Katalog"' in html
    assert not BarrierReport.objects.exists()


def test_the_form_is_open_so_often_a_minute_only(client, settings):
    settings.FORM_RATE = 0
    assert client.post(ADDRESS, {"description": WORDS}).status_code == 429
    assert not BarrierReport.objects.exists()


def test_what_is_dealt_with_leaves_the_list_and_is_mailed_no_more(client):
    report, _open = reported(), reported("Die Schrift ist zu klein.", email="kim@example.org")
    client.force_login(boss := coordinator())
    listed = client.get("/barrierefreiheit/meldungen/").context["reports"]
    assert [each.description for each in listed] == [WORDS, "Die Schrift ist zu klein."]
    client.post(f"/barrierefreiheit/meldungen/{report.pk}/erledigt/")
    assert BarrierReport.objects.get(pk=report.pk).done_by == boss
    listed = client.get("/barrierefreiheit/meldungen/").context["reports"]
    assert [each.description for each in listed] == ["Die Schrift ist zu klein."]


def test_a_mail_that_comes_late_is_not_written_once_the_barrier_is_dealt_with():
    boss = coordinator()
    settle_barrier(report=reported(), by=boss, now=NOON)
    assert letters() == []


@pytest.mark.parametrize("reports", [1, 5])
def test_the_list_costs_the_same_for_one_report_and_many(
    client, reports, django_assert_num_queries
):
    for n in range(reports):
        reported(f"Barriere {n}")
    client.force_login(coordinator())
    client.get("/barrierefreiheit/meldungen/")
    with django_assert_num_queries(7):
        client.get("/barrierefreiheit/meldungen/")


def test_a_year_later_only_what_is_still_open_is_kept():
    done, still_open = reported(), reported("Noch da")
    settle_barrier(report=done, by=coordinator(), now=NOON)
    assert erase_old_barriers(now=NOON + 364 * A_DAY) == 0
    assert erase_old_barriers(now=NOON + 366 * A_DAY) == 1
    assert BarrierReport.objects.get() == still_open


def test_with_the_account_the_name_at_the_report_goes():
    person = PersonFactory()
    report = reported(name=str(person), email=person.email)
    close_account(user=person)
    report.refresh_from_db()
    assert (report.name, report.email, report.description) == ("", "", WORDS)
