"""The file for the funder: what it lacks, what is in it, and that the worker makes it once."""

import hashlib
import io
from datetime import timedelta
from decimal import Decimal
from zipfile import ZipFile

import page
import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from courses.kinds import AttendanceSource, DeliveryMode
from courses.models import Attendance
from courses.states import SeminarState
from fortbildung.shared.errors import Refused
from reports.kinds import CostKind
from reports.models import FundingFile, Narrative
from reports.rules.gaps import Place, gaps_of
from reports.services import funding_files
from reports.services.dossier import dossier_of
from reports.services.grants import charge
from reports.services.narratives import PARTS, draft_of, write
from reports.services.vouchers import strike
from tests.factories import A_DAY, NOON, CourseFactory, office, office_staff
from tests.reports.funded import attended, funded, grant, held, paid, rule

pytestmark = pytest.mark.django_db
LATER = NOON + 60 * A_DAY
PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)


def told(dossier):
    return [(gap.place, gap.breaks) for gap in gaps_of(dossier)]


def dossier(seminar):
    return dossier_of(seminar, now=LATER)


def finished(seminar, **changes):
    parts = dict.fromkeys(PARTS, "Alles gut.") | changes
    facts = {"parts": parts, "finished": True, "by": office_staff(), "now": LATER}
    return write(seminar=seminar, based_on=seminar.narratives.count(), **facts)


def opened(file):
    with file.file.open() as content:
        return ZipFile(io.BytesIO(content.read()))


def failures(paper):
    """Whatever is against PDF/A-3a or PDF/UA-1."""
    reports = [page.validate_pdf_bytes(paper, profile=profile) for profile in PROFILES]
    return [(found.rule_id, found.message) for report in reports for found in report.failures]


def made(seminar):
    file = funding_files.order(seminar=seminar, by=office_staff(), now=LATER)
    assert funding_files.carry_on(now=LATER) == 1
    file.refresh_from_db()
    return file


def test_the_dossier_tells_days_costs_and_who_bears_them():
    found = dossier(funded())
    assert [(one.name, one.count.days) for one in found.participants] == [
        ("Anders, Ada", 2),
        ("Berg, Ben", Decimal("1.5")),
    ]
    account = found.account
    assert (account.planned, account.actual, account.fundable) == (900, Decimal("870.50"), 870.5)
    assert (account.income, account.grant, account.own) == (100, Decimal("770.50"), 0)
    assert found.statistics["land"] == {"Berlin": 2}


def test_a_complete_seminar_lacks_only_the_report_until_that_is_finished():
    seminar = funded()
    assert told(dossier(seminar)) == [(Place.NARRATIVE, False)]
    finished(seminar)
    assert told(dossier(seminar)) == []


def test_everything_that_is_missing_is_told_with_where_to_mend_it():
    seminar = held(state=SeminarState.OPEN, days=0)
    found = told(dossier(seminar))
    assert [place for place, _breaks in found] == [
        Place.GRANT,
        Place.SEMINAR,
        Place.PLAN,
        Place.VOUCHERS,
        Place.NARRATIVE,
    ]
    with pytest.raises(Refused, match="keiner Zuwendung"):
        funding_files.order(seminar=seminar, by=office_staff(), now=LATER)


def test_what_breaks_a_rule_of_the_funder_comes_first():
    seminar, staff = held(course=CourseFactory(delivery_mode=DeliveryMode.ONLINE)), office_staff()
    money = grant()
    rule(money, caps=[(CostKind.SPEAKERS, None, 500)], min_persons=5)
    charge(seminar=seminar, grant=money, by=staff, now=NOON)
    attended(seminar, 420, 420)
    paid(seminar, 600, file=False, paid_on=money.starts - A_DAY)
    breaks = [gap.text for gap in gaps_of(dossier(seminar)) if gap.breaks]
    assert breaks == [
        "1 Personen haben teilgenommen; der Zuwendungsgeber verlangt mindestens 5.",
        "Die Veranstaltung fand online statt; nach der Förderregel zählen diese Tage nicht.",
        "Honorare: 100,00 € liegen über dem, was der Zuwendungsgeber zahlt (500,00 €).",
        "Beleg 1 wurde vor Beginn der Zuwendung bezahlt.",
    ]
    others = {gap.place for gap in gaps_of(dossier(seminar)) if not gap.breaks}
    assert others == {Place.CONFERENCE, Place.PLAN, Place.VOUCHERS, Place.NARRATIVE}


def test_attendance_that_is_not_recorded_is_missing():
    seminar = funded()
    Attendance.objects.filter(session=seminar.sessions.first()).delete()
    texts = [gap.text for gap in gaps_of(dossier(seminar)) if gap.place == Place.ATTENDANCE]
    assert texts == ["Die Anwesenheit von 2 Personen fehlt."]


@pytest.mark.parametrize("people", [1, 5])
def test_a_dossier_costs_the_same_for_one_and_many(people, django_assert_num_queries):
    seminar = funded()
    for _number in range(people):
        attended(seminar, 420, 420)
        paid(seminar, 10)
    with django_assert_num_queries(16):
        dossier(seminar)


