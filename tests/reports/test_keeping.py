"""Papers go when their time is over, not a day before, never during an audit; and it is noted."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import ProgrammingError, transaction
from django.utils import timezone

from courses.models import Enrolment, Hold, SignedList
from courses.services.erasing import ask_to_erase, erase, erase_due_names
from fortbildung.shared.errors import Refused
from reports.models import Deletion, FundingFile, TravelClaim, Voucher
from reports.services import funding_files
from reports.services.deleting import delete_due
from reports.services.grants import charge, close_audit, open_audit
from tests.factories import NOON, coordinator, office_staff
from tests.reports.funded import funded, grant, held

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=366)
LATER = NOON + timedelta(days=60)
MUCH_LATER = NOON + 12 * YEARS


def in_year(year):
    return NOON.replace(year=year, month=1, day=2)


@pytest.fixture
def seminar():
    found = funded()
    enrolment = found.enrolments.first()
    claim = TravelClaim.objects.create(
        enrolment=enrolment, kilometres=5, handed_in_at=NOON, keep_until=in_year(2035)
    )
    claim.receipts.create(file=ContentFile(b"%PDF", "x.pdf"), filename="x.pdf")
    funding_files.order(seminar=found, by=office_staff(), now=LATER)
    funding_files.carry_on(now=LATER)
    return found


def there():
    models = (SignedList, Voucher, TravelClaim, FundingFile)
    return [model.objects.count() for model in models]


@pytest.mark.usefixtures("seminar")
def test_each_kind_of_paper_goes_in_its_own_year():
    steps = {2031: [1, 2, 1, 1], 2032: [0, 2, 1, 1], 2035: [0, 0, 1, 1], 2036: [0, 0, 0, 1]}
    for year, left in steps.items():
        delete_due(now=in_year(year))
        assert (year, there()) == (year, left)
    assert delete_due(now=in_year(2038)) == 1
    assert delete_due(now=in_year(2039)) == 0
    assert there() == [0, 0, 0, 0]
    noted = list(Deletion.objects.order_by("pk").values_list("kind", flat=True))
    assert noted == ["list", "voucher", "voucher", "claim", "file"]
    assert all("Anders" not in row.what for row in Deletion.objects.all())


def test_files_go_from_the_disk_too(seminar, django_capture_on_commit_callbacks):
    files = [seminar.signed_lists.get().file, seminar.vouchers.first().file]
    files += [FundingFile.objects.get().file]
    assert all(file.storage.exists(file.name) for file in files)
    with django_capture_on_commit_callbacks(execute=True):
        delete_due(now=MUCH_LATER)
    assert not any(file.storage.exists(file.name) for file in files)


def test_during_an_audit_nothing_goes(seminar):
    staff = office_staff()
    money = seminar.funding.grant
    audit = open_audit(grant=money, reason="Prüfamt", by=staff, now=LATER)
    assert delete_due(now=MUCH_LATER) == 0
    with pytest.raises(Refused, match="wird geprüft"):
        charge(seminar=seminar, grant=None, by=staff, now=LATER)
    close_audit(audit=audit, by=staff, now=MUCH_LATER)
    assert delete_due(now=MUCH_LATER) == 5


def test_a_seminar_charged_during_an_audit_is_held_as_well():
    money, seminar, staff = grant(), held(), office_staff()
    open_audit(grant=money, reason="Prüfamt", by=staff, now=NOON)
    charge(seminar=seminar, grant=money, by=staff, now=NOON)
    assert list(Hold.objects.filter(ended_at=None).values_list("seminar", flat=True)) == [
        seminar.pk
    ]


def test_the_name_of_a_participant_stays_until_the_audit_is_over(seminar):
    staff, boss = office_staff(), coordinator()
    person = seminar.enrolments.first().person
    audit = open_audit(grant=seminar.funding.grant, reason="Prüfamt", by=staff, now=LATER)
    Enrolment.objects.of(person).update(state="attended")
    asked = ask_to_erase(person=person, now=LATER)
    erase(request=asked, by=boss, now=LATER)
    name = person.last_name
    assert erase_due_names(now=MUCH_LATER) == 0
    person.refresh_from_db()
    assert (person.last_name, person.is_active) == (name, False)
    close_audit(audit=audit, by=staff, now=MUCH_LATER)
    assert erase_due_names(now=MUCH_LATER) == 1
    person.refresh_from_db()
    assert person.last_name == "gelöschte Person"


def test_the_log_and_the_lists_are_not_rewritten(seminar):
    delete_due(now=in_year(2035))
    for change in (Deletion.objects.all().delete, lambda: Deletion.objects.update(what="nichts")):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            change()
    other = funded_again()
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        other.signed_lists.all().delete()
    assert timezone.localtime(Deletion.objects.latest("pk").deleted_at).year == 2035
    assert seminar.vouchers.count() == 0


def funded_again():
    """Another seminar with a list."""
    from_before = SignedList.objects.count()
    other = held()
    SignedList.objects.create(
        seminar=other,
        file=ContentFile(b"%PDF", "liste.pdf"),
        name="liste.pdf",
        content_type="application/pdf",
        size=4,
        digest="x" * 64,
        added_by=office_staff(),
        added_at=NOON,
    )
    assert SignedList.objects.count() == from_before + 1
    return other
