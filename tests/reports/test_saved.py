"""Reports under a name: kept with the filter, sent with the rights of the day."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from fortbildung.shared.models import OutgoingMail
from reports.models import Rhythm, SavedReport
from reports.rules.rhythm import next_turn
from reports.services import saved as service
from tests.factories import NOON, SeminarFactory, coordinator, counsellor, manager, office_staff
from tests.reports.people import took_part

pytestmark = pytest.mark.django_db
BERLIN = [
    (Rhythm.NEVER, (2026, 11, 2), None),
    (Rhythm.MONTHLY, (2026, 11, 2), (2026, 12, 1, 6)),
    (Rhythm.MONTHLY, (2026, 12, 31), (2027, 1, 1, 6)),
    (Rhythm.MONTHLY, (2026, 3, 1), (2026, 4, 1, 5)),  # summer time
    (Rhythm.QUARTERLY, (2026, 11, 2), (2027, 1, 1, 6)),
    (Rhythm.QUARTERLY, (2026, 1, 1), (2026, 4, 1, 5)),
    (Rhythm.QUARTERLY, (2026, 6, 30), (2026, 7, 1, 5)),
]


@pytest.mark.parametrize(("rhythm", "day", "turn"), BERLIN)
def test_reports_are_sent_at_seven_in_berlin_on_the_first(rhythm, day, turn):
    expected = turn and datetime(*turn, tzinfo=UTC)
    assert next_turn(rhythm, datetime(*day, 12, tzinfo=UTC)) == expected


def save(owner, **fields):
    usual = {
        "name": "Unsere Träger",
        "report": "participation",
        "parameters": {"year": "2025", "by": "provider"},
        "rhythm": Rhythm.MONTHLY,
        "now": NOON,
    }
    return service.save(owner=owner, **usual | fields)


def some_figures():
    seminar = SeminarFactory()
    for _ in range(6):
        took_part(counsellor(), seminar)


def test_on_its_day_the_owner_gets_the_report_of_the_running_year_once():
    some_figures()
    saved = save(office_staff())
    assert service.send_due(now=NOON) == 0
    first = datetime(2026, 12, 1, 6, 10, tzinfo=UTC)
    assert [service.send_due(now=first), service.send_due(now=first)] == [1, 0]

    mail = OutgoingMail.objects.get(to=saved.owner.email)
    assert mail.subject == "Ihr Bericht: Unsere Träger"
    (attachment,) = mail.attachments
    assert "2026" in attachment["name"]
    assert "Träger Eins;" in attachment["content"]
    assert "by=provider&year=2026" in mail.body
    saved.refresh_from_db()
    assert (saved.next_at.month, saved.problem) == (1, "")


def test_in_january_the_report_tells_of_the_year_that_is_over():
    saved = save(office_staff())
    assert service.parameters_on(saved, datetime(2027, 1, 1, 6, tzinfo=UTC))["year"] == "2026"
    assert service.parameters_on(saved, datetime(2027, 2, 1, 6, tzinfo=UTC))["year"] == "2027"


def test_who_lost_the_right_is_told_so_in_place_of_the_figures():
    some_figures()
    saved = save(office_staff())
    saved.owner.roles.all().delete()
    assert service.send_due(now=saved.next_at) == 1

    mail = OutgoingMail.objects.get(to=saved.owner.email)
    assert mail.subject == "Ihr Bericht konnte nicht erstellt werden: Unsere Träger"
    assert mail.attachments == []
    assert "Diesen Bericht gibt es nicht" in mail.body
    saved.refresh_from_db()
    assert saved.problem.startswith("Diesen Bericht gibt es nicht")
    assert saved.next_at > saved.owner.date_joined


def test_a_manager_gets_the_figures_of_their_own_people_only():
    some_figures()
    saved = save(manager())
    service.send_due(now=saved.next_at)
    assert "Träger Eins" in OutgoingMail.objects.get().attachments[0]["content"]


def test_one_broken_report_does_not_stop_the_others():
    some_figures()
    broken = save(office_staff(), name="alt", report="gone")
    whole = save(coordinator())
    assert service.send_due(now=whole.next_at) == 2
    subjects = {mail.to: mail.subject for mail in OutgoingMail.objects.all()}
    assert subjects[broken.owner.email].startswith("Ihr Bericht konnte nicht")
    assert subjects[whole.owner.email].startswith("Ihr Bericht:")


def test_a_report_is_saved_changed_and_deleted_on_pages(client):
    some_figures()
    owner = office_staff()
    client.force_login(owner)
    new = reverse("reports:save", args=["teilnahmen"]) + "?year=2026&by=association"
    assert client.get(new).status_code == 200
    client.post(new, {"name": "Verbände", "rhythm": "quarterly"})
    saved = SavedReport.objects.get(owner=owner)
    assert (saved.name, saved.report) == ("Verbände", "participation")
    assert (saved.parameters["by"], saved.rhythm) == ("association", Rhythm.QUARTERLY)
    listed = client.get(reverse("reports:saved")).content.decode()
    assert "by=association" in listed

    client.post(reverse("reports:change_saved", args=[saved.pk]), {"rhythm": "never"})
    saved.refresh_from_db()
    assert saved.next_at is None
    client.post(reverse("reports:forget_saved", args=[saved.pk]))
    assert not SavedReport.objects.exists()


def test_somebody_elses_saved_report_is_not_there(client):
    saved = save(office_staff())
    client.force_login(coordinator())
    assert client.get(reverse("reports:change_saved", args=[saved.pk])).status_code == 404
    assert client.post(reverse("reports:forget_saved", args=[saved.pk])).status_code == 404
    assert saved.name not in client.get(reverse("reports:saved")).content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_asks_a_constant_number_of_questions(
    client, number, django_assert_max_num_queries
):
    owner = coordinator()
    for each in range(number):
        save(owner, name=f"Bericht {each}")
    client.force_login(owner)
    with django_assert_max_num_queries(14):
        client.get(reverse("reports:saved"))
