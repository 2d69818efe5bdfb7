"""A year that is closed keeps its figures, whoever is erased and whatever is corrected."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.urls import reverse

from courses.models import Seminar
from courses.services.erasing import erase, erase_due_names
from courses.states import EnrolmentState, SeminarState
from fortbildung.shared.errors import Refused
from reports.figures.answers import HIDDEN
from reports.figures.years import years_of
from reports.models import YearVersion
from reports.services import years
from tests.factories import (
    NOON,
    SeminarFactory,
    coordinator,
    counsellor,
    manager,
    office,
    office_staff,
    provider,
    site,
)
from tests.reports.people import stayed_away, took_part
from tests.world_reports import closed_by

pytestmark = pytest.mark.django_db
JANUARY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
FEBRUARY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
FAR = datetime(2038, 1, 2, 9, 0, tzinfo=UTC)


def a_year(people=2, start=NOON):
    """A closed seminar of 2026 with some who came and one who did not."""
    seminar = SeminarFactory(state=SeminarState.CLOSED, days__start=start)
    came = [took_part(counsellor(), seminar) for _ in range(people)]
    return seminar, [*came, stayed_away(counsellor(), seminar)]


def close(**fields):
    return years.close_year(
        **{"office": office(), "year": 2026, "by": office_staff(), "now": JANUARY} | fields
    )


def figures_of(version, *, own=True):
    return [(answer.rows, answer.total) for answer in years.answers_of(version, own=own)]


def participations(answer):
    return [answer.by_name(row.cells)["participations"] for row in answer.parts]


def test_a_closed_year_keeps_its_figures_when_attendance_is_corrected():
    _seminar, (enrolment, *_others) = a_year()
    version = close()
    before = figures_of(version)
    enrolment.state, enrolment.attended_units = EnrolmentState.ABSENT, Decimal(0)
    enrolment.save()

    assert figures_of(version) == before
    changed = years.differences(version, now=FEBRUARY)
    assert len(changed) > 0
    kept, today = changed[0].kept, changed[0].today
    assert (participations(kept), participations(today)) == ([2], [1])


def test_erasing_somebody_changes_no_kept_and_no_present_figure():
    _seminar, (enrolment, *_others) = a_year()
    version = close()
    before = figures_of(version)
    request = enrolment.person.erasure_requests.create(asked_at=FEBRUARY)
    erase(request=request, by=coordinator(), now=FEBRUARY)
    assert erase_due_names(now=FAR) == 1

    assert figures_of(version) == before
    assert years.differences(version, now=FAR) == []
    assert enrolment.person.email not in version.content


def test_a_correction_is_an_amendment_with_a_number_and_a_reason():
    _seminar, (enrolment, *_others) = a_year()
    staff = office_staff()
    close(by=staff)
    enrolment.state, enrolment.attended_units = EnrolmentState.ABSENT, Decimal(0)
    enrolment.save()
    about = {"office": office(), "year": 2026, "by": staff, "now": FEBRUARY}
    with pytest.raises(Refused, match="Sagen Sie, warum"):
        years.amend_year(reason=" ", **about)
    version = years.amend_year(reason="Liste gefunden", **about)

    assert (version.number, version.reason) == (1, "Liste gefunden")
    assert years.differences(version, now=FEBRUARY) == []
    with pytest.raises(Refused, match="nichts zu berichtigen"):
        years.amend_year(reason="noch einmal", **about)


def test_only_a_year_that_is_over_and_settled_is_closed_once():
    a_year()
    with pytest.raises(Refused, match=r"ab dem 1\. Januar 2027"):
        close(now=NOON)
    open_one = SeminarFactory(state=SeminarState.HELD, number="AR-7")
    with pytest.raises(Refused, match="AR-7 ist noch nicht abgeschlossen"):
        close()
    open_one.state = SeminarState.CLOSED
    open_one.save()
    close()
    with pytest.raises(Refused, match="2026 ist schon abgeschlossen"):
        close()


def test_another_office_cannot_close_the_year():
    a_year()
    with pytest.raises(PermissionDenied):
        close(by=office_staff(office("Caritas")))
    assert not YearVersion.objects.exists()


def test_the_office_reads_small_figures_of_its_people_and_others_do_not():
    a_year()
    version = close()
    own, outside = (years.answers_of(version, own=own)[0] for own in (True, False))
    assert participations(own) == [2]
    assert participations(outside) == [HIDDEN]


@pytest.mark.parametrize("change", ["content = '{}'", "reason = 'x'", "number = 7"])
def test_the_database_refuses_to_rewrite_what_was_kept(change):
    a_year()
    close()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"UPDATE reports_yearversion SET {change}")
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        connection.cursor().execute("DELETE FROM reports_yearversion")


def test_a_figure_changed_past_the_database_is_found(capsys):
    version = closed_by(office_staff()).versions.get()
    call_command("audit_figures")
    assert capsys.readouterr().out == ""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reports_yearversion DISABLE TRIGGER USER")
        cursor.execute("UPDATE reports_yearversion SET content = content || ' '")
        cursor.execute("ALTER TABLE reports_yearversion ENABLE TRIGGER USER")
    with pytest.raises(SystemExit):
        call_command("audit_figures")
    found = f"{version.reporting_year}, version 0: the checksum does not fit.\n"
    assert capsys.readouterr().out == found


def test_units_that_attendance_does_not_bear_out_are_found(capsys):
    seminar = SeminarFactory(state=SeminarState.CLOSED)
    enrolment = took_part(counsellor(), seminar, units="3")
    with pytest.raises(SystemExit):
        call_command("audit_figures")
    out = capsys.readouterr().out
    assert out == f"Enrolment {enrolment.pk} has 3.00 teaching units; its attendance says 0.00.\n"


def test_the_office_closes_and_amends_on_pages_and_takes_files_away(client):
    _seminar, (enrolment, *_others) = a_year(start=datetime(2025, 3, 3, 11, tzinfo=UTC))
    client.force_login(office_staff())
    page = reverse("reports:year", args=[office().slug, 2025])
    assert "2025" in client.get(reverse("reports:years")).content.decode()
    assert client.get(page).status_code == 200
    client.post(reverse("reports:close_year", args=[office().slug, 2025]))
    version = YearVersion.objects.get()
    shown = client.get(page).content.decode()
    assert version.checksum in shown
    assert "Nichts: Die Zahlen von heute sind dieselben." in shown
    kept = reverse("reports:kept", args=[office().slug, 2025, 0, 1])
    assert 'href="?' not in client.get(kept).content.decode()  # nothing closer is kept
    assert client.get(f"{kept[:-1]}.csv").content.decode("utf-8-sig").startswith("Träger;")

    enrolment.state, enrolment.attended_units = EnrolmentState.ABSENT, Decimal(0)
    enrolment.save()
    refused = client.post(page, {"reason": ""})
    assert refused.status_code == 200
    assert YearVersion.objects.count() == 1
    client.post(page, {"reason": "Liste gefunden"})
    assert YearVersion.objects.count() == 2


def test_what_was_reported_first_can_be_read_beside_its_amendment(client):
    _seminar, (enrolment, *_others) = a_year(start=datetime(2025, 3, 3, 11, tzinfo=UTC))
    client.force_login(office_staff())
    page = reverse("reports:year", args=[office().slug, 2025])
    client.post(reverse("reports:close_year", args=[office().slug, 2025]))
    enrolment.state, enrolment.attended_units = EnrolmentState.ABSENT, Decimal(0)
    enrolment.save()
    client.post(page, {"reason": "Liste gefunden"})

    def links(version):
        shown = client.get(page, {"version": version}).content.decode()
        leads_to = [f'"{page}0/1/"', f'"{page}1/1/"', '"?version=0"', '"?version=1"']
        return [link in shown for link in leads_to], "Heute gilt eine Berichtigung" in shown

    assert links("0") == ([True, False, False, True], True)
    assert links("1") == links("") == links("x") == ([False, True, True, False], False)


def test_coordination_reads_a_closed_year_and_changes_nothing(client):
    a_year()
    close()
    client.force_login(coordinator())
    page = reverse("reports:year", args=[office().slug, 2026])
    assert "Träger Eins" not in client.get(page).content.decode()
    assert client.post(page, {"reason": "x"}).status_code == 404
    closing = reverse("reports:close_year", args=[office().slug, 2026])
    assert client.post(closing).status_code == 404


def test_years_of_other_offices_and_of_nobody_are_not_there(client):
    a_year()
    client.force_login(office_staff(office("Caritas")))
    assert client.get(reverse("reports:year", args=[office().slug, 2026])).status_code == 404
    client.force_login(office_staff())
    assert client.get(reverse("reports:year", args=[office().slug, 2019])).status_code == 404
    client.force_login(manager())
    assert client.get(reverse("reports:years")).status_code == 404


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_of_years_asks_a_constant_number_of_questions(
    client, number, django_assert_max_num_queries
):
    for each in range(number):
        SeminarFactory(state=SeminarState.CLOSED, central_office=office(f"Amt{each}"))
        took_part(counsellor(site(below=provider(f"T{each}"))), SeminarFactory())
    client.force_login(coordinator())
    with django_assert_max_num_queries(16):
        client.get(reverse("reports:years"))


def test_years_are_those_in_which_something_begins_however_far_apart_and_without_sessions_none():
    old, new, bare = SeminarFactory(), SeminarFactory(), SeminarFactory(days=0)
    for seminar, year in ((old, 1026), (new, 2026)):
        for session in seminar.sessions.all():
            session.starts_at = session.starts_at.replace(year=year)
            session.ends_at = session.ends_at.replace(year=year)
            session.save()
    assert years_of(Seminar.objects.filter(pk__in=[old.pk, new.pk, bare.pk]), of="") == [2026, 1026]
