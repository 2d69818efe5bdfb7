"""Grants at their services: whose they are, what may be charged, and audits that hold."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from fortbildung.shared.errors import Refused
from reports.kinds import CostKind
from reports.models import Audit, CostCap, FundedSeminar, Grant
from reports.services.grants import charge, close_audit, open_audit, save_grant, save_rule
from tests.factories import A_DAY, NOON, office, office_staff
from tests.reports.funded import grant, held, rule

pytestmark = pytest.mark.django_db


def test_a_seminar_is_charged_to_one_grant_of_its_office_that_covers_its_days():
    seminar, staff = held(), office_staff()
    money, other = grant(), grant(reference="AZ 2026/2")
    for each in (money, other):
        charge(seminar=seminar, grant=each, by=staff, now=NOON)
    assert [row.grant for row in FundedSeminar.objects.all()] == [other]
    short = grant(reference="AZ 3", starts=date(2026, 1, 1), ends=date(2026, 12, 2))
    theirs = grant(office("Caritas"), reference="AZ 4")
    for each, said in ((short, "außerhalb"), (theirs, "einer anderen Zentralstelle")):
        with pytest.raises(Refused, match=said):
            charge(seminar=seminar, grant=each, by=staff, now=NOON)
    with pytest.raises(Refused, match="noch keine Termine"):
        charge(seminar=held(days=0), grant=money, by=staff, now=NOON)
    charge(seminar=seminar, grant=None, by=staff, now=NOON)
    assert not FundedSeminar.objects.exists()


def test_nobody_else_touches_an_offices_grant():
    seminar, money, stranger = held(), grant(), office_staff(office("Caritas"))
    for act, facts in (
        (save_grant, {"grant": money}),
        (save_rule, {"rule": rule(money), "caps": []}),
        (charge, {"seminar": seminar, "grant": money, "now": NOON}),
        (open_audit, {"grant": money, "reason": "Neugier", "now": NOON}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=stranger, **facts)


def test_a_grants_period_keeps_covering_what_is_charged_to_it():
    seminar, money, staff = held(), grant(), office_staff()
    charge(seminar=seminar, grant=money, by=staff, now=NOON)
    money.ends = date(2026, 6, 30)
    with pytest.raises(Refused, match=f"{seminar.number}: .*30.06.2026"):
        save_grant(grant=money, by=staff)
    money.ends = date(2026, 12, 31)
    save_grant(grant=money, by=staff)
    assert Grant.objects.get().ends == date(2026, 12, 31)


def test_a_rule_has_exactly_the_caps_it_is_saved_with():
    row = rule(grant(), caps=[(CostKind.SPEAKERS, None, 900)])
    cap = CostCap(kind=CostKind.VENUE, per_day=50)
    save_rule(rule=row, caps=[cap], by=office_staff())
    assert list(row.caps.values_list("kind", "per_day", "per_seminar")) == [("venue", 50, None)]


def test_a_cap_caps_something():
    row = rule(grant())
    with pytest.raises(IntegrityError), transaction.atomic():
        CostCap.objects.create(rule=row, kind=CostKind.VENUE)


def test_one_audit_at_a_time_holds_a_grant_until_it_is_closed():
    money, staff = grant(), office_staff()
    with pytest.raises(Refused, match="wer prüft"):
        open_audit(grant=money, reason=" ", by=staff, now=NOON)
    audit = open_audit(grant=money, reason="Rechnungshof", by=staff, now=NOON)
    with pytest.raises(Refused, match="schon eine Prüfung"):
        open_audit(grant=money, reason="noch eine", by=staff, now=NOON)
    assert list(Grant.objects.under_audit()) == [money]
    for day in (1, 2):
        close_audit(audit=audit, by=staff, now=NOON + day * A_DAY)
    assert Audit.objects.get().closed_at == NOON + A_DAY
    assert not Grant.objects.under_audit().exists()