def test_the_file_holds_cover_lists_figures_and_receipts():
    seminar = funded()
    strike(voucher=seminar.vouchers.get(number=2), reason="doppelt", by=office_staff(), now=NOON)
    file = made(seminar)
    packed = opened(file)
    assert packed.namelist() == [
        "01-Verwendungsnachweis.pdf",
        "02-Teilnehmendenliste.pdf",
        "03-Unterschriften/1-liste.pdf",
        "05-Zahlen.xlsx",
        "06-Belege/001-beleg.pdf",
    ]
    assert packed.testzip() is None
    assert failures(packed.read("01-Verwendungsnachweis.pdf")) == []
    assert failures(packed.read("02-Teilnehmendenliste.pdf")) == []
    assert (file.done, file.total, file.failed) == (4, 4, "")
    assert file.open_points == ["Der Sachbericht ist noch nicht geschrieben."]
    with file.file.open() as content:
        assert hashlib.sha256(content.read()).hexdigest() == file.digest


def test_of_an_online_seminar_the_minutes_are_evidence():
    seminar = funded()
    Attendance.objects.update(source=AttendanceSource.IMPORT)
    packed = opened(made(seminar))
    assert "04-Anwesenheit.pdf" in packed.namelist()
    assert failures(packed.read("04-Anwesenheit.pdf")) == []


def test_the_same_facts_give_the_same_papers():
    seminar = funded()
    finished(seminar)
    first, second = (opened(made(seminar)) for _time in range(2))
    assert first.namelist() == second.namelist()
    for name in ("01-Verwendungsnachweis.pdf", "02-Teilnehmendenliste.pdf"):
        assert first.read(name) == second.read(name)


def test_two_who_ask_at_once_get_one_file_and_a_worker_that_died_is_no_loss():
    seminar, staff = funded(), office_staff()
    first, second = (
        funding_files.order(seminar=seminar, by=staff, now=LATER + timedelta(seconds=n))
        for n in range(2)
    )
    assert first == second
    FundingFile.objects.update(done=3)  # where it died
    assert funding_files.carry_on(now=LATER) == 1
    assert funding_files.carry_on(now=LATER) == 0
    assert FundingFile.objects.get().done == 4


def test_a_file_that_cannot_be_made_is_told_and_keeps_nobody_waiting(caplog):
    broken, other = funded(), held()
    charge(seminar=other, grant=grant(reference="2"), by=office_staff(), now=NOON)
    broken.vouchers.update(file="vouchers/fort.pdf")  # somebody has emptied the disk
    for seminar in (broken, other):
        funding_files.order(seminar=seminar, by=office_staff(), now=LATER)
    assert funding_files.carry_on(now=LATER) == 1
    failed = FundingFile.objects.exclude(failed="").get()
    assert (failed.seminar, bool(failed.file)) == (broken, False)
    assert "was not made" in caplog.text


def test_a_year_of_a_grant_is_one_file_with_a_summary():
    seminar, staff = funded(), office_staff()
    money = seminar.funding.grant
    other = held()
    attended(other, 420, 420)
    charge(seminar=other, grant=money, by=staff, now=NOON)
    file = funding_files.order_year(grant=money, year=2026, by=staff, now=LATER)
    assert funding_files.carry_on(now=LATER) == 1
    file.refresh_from_db()
    packed = opened(file)
    tops = {name.partition("/")[0] for name in packed.namelist()}
    assert tops == {seminar.number, other.number, "00-Zusammenstellung-2026.pdf"}
    assert failures(packed.read("00-Zusammenstellung-2026.pdf")) == []
    assert (file.done, file.total) == (9, 9)
    with pytest.raises(Refused, match="2025 keine Veranstaltung"):
        funding_files.order_year(grant=money, year=2025, by=staff, now=LATER)


def test_other_offices_make_and_see_no_file():
    seminar, stranger = funded(), office_staff(office("Caritas"))
    with pytest.raises(PermissionDenied):
        funding_files.order(seminar=seminar, by=stranger, now=LATER)
    file = made(seminar)
    assert not FundingFile.objects.visible_to(stranger).exists()
    assert list(FundingFile.objects.visible_to(office_staff())) == [file]


def test_the_draft_says_what_is_known_and_asks_for_the_rest():
    seminar = funded()
    draft = draft_of(dossier(seminar))
    assert "Es nahmen 2 Personen teil; das sind 3,5 Teilnehmertage" in draft["held"]
    assert "vom 2. Dezember 2026 bis 3. Dezember 2026 mit 16 Unterrichtseinheiten" in draft["held"]
    assert "Verpflegung: geplant 100,00 €, entstanden 70,50 €" in draft["deviations"]
    with pytest.raises(Refused, match="Klammern: Anlass und Ziele, Ergebnisse"):
        finished(seminar, **draft)


def test_versions_are_kept_and_nobody_writes_over_anybody():
    seminar = funded()
    finished(seminar)
    facts = {"parts": dict.fromkeys(PARTS, "Neu"), "finished": False, "by": office_staff()}
    write(seminar=seminar, based_on=1, now=LATER, **facts)
    with pytest.raises(Refused, match="inzwischen Version 2"):
        write(seminar=seminar, based_on=1, now=LATER, **facts)
    assert list(seminar.narratives.order_by("version").values_list("held", flat=True)) == [
        "Alles gut.",
        "Neu",
    ]
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        Narrative.objects.update(held="Anders")
