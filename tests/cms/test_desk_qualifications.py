"""Kinds of qualifications and records of them, at the desk."""

from datetime import date

import pytest
from django.urls import reverse

from courses.models import Qualification, QualificationRecord
from tests.cms.desk import text_of, to_the_admin
from tests.factories import (
    PersonFactory,
    coordinator,
    counsellor,
    has_qualified,
    office,
    office_staff,
    qualification,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def desk(client):
    client.force_login(to_the_admin(office_staff()))
    return client


def at(name, *args):
    return reverse(f"desk_qualifications:{name}", args=args)


def filled(person, **fields):
    facts = {
        "email": person.email,
        "qualification": qualification().pk,
        "valid_from": "2026-01-01",
        "valid_until": "",
        "source": "Zeugnis der Hochschule",
    }
    return facts | fields


@pytest.mark.parametrize("who", [office_staff, coordinator])
def test_kinds_are_maintained_by_offices_and_the_coordination(client, who):
    client.force_login(to_the_admin(who()))
    client.post(at("add"), {"code": "DOLM", "name": "Dolmetschen"})
    kind = Qualification.objects.get()
    words = {"name": "Dolmetschen im Gespräch", "name_en": "Interpreting"}
    client.post(at("edit", kind.pk), {"code": "DOLM"} | words)
    kind.refresh_from_db()
    assert {"name": kind.name, "name_en": kind.name_en} == words
    assert "Nur Großbuchstaben" in text_of(client.post(at("add"), {"code": "a b", "name": "X"}))
    assert "Dolmetschen im Gespräch" in text_of(client.get(at("index")))


def test_an_office_records_what_somebody_has_and_once_only(desk):
    person = counsellor()
    form = filled(person, email=person.email.upper())
    assert "Die Qualifikation ist eingetragen." in text_of(
        desk.post(at("record"), form, follow=True)
    )
    record = QualificationRecord.objects.get()
    assert (record.person, record.central_office, record.valid_from, record.valid_until) == (
        person,
        office(),
        date(2026, 1, 1),
        None,
    )
    assert "bereits eingetragen" in text_of(desk.post(at("record"), form))
    late = filled(person, valid_from="2026-05-01", valid_until="2026-04-01")
    assert "endet, bevor er beginnt" in text_of(desk.post(at("record"), late))
    assert QualificationRecord.objects.count() == 1


def test_nobody_is_found_by_half_an_address_or_without_a_place(desk):
    person, nobody = counsellor(), PersonFactory()
    for email in (person.email[1:], nobody.email, "niemand@example.org"):
        text = text_of(desk.post(at("record"), filled(person, email=email)))
        assert "Mit dieser Adresse ist niemand" in text
    assert not QualificationRecord.objects.exists()


def test_an_office_withdraws_its_own_records_after_asking_and_nothing_is_lost(desk):
    record = has_qualified(counsellor(), central_office=office())
    foreign = has_qualified(counsellor(), central_office=office("DRK"))
    assert "Nachweis zurückziehen?" in text_of(desk.get(at("withdraw", record.pk)))
    record.refresh_from_db()
    assert record.withdrawn_at is None
    QualificationRecord.objects.update(recorded_at="2026-01-01T12:00Z")
    text = text_of(desk.post(at("withdraw", record.pk), follow=True))
    assert "zurückgezogen am" in text
    record.refresh_from_db()
    assert record.withdrawn_at is not None
    for refused in (record, foreign):
        assert desk.post(at("withdraw", refused.pk)).status_code == 404


def test_an_office_sees_no_records_of_strangers(desk):
    has_qualified(counsellor(last_name="Fremd"), central_office=office("DRK"))
    assert "Fremd" not in text_of(desk.get(at("records")))


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize(("page", "queries"), [("index", 15), ("records", 14)])
def test_lists_cost_the_same_for_one_and_many(desk, rows, page, queries, django_assert_num_queries):
    for number in range(rows):
        kind = qualification(f"Q{number}", f"Qualifikation {number}")
        has_qualified(counsellor(), kind, central_office=office())
    desk.get(at(page))
    with django_assert_num_queries(queries):
        desk.get(at(page))
